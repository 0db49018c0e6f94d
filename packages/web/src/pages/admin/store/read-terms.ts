import { withSlugs } from '@lectern/core/catalog'
import { cutText, type FieldError } from '@lectern/core/platform'
import { type KeptStoreTerms, StoreTerms } from '@lectern/core/pricing'
import { readDollars, writeDollars } from '../../../forms/dollars.ts'
import { readAs } from '../../../forms/errors.ts'
import { optional, rowsOf, type Typed, typedOf } from '../../../forms/typed.ts'

/** The terms as the values of their form. */
export const valuesOfTerms = ({ shipping, salesTax, revision }: KeptStoreTerms): Typed =>
  typedOf({
    revision,
    salesTax: salesTax ? 'yes' : '',
    regions: shipping.map(({ region, title, countries, priceCents }) => ({
      ...{ region, title, countries: countries.join(', ') },
      price: writeDollars(priceCents),
    })),
  })

/** The terms as the form holds them. A new region's short name is made of its title. */
export const readTerms = (typed: Typed): StoreTerms => {
  const errors: FieldError[] = []
  const shipping = rowsOf(typed, 'regions').map((row) => {
    const title = typed.text(`${row}.title`)
    const priceCents = readDollars(typed.text(`${row}.price`))
    if (priceCents === undefined) errors.push({ path: `${row}.price`, message: 'Enter a rate like 6.95, or 0' })
    const countries = typed.text(`${row}.countries`).split(/[\s,;]+/)
    return {
      slug: optional(typed.text(`${row}.region`)),
      // A short name is made of it, which has a number where titles are in another script.
      name: cutText(title, 36),
      title,
      countries: countries.filter((country) => country !== ''),
      priceCents: priceCents ?? 0,
    }
  })
  const regions = withSlugs(shipping, 'region').map(({ slug: region, name: _, ...terms }) => ({ region, ...terms }))
  return readAs(StoreTerms, { shipping: regions, salesTax: typed.text('salesTax') === 'yes' }, errors)
}

/** The field that shows what is wrong at a path of the terms. */
export const termsField = (path: string): string => {
  const [table = '', row, column] = path.split('.')
  if (table !== 'shipping' && table !== 'regions') return table
  const shown = column === 'priceCents' ? 'price' : column === 'countries' || column === 'price' ? column : 'title'
  return `regions.${row ?? 0}.${shown}`
}
