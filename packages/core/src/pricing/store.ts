import {
  entity,
  listAll,
  notFound,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  readBatch,
  remove,
  required,
  type Table,
} from '../platform/index.ts'
import { normalizeCode } from './code.ts'
import { findCodes } from './code-store.ts'
import type { Promotion } from './promotion.ts'
import type { SingleCode } from './quote.ts'

/** Promotions, by id; newest first (`list`); the automatic ones, which every quote reads (`automatic`). */
const promotions = entity({
  name: 'promotion',
  attributes: {
    id: required.text,
    createdAt: required.text,
    trigger: required.text,
    version: required.number,
    // The whole promotion, so that its shape is told once, by its schema.
    body: required.anyOf<Promotion>(),
  },
  keys: {
    id: { pk: 'promotion#${id}', sk: 'promotion' },
    // One partition each: organizers alone write them.
    list: { index: 'list', pk: 'promotions', sk: '${createdAt}#${id}' },
    byTrigger: {
      index: 'owner',
      pk: 'promotions#${trigger}',
      sk: '${id}',
      condition: (row) => row.trigger === 'automatic',
    },
  },
})

const row = (promotion: Promotion) => ({
  id: promotion.id,
  createdAt: promotion.createdAt,
  trigger: promotion.trigger,
  version: promotion.version,
  body: promotion,
})

/** Writes a promotion for the first time; refused as `promotion` when its id is there. */
export const pendingNewPromotion = (table: Table, promotion: Promotion): PendingWrite =>
  put('promotion', promotions(table).create(row(promotion)))

/** Writes a promotion over the version that was read; refused as `promotion` when another was written since. */
export const pendingChangedPromotion = (table: Table, promotion: Promotion, read: number): PendingWrite =>
  put('promotion', promotions(table).put(row(promotion)), { version: read })

/** Takes a promotion away, if it is still the version that was read; refused as `promotion` otherwise. */
export const pendingPromotionRemoval = (table: Table, { id, version: read }: Promotion): PendingWrite =>
  remove('promotion', promotions(table).delete({ id }), { version: read })

const load = async (table: Table, ids: readonly string[]): Promise<Promotion[]> => {
  const keys = ids.map((id) => ({ id }))
  const data = await readBatch(keys, (some) => promotions(table).get(some).go({ consistent: true }))
  return data.map(({ body }) => body)
}

/** Several promotions, by id; those that do not exist are missing. */
export const findPromotions = async (table: Table, ids: readonly string[]): Promise<Map<string, Promotion>> => {
  const found = await load(table, [...new Set(ids)])
  return new Map(found.map((promotion) => [promotion.id, promotion]))
}

/** The promotions that codes name, whatever their state, and which of the codes work once. */
export type Named = { promotions: Promotion[]; singleCodes: Record<string, SingleCode> }

/**
 * Finds what codes name, however they are spelled: two batches of gets, each of one key for each code. A code that
 * nobody knows is looked for in the second batch too, in vain, so that it takes what a hidden one takes.
 */
export const findNamed = async (table: Table, sent: readonly string[]): Promise<Named> => {
  const normal = [...new Set(sent.map(normalizeCode))].filter((code) => code !== '')
  const rows = await findCodes(table, normal)
  const known = new Set(rows.map(({ code }) => code))
  const nobody = normal.filter((code) => !known.has(code)).map((code) => `nobody#${code}`)
  const promotions = await load(table, [...new Set(rows.map(({ promotionId }) => promotionId)), ...nobody])
  const singles = rows.filter(({ batchId }) => batchId)
  const singleCodes = Object.fromEntries(
    singles.map(({ code, promotionId, usedBy }) => [code, { promotionId, used: usedBy !== undefined }]),
  )
  return { promotions, singleCodes }
}

/** The promotions that codes name, however they are spelled and whatever their state: two batches of gets. */
export const findPromotionsByCodes = async (table: Table, sent: readonly string[]): Promise<Promotion[]> =>
  (await findNamed(table, sent)).promotions

/** The automatic promotions, whatever their state. Follows a save by a moment (an index). */
export const listAutomaticPromotions = (table: Table): Promise<Promotion[]> =>
  listAll(promotions(table).query.byTrigger({ trigger: 'automatic' }), ({ body }) => body)

/** All promotions, newest first, a page at a time. For organizers only: hidden ones are among them. */
export const listPromotions = (table: Table, page: PageRequest): Promise<Page<Promotion>> =>
  pageOf(promotions(table).query.list({}), ['createdAt', 'id'], { ...page, order: 'desc' }, ({ body }) => body)

export const getPromotion = async (table: Table, id: string): Promise<Promotion> => {
  const [found] = await load(table, [id])
  if (!found) throw notFound('promotion')
  return found
}
