import { countryName, formatCents } from '@lectern/core/platform'
import { shippingFor } from '@lectern/core/pricing'
import { addressNeeds } from '@lectern/core/registration'
import { Checkbox } from '../../components/choice.tsx'
import { Field } from '../../components/field.tsx'
import { Island } from '../../components/island.tsx'
import { Options } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { errorAt } from '../../forms/errors.ts'
import type { CartView } from '../cart/load-cart.ts'
import { countryOptions, formatNoShipping } from './countries.ts'
import type { Typed } from './typed.ts'

type Props = { view: CartView; typed: Typed }

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
    more: { optional?: boolean | 'unsaid'; hint?: string; maxlength?: number } = {},
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
  const needed = addressNeeds(typed.shipTo.country)
  // Choosing another country does not touch these fields, in which someone may be typing; so nothing is called optional.
  const optional = (name: 'region' | 'postalCode') => (needed?.[name] ? false : ('unsaid' as const))
  const refused = errorAt('shipTo.country') ?? formatNoShipping(terms, typed.shipTo.country)
  return (
    <section class="grid gap-4" aria-labelledby="shipping">
      <div>
        <h2 class="text-2xl font-semibold" id="shipping">
          Shipping address
        </h2>
        <p class="text-muted">Flat-rate shipping by country</p>
      </div>
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
      <div class="grid gap-4 sm:grid-cols-2">
        {input('region', needed?.region ?? 'State or region', 'address-level1', { optional: optional('region') })}
        {input('postalCode', needed?.postalCode ?? 'Postal code', 'postal-code', {
          optional: optional('postalCode'),
          maxlength: 20,
        })}
      </div>
      <Island name="refresh" />
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
