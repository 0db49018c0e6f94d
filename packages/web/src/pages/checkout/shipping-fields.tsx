import { countryName, formatCents } from '@lectern/core/platform'
import { shippingFor } from '@lectern/core/pricing'
import { addressNeeds } from '@lectern/core/registration'
import { Checkbox } from '../../components/choice.tsx'
import { Field } from '../../components/field.tsx'
import { Island } from '../../components/island.tsx'
import { Options, Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { errorAt } from '../../forms/errors.ts'
import type { CartView } from '../cart/load-cart.ts'
import { countryOptions, formatNoShipping } from './countries.ts'
import { regionsOf } from './regions.ts'
import type { Typed } from './typed.ts'

type Props = { view: CartView; typed: Typed }

/** City, state, and postal code, by the names they have in the country. They're made again when it changes. */
const Place = ({ typed: { shipTo } }: Pick<Props, 'typed'>) => {
  const needed = addressNeeds(shipTo.country)
  const regions = regionsOf(shipTo.country)
  // Before a country is chosen nobody knows what it needs; so nothing is called optional.
  const optional = (name: 'region' | 'postalCode') => (needed?.[name] ? false : ('unsaid' as const))
  const region = { name: 'shipTo.region', label: needed?.region ?? 'State or region', optional: optional('region') }
  return (
    <div class="grid gap-4 sm:grid-cols-2" data-part="place">
      {regions ? (
        <Select
          {...region}
          autocomplete="shipping address-level1"
          prompt={`Choose a ${region.label.toLowerCase()}`}
          options={regions}
          value={shipTo.region}
        />
      ) : (
        <TextInput {...region} autocomplete="shipping address-level1" maxlength={100} value={shipTo.region} />
      )}
      <TextInput
        name="shipTo.postalCode"
        label={needed?.postalCode ?? 'Postal code'}
        optional={optional('postalCode')}
        autocomplete="shipping postal-code"
        maxlength={20}
        value={shipTo.postalCode}
      />
    </div>
  )
}

/** What sending to the chosen country costs, or why it cannot be. Shown again when the country changes. */
const RateWords = ({ view, typed }: Pick<Props, 'view' | 'typed'>) => {
  const { terms } = view
  const { country } = typed.shipTo
  const region = terms && country !== '' ? shippingFor(terms, country) : undefined
  if (!region) return null
  const price = region.priceCents === 0 ? 'is free' : `costs ${formatCents(region.priceCents)}`
  return (
    <p class="nums">
      Shipping to {countryName(country)} {price} for the whole order, and it’s included in the total.
    </p>
  )
}

/** Where copies go. The country decides what sending costs, so it comes first, and asks for the total by itself. */
export const ShippingFields = ({ view, typed, countriesFirst }: Props & { countriesFirst: readonly string[] }) => {
  const { terms } = view
  if (!view.byPost || !terms) return null
  const input = (
    name: keyof Typed['shipTo'],
    label: string,
    autocomplete: string,
    more: { optional?: boolean; hint?: string } = {},
  ) => (
    <TextInput
      name={`shipTo.${name}`}
      label={label}
      autocomplete={`shipping ${autocomplete}`}
      value={typed.shipTo[name]}
      maxlength={100}
      {...more}
    />
  )
  const refused = errorAt('shipTo.country') ?? formatNoShipping(terms, typed.shipTo.country)
  return (
    <section class="step" aria-labelledby="shipping">
      <h2 id="shipping">Shipping address</h2>
      <p class="step-sub">Flat-rate shipping by country</p>
      <div class="grid gap-4">
        <div class="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <Field name="shipTo.country" label="Country">
            {(wiring) => (
              <select
                class="control"
                {...wiring}
                autocomplete="shipping country"
                aria-invalid={refused === undefined ? undefined : 'true'}
                aria-describedby="country-about"
                data-refresh="update"
              >
                <option value="">Choose a country</option>
                <Options options={countryOptions(terms, countriesFirst)} value={typed.shipTo.country} />
              </select>
            )}
          </Field>
          <SubmitButton look="plain" name="update" value="yes" formnovalidate>
            Update total
          </SubmitButton>
        </div>
        <div class="grid gap-1" id="country-about" role="status" data-part="country">
          {refused === undefined ? (
            <RateWords view={view} typed={typed} />
          ) : (
            <p class="font-medium text-error">{refused}</p>
          )}
        </div>
        {input('name', 'Recipient', 'name', { optional: true, hint: 'Leave blank to use your name' })}
        {input('line1', 'Street address', 'address-line1')}
        {input('line2', 'Apartment, suite, or company', 'address-line2', { optional: true })}
        {input('city', 'City', 'address-level2')}
        <Place typed={typed} />
        <Island name="refresh" />
      </div>
    </section>
  )
}

/** For the books of a company: both appear on the invoice. The fields stay folded until asked for, by style alone. */
export const CompanyFields = ({ typed }: Omit<Props, 'view'>) => (
  <section class="group grid gap-4" aria-label="Invoice">
    <Checkbox name="company" label="I’m buying for a company" checked={typed.forCompany} />
    <div class="hidden gap-4 group-has-[[name=company]:checked]:grid sm:grid-cols-2">
      <TextInput
        name="billing.company"
        label="Company"
        hint="Shown on the invoice"
        optional="unsaid"
        autocomplete="organization"
        maxlength={120}
        value={typed.billing.company}
      />
      <TextInput
        name="billing.purchaseOrder"
        label="Purchase order number"
        optional
        autocomplete="off"
        maxlength={60}
        value={typed.billing.purchaseOrder}
      />
    </div>
  </section>
)
