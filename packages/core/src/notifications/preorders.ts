import { type Grant, notePreorder, titleAccess } from '../access/index.ts'
import { skusAwaitingFile } from '../materials/index.ts'
import { Problem, type Table } from '../platform/index.ts'
import { grantsOfLine, liveLines, type Order } from '../registration/index.ts'

/** How often a notice that a file is there waits for a mail about an order that is being written. */
const waits = 3

/**
 * Which downloads of an order its mail calls pre-orders: those without a file. A file may arrive while that mail is written, and
 * then exactly one of two must tell of it. So each such download is noted as being asked about before its files are looked at
 * for good: what arrives before the note is seen here, and what arrives after it finds the note. Costs writes for pre-orders
 * alone.
 * @returns the skus, and what is to be called once the mail went out
 */
export const findPreorders = async (
  table: Table,
  order: Order,
  skus: readonly string[],
): Promise<{ awaited: Set<string>; said: () => Promise<void> }> => {
  const early = await skusAwaitingFile(table, skus)
  if (early.size === 0) return { awaited: early, said: async () => {} }
  const asked = [...early].flatMap((sku) =>
    liveLines(order)
      .flatMap((line) => grantsOfLine(order, line))
      .filter(({ what }) => what === titleAccess(sku))
      .map((grant) => ({ sku, grant })),
  )
  // Refused where this mail was begun before and cut off: it may have gone out, and said so.
  const begun = new Set<string>()
  for (const { sku, grant } of asked) if (!(await notePreorder(table, grant, 'asking', 'unsaid'))) begun.add(sku)
  const awaited = await skusAwaitingFile(table, [...early])
  const said = async () => {
    for (const { sku, grant } of asked)
      await notePreorder(table, grant, begun.has(sku) || awaited.has(sku) ? 'said' : 'unsaid')
  }
  return { awaited, said }
}

/**
 * Whether someone is told that the first file of a download is there: not where the mail about their order said so already.
 * @param attempts  how often this was asked before
 * @throws Problem unavailable while that mail is being written, a few times
 */
export const isReadyNews = (grants: readonly Grant[], sku: string, attempts: number): boolean => {
  const theirs = grants.filter(({ what }) => what === titleAccess(sku))
  if (theirs.some(({ preorder }) => preorder === undefined || preorder === 'said')) return true
  if (!theirs.some(({ preorder }) => preorder === 'asking')) return false
  if (attempts >= waits) return true
  throw new Problem('unavailable', 'mail.unwritten', 'The email about the order is still being prepared.')
}
