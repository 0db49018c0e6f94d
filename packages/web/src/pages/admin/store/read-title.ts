import { Edition, NewBundle, NewProduct } from '@lectern/core/catalog'
import type { FieldError } from '@lectern/core/platform'
import { readDollars } from '../../../forms/dollars.ts'
import { readAs } from '../../../forms/errors.ts'
import { optional, rowsOf, type Typed } from '../../../forms/typed.ts'
import { coverChoicesIn } from '../cover-choices.ts'

const readPrice = (typed: Typed, field: string, path: string, errors: FieldError[]): number => {
  const cents = readDollars(typed.text(field))
  if (cents !== undefined) return cents
  errors.push({ path, message: 'Enter a price like 24.95, or 0 for free' })
  return 0
}

const readDay = (typed: Typed, field: string, errors: FieldError[]): string => {
  const day = typed.text(field)
  if (!Edition.shape.releasedOn.safeParse(day).success) {
    errors.push({ path: field, message: 'Enter a release date like 2024-01-08' })
  }
  return day
}

const aboutOf = (typed: Typed) => ({
  slug: optional(typed.text('slug')),
  title: typed.text('title'),
  subtitle: optional(typed.text('subtitle')),
  summary: typed.text('summary'),
  description: typed.text('description'),
  authors: typed.list('authors'),
  tags: typed.list('tags'),
  ...coverChoicesIn(typed),
})

/** A title as the form holds it. @throws Problem invalid, by the paths of `NewProduct` */
export const readTitle = (typed: Typed): NewProduct => {
  const errors: FieldError[] = []
  const input = {
    ...aboutOf(typed),
    kind: typed.text('kind'),
    includedInMembership: typed.text('includedInMembership') === 'yes',
    formats: rowsOf(typed, 'formats').map((row) => ({
      slug: optional(typed.text(`${row}.slug`)),
      name: typed.text(`${row}.name`),
      type: typed.text(`${row}.type`),
      priceCents: readPrice(typed, `${row}.price`, `${row}.price`, errors),
    })),
    editions: rowsOf(typed, 'editions').map((row) => ({
      label: typed.text(`${row}.label`),
      releasedOn: readDay(typed, `${row}.releasedOn`, errors),
      note: optional(typed.text(`${row}.note`)),
    })),
  }
  if (input.kind === 'bundle') errors.push({ path: 'kind', message: 'Choose one of the options' })
  return readAs(NewProduct, input, errors)
}

/** A bundle as the form holds it. @throws Problem invalid, by the paths of `NewBundle` */
export const readBundle = (typed: Typed): NewBundle => {
  const errors: FieldError[] = []
  const contents = typed.all('contents')
  if (contents.length < 2) errors.push({ path: 'contents', message: 'Choose at least two titles' })
  const input = { ...aboutOf(typed), priceCents: readPrice(typed, 'price', 'price', errors), contents }
  return readAs(NewBundle, input, errors)
}

/** The field that shows what is wrong at a path of a title's schema. */
export const titleField = (path: string): string => {
  const [table = '', row, column] = path.split('.')
  if (table === 'formats') {
    const shown = column === 'priceCents' ? 'price' : column === 'type' || column === 'price' ? column : 'name'
    return `formats.${row ?? 0}.${shown}`
  }
  if (table === 'editions') return `editions.${row ?? 0}.${column ?? 'label'}`
  return table
}

/** The same for a bundle, whose one format is the form's price and parts. */
export const bundleField = (path: string): string => {
  if (path === 'priceCents' || /^formats\.\d+\.priceCents$/.test(path)) return 'price'
  if (/^(formats\.\d+\.)?contents/.test(path)) return 'contents'
  return path.split('.')[0] ?? ''
}
