import {
  badCursor,
  entity,
  indexes,
  notFound,
  type Page,
  type PendingWrite,
  put,
  readBatch,
  readCursor,
  remove,
  type Table,
  writeCursor,
} from '../platform/index.ts'
import { normalizeCode } from './code.ts'
import type { Promotion } from './promotion.ts'

/** Promotions, by id; newest first (`list`); the automatic ones, which every quote reads (`automatic`). */
const promotions = entity({
  model: { entity: 'promotion', version: '1', service: 'lectern' },
  attributes: {
    id: { type: 'string', required: true },
    createdAt: { type: 'string', required: true },
    trigger: { type: 'string', required: true },
    version: { type: 'number', required: true },
    // The whole promotion, so that its shape is told once, by its schema.
    body: { type: 'any', required: true },
  },
  indexes: {
    id: {
      pk: { field: 'pk', composite: ['id'], template: 'promotion#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'promotion', casing: 'none' },
    },
    // One partition each: organisers alone write them.
    list: {
      index: indexes.list.index,
      pk: { field: indexes.list.pk, composite: [], template: 'promotions', casing: 'none' },
      sk: { field: indexes.list.sk, composite: ['createdAt', 'id'], template: '${createdAt}#${id}', casing: 'none' },
    },
    byTrigger: {
      index: indexes.owner.index,
      condition: (row) => row.trigger === 'automatic',
      pk: { field: indexes.owner.pk, composite: ['trigger'], template: 'promotions#${trigger}', casing: 'none' },
      sk: { field: indexes.owner.sk, composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

/** Which promotion a code names, by the code as it is compared: unique, since it is the key. */
const codes = entity({
  model: { entity: 'promotion-code', version: '1', service: 'lectern' },
  attributes: { code: { type: 'string', required: true }, promotionId: { type: 'string', required: true } },
  indexes: {
    code: {
      pk: { field: 'pk', composite: ['code'], template: 'code#${code}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'code', casing: 'none' },
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
  put('promotion', promotions(table).create(row(promotion)).params())

/** Writes a promotion over the version that was read; refused as `promotion` when another was written since. */
export const pendingChangedPromotion = (table: Table, promotion: Promotion, read: number): PendingWrite =>
  put(
    'promotion',
    promotions(table)
      .put(row(promotion))
      .where(({ version }, { eq }) => eq(version, read))
      .params(),
  )

/** Takes a promotion away, if it is still the version that was read; refused as `promotion` otherwise. */
export const pendingPromotionRemoval = (table: Table, { id, version: read }: Promotion): PendingWrite =>
  remove(
    'promotion',
    promotions(table)
      .delete({ id })
      .where(({ version }, { eq }) => eq(version, read))
      .params(),
  )

/** Gives a normalised code to a promotion; refused as `promotion-code` when it has one. */
export const pendingCode = (table: Table, code: string, promotionId: string): PendingWrite =>
  put('promotion-code', codes(table).create({ code, promotionId }).params())

/** Frees a code, if it is still the promotion's; refused as `promotion` otherwise. */
export const pendingCodeRemoval = (table: Table, code: string, promotionId: string): PendingWrite =>
  remove(
    'promotion',
    codes(table)
      .delete({ code })
      .where((attributes, { eq }) => eq(attributes.promotionId, promotionId))
      .params(),
  )

const load = async (table: Table, ids: readonly string[]): Promise<Promotion[]> => {
  const keys = ids.map((id) => ({ id }))
  const data = await readBatch(keys, (some) => promotions(table).get(some).go({ consistent: true }))
  return data.map(({ body }) => body as Promotion)
}

/** The promotions that codes name, however they are spelled and whatever their state: two batches of gets. */
export const findPromotionsByCodes = async (table: Table, sent: readonly string[]): Promise<Promotion[]> => {
  const keys = [...new Set(sent.map(normalizeCode))].filter((code) => code !== '').map((code) => ({ code }))
  const data = await readBatch(keys, (some) => codes(table).get(some).go({ consistent: true }))
  return load(
    table,
    data.map(({ promotionId }) => promotionId),
  )
}

/** The automatic promotions, whatever their state. Follows a save by a moment (an index). */
export const listAutomaticPromotions = async (table: Table): Promise<Promotion[]> => {
  const { data } = await promotions(table).query.byTrigger({ trigger: 'automatic' }).go({ pages: 'all' })
  return data.map(({ body }) => body as Promotion)
}

/** All promotions, newest first, a page at a time. For organisers only: hidden ones are among them. */
export const listPromotions = async (
  table: Table,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<Promotion>> => {
  const after = readCursor(page.cursor)
  const [createdAt, id] = after?.split('#') ?? []
  if (after !== undefined && (!createdAt || !id)) throw badCursor()
  const { query } = promotions(table)
  const { data } = await (createdAt && id ? query.list({}).lt({ createdAt, id }) : query.list({})).go({
    order: 'desc',
    limit: page.limit + 1,
  })
  const items = data.slice(0, page.limit).map(({ body }) => body as Promotion)
  const last = items.at(-1)
  return data.length > page.limit && last ? { items, next: writeCursor(`${last.createdAt}#${last.id}`) } : { items }
}

export const getPromotion = async (table: Table, id: string): Promise<Promotion> => {
  const [found] = await load(table, [id])
  if (!found) throw notFound('promotion')
  return found
}
