// What holds for every order of the store: what sending copies costs, and whether sales tax is added.
import { countryName, formatCents } from '@lectern/core/platform'
import { getStoreTerms, restOfTheWorld, type StoreTerms, saveStoreTerms } from '@lectern/core/pricing'
import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type Declared, declarePages, done, overSaved, type Refused, recorded, why } from '../../../forms/pages.ts'
import { revisionIn, shownRows } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { readTerms, termsField, valuesOfTerms } from './read-terms.ts'

const inLabels = new Intl.ListFormat('en', { type: 'conjunction' })

/** `United States: $6.95 an order. Everywhere else (every other country): $29.95 an order.` */
const formatRates = ({ shipping }: Pick<StoreTerms, 'shipping'>): string => {
  if (shipping.length === 0) return 'You don’t ship anywhere yet, so no one can buy printed copies.'
  const rates = shipping.map(({ title, countries, priceCents }) => {
    const names = countries.map((one) => (one === restOfTheWorld ? 'every other country' : countryName(one)))
    const where = names.join() === title ? title : `${title} (${inLabels.format(names)})`
    return `${where}: ${priceCents === 0 ? 'free' : `${formatCents(priceCents)} an order`}.`
  })
  const world = shipping.some(({ countries }) => countries.includes(restOfTheWorld))
  return [...rates, world ? '' : 'You don’t ship anywhere else.'].filter(Boolean).join(' ')
}

const RegionRow = ({ row, number }: { row: string; number: number }) => (
  <fieldset class={number === 1 ? '' : 'border-t border-base-300 pt-4'}>
    <legend class="sr-only">Region {number}</legend>
    <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_10rem]">
      <TextInput name={`${row}.title`} label={`Region ${number}`} maxlength={80} optional="unsaid" />
      <TextInput
        name={`${row}.countries`}
        label="Countries"
        placeholder="US, CA"
        autocomplete="off"
        optional="unsaid"
      />
      <TextInput name={`${row}.price`} label="Rate" prefix="$" inputmode="decimal" optional="unsaid" />
    </div>
    <HiddenFields typed={[`${row}.region`]} />
  </fieldset>
)

const TermsForm = ({ now }: { now: StoreTerms }) => (
  <>
    <Notice title="Current settings">
      {formatRates(now)} {now.salesTax ? 'We add sales tax at payment.' : 'We don’t add sales tax.'}
    </Notice>
    <HiddenFields typed={['revision']} />
    <Panel title="Shipping printed copies">
      <p class="text-sm text-muted">
        Each rate is for a whole order. Use two-letter country codes separated by commas, like US, CA. Use * for all
        other countries. We ignore blank rows.
      </p>
      {shownRows('regions', 2, 3).map((row, index) => (
        <RegionRow row={row} number={index + 1} />
      ))}
    </Panel>
    <Panel title="Sales tax">
      <Checkbox
        name="salesTax"
        label="Add sales tax"
        hint="Stripe asks for the buyer’s address and adds the tax on its payment page. First turn on Stripe Tax and register where you need to collect it. If this is off, buyers pay the listed prices."
      />
    </Panel>
    <div>
      <SubmitButton busy="Saving…">Save</SubmitButton>
    </div>
  </>
)

export const storeTermsPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const show = async (c: AdminContext, refused?: Refused) => {
    const now = await getStoreTerms(table)
    const title = 'Shipping and tax'
    return showAdmin(
      c,
      table,
      {
        title,
        nav: 'store',
        trail: [{ href: '/admin/store', label: 'Store' }, { label: title }],
        about: 'For new orders. Earlier orders keep their price.',
        flash: flashOf(c, { saved: 'Saved.' }),
        form: { action: '/admin/store-terms' },
        typed: valuesOfTerms(now),
        ...refused,
      },
      <TermsForm now={now} />,
    )
  }

  const showAgain = async (c: AdminContext, refused: Refused) => {
    if (refused.problem.code !== 'pricing.terms-changed') return show(c, refused)
    // What is saved now stands above the form, which may be saved over it.
    const { revision } = await getStoreTerms(table)
    const message = 'Someone else just edited these terms. Save again to replace them with yours.'
    return show(c, overSaved(refused, revision, message))
  }

  const app = declarePages({ who: 'admin', at: '/admin/store-terms', again: showAgain, field: termsField })
  app.page('/', { audit: why.impersonal }, (c) => show(c))
  app.form('/', { audit: recorded('store-terms.change', 'store-terms') }, async (_, typed) => {
    await saveStoreTerms(table, readTerms(typed), revisionIn(typed))
    return done('/admin/store-terms?done=saved')
  })
  return app.pages
}
