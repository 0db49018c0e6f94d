import {
  entity,
  type Instant,
  newId,
  optional,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  required,
  type Table,
} from '../platform/index.ts'
import type { ChangedField, PromotionAct, PromotionChange } from './promotion-change.ts'

/** What was done to a promotion, in order; stays when the promotion goes. */
const changes = entity({
  name: 'promotion-change',
  attributes: {
    promotionId: required.text,
    id: required.text,
    at: required.text,
    by: optional.text,
    act: required.textOf<PromotionAct>(),
    fields: required.anyOf<ChangedField[]>(),
  },
  keys: {
    promotion: { pk: 'promotion-changes#${promotionId}', sk: '${id}' },
  },
})

/**
 * The row that records a change, to be committed with it. @param by  the person; nobody when the product itself did it
 */
export const pendingChange = (
  table: Table,
  change: { promotionId: string; act: PromotionAct; fields: ChangedField[]; at: Instant; by: string | undefined },
): PendingWrite => {
  const { by, ...told } = change
  const row = { ...told, id: newId('audit'), ...(by === undefined ? {} : { by }) }
  return put('promotion-change', changes(table).create(row))
}

/** What was done to a promotion, the latest first, a page at a time. For organizers only. */
export const listPromotionChanges = (
  table: Table,
  promotionId: string,
  page: PageRequest,
): Promise<Page<PromotionChange>> =>
  pageOf(
    changes(table).query.promotion({ promotionId }),
    ['id'],
    { ...page, order: 'desc', consistent: true },
    (row) => row,
  )
