// What holds for every order of the store: what sending copies costs, and whether sales tax is added.
import { countryName, formatCents, Problem } from '@lectern/core/platform'
import { getStoreTerms, restOfTheWorld, type StoreTerms, saveStoreTerms } from '@lectern/core/pricing'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { Checkbox } from '../../../components/choice.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
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

const RegionRow = ({ typed, index }: { typed: Typed; index: number }) => {
  const row = `regions.${index}`
  const text = (name: string) => ({
    name: `${row}.${name}`,
    value: typed.text(`${row}.${name}`),
    optional: 'unsaid' as const,
  })
  return (
    <fieldset class={index === 0 ? '' : 'border-t border-base-300 pt-4'}>
      <legend class="sr-only">Region {index + 1}</legend>
      <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_10rem]">
        <TextInput {...text('title')} label={`Region ${index + 1}`} maxlength={80} />
        <TextInput {...text('countries')} label="Countries" placeholder="US, CA" autocomplete="off" />
        <TextInput {...text('price')} label="Rate" prefix="$" inputmode="decimal" />
      </div>
      <HiddenFields values={{ [`${row}.region`]: typed.text(`${row}.region`) || undefined }} />
    </fieldset>
  )
}

type FormProps = { typed: Typed; now: StoreTerms }

const TermsForm = ({ typed, now }: FormProps) => (
  <form class="grid grid-cols-[minmax(0,1fr)] gap-5" method="post" action="/admin/store-terms" novalidate>
    <Breadcrumbs trail={[{ href: '/admin/store', label: 'Store' }, { label: 'Shipping and tax' }]} />
    <PageHeading size="work" title="Shipping and tax">
      For new orders. Earlier orders keep their price.
    </PageHeading>
    <ErrorSummary />
    <Notice title="Current settings">
      {formatRates(now)} {now.salesTax ? 'We add sales tax at payment.' : 'We don’t add sales tax.'}
    </Notice>
    <HiddenFields values={{ revision: typed.text('revision') || undefined }} />
    <Panel title="Shipping printed copies">
      <p class="text-sm text-muted">
        Each rate is for a whole order. Use two-letter country codes separated by commas, like US, CA. Use * for all
        other countries. We ignore blank rows.
      </p>
      {Array.from({ length: Math.max(1, typed.count('regions')) + 2 }, (_, index) => (
        <RegionRow typed={typed} index={index} />
      ))}
    </Panel>
    <Panel title="Sales tax">
      <Checkbox
        name="salesTax"
        label="Add sales tax"
        hint="Stripe asks for the buyer’s address and adds the tax on its payment page. First turn on Stripe Tax and register where you need to collect it. If this is off, buyers pay the listed prices."
        checked={typed.text('salesTax') === 'yes'}
      />
    </Panel>
    <div>
      <SubmitButton busy="Saving…">Save</SubmitButton>
    </div>
  </form>
)

export const storeTermsPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/store-terms' })

  const show = async (c: AdminContext, typed?: Typed, errors: Errors = noErrors, status?: 400 | 409) => {
    const now = await getStoreTerms(table)
    const flash = status === undefined ? flashOf(c, { saved: 'Saved.' }) : undefined
    const form = <TermsForm typed={typed ?? valuesOfTerms(now)} now={now} />
    return showAdmin(c, table, { title: 'Shipping and tax', nav: 'store', status, flash, errors }, form)
  }

  app.page('/', { audit: why.impersonal }, (c) => show(c))
  app.form('/', { audit: recorded('store-terms.change', 'store-terms') }, async (c, typed) => {
    const read = readTerms(typed)
    if (!read.ok) return again(show(c, typed, errorsOf(read.errors, termsField), 400))
    try {
      const revision = Number(/^\d{1,9}$/.exec(typed.text('revision'))?.[0] ?? '0')
      await saveStoreTerms(table, read.value, revision)
      return done('/admin/store-terms?done=saved')
    } catch (error) {
      if (error instanceof Problem && error.code === 'pricing.terms-changed') {
        // What is saved now stands above the form, which may be saved over it.
        const { revision } = await getStoreTerms(table)
        const renewed = {
          ...typed,
          text: (name: string) => (name === 'revision' ? String(revision) : typed.text(name)),
        }
        const message = 'Someone else just edited these terms. Save again to replace them with yours.'
        return again(show(c, renewed, new Map([['', message]]), 409))
      }
      return again(show(c, typed, errorsOf(refusalOf(error), termsField), 409))
    }
  })
  return app.pages
}
