import { type Format, type FormatType, isBundle, type Product, savingOf } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

/** "May 10, 2022", of a calendar day. */
export const formatDay = (date: string): string => day.format(new Date(date))

/** How a format comes, as readers choose by it. */
export const typeLabels: Record<FormatType, string> = {
  download: 'Download',
  physical: 'Print',
  bundle: 'Bundle',
}

/** How a download reaches its buyer that has no file yet. */
export const preorderText = 'Pre-order: not out yet. We’ll email you when it’s ready to download.'

/** How a thing reaches its buyer, by what of it goes by post and what does not. */
export const formatDelivery = ({ downloads, copies }: { downloads: readonly string[]; copies: readonly string[] }) => {
  if (copies.length === 0) return 'Instant download'
  return downloads.length === 0 ? 'Shipped to you' : 'Some shipped, some to download'
}

/** "Paperback, e-book"; of a bundle how much is in it. */
export const formatsLine = (product: Pick<Product, 'formats' | 'kind'>): string => {
  if (isBundle(product)) {
    const count = product.formats.reduce((sum, { contents }) => sum + (contents?.length ?? 0), 0)
    return `${count} titles`
  }
  const [first = '', ...more] = product.formats.map(({ name }) => name)
  return [
    first,
    ...more.map((name) => (/^[A-Z]-?[a-z]/.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name)),
  ].join(', ')
}

/** "Save $24.85 vs. buying separately", where it does. */
export const formatSaving = (format: Format, parts: ReadonlyMap<string, Product>): string | undefined => {
  const cents = savingOf(format, parts)
  return format.type === 'bundle' && cents > 0 ? `Save ${formatCents(cents)} vs. buying separately` : undefined
}

/** What a bundle's parts cost one by one, and how much less it costs itself, in cents; nothing where it saves nothing. */
export const savingsOf = (
  { formats }: Pick<Product, 'formats'>,
  parts: ReadonlyMap<string, Product>,
): { separatelyCents: number; cents: number } | undefined => {
  const [format] = formats
  const cents = format ? savingOf(format, parts) : 0
  return format && cents > 0 ? { separatelyCents: format.priceCents + cents, cents } : undefined
}

/** Whether membership makes any of it free; printed copies cost everyone the same. */
export const isIncluded = (product: Pick<Product, 'includedInMembership' | 'formats'>): boolean =>
  product.includedInMembership && product.formats.some(({ type, priceCents }) => type === 'download' && priceCents > 0)

/** "4.0, and 3.0": the versions that are to be had, the newest first. */
export const editionsLine = ({ editions }: Pick<Product, 'editions'>): string | undefined => {
  const [newest, ...older] = editions
  if (newest === undefined) return undefined
  if (older.length === 0) return newest.label
  return `${newest.label}, and ${list.format(older.map(({ label }) => label))}`
}
