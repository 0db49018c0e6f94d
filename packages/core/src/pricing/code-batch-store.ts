import {
  entity,
  type Instant,
  indexes,
  notFound,
  type PendingWrite,
  put,
  type Table,
  update,
} from '../platform/index.ts'

/** Single-use codes that were ordered together, and how many of them there are so far. */
export type CodeBatch = {
  id: string
  promotionId: string
  prefix: string
  wanted: number
  made: number
  createdAt: Instant
  by?: string | undefined
}

/** With the secret that its codes are drawn from; stays in this subject. */
export type SeededBatch = CodeBatch & { seed: string }

const batches = entity({
  model: { entity: 'promotion-code-batch', version: '1', service: 'lectern' },
  attributes: {
    id: { type: 'string', required: true },
    promotionId: { type: 'string', required: true },
    prefix: { type: 'string', required: true },
    seed: { type: 'string', required: true },
    wanted: { type: 'number', required: true },
    made: { type: 'number', required: true },
    createdAt: { type: 'string', required: true },
    by: { type: 'string' },
  },
  indexes: {
    batch: {
      pk: { field: 'pk', composite: ['id'], template: 'code-batch#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'code-batch', casing: 'none' },
    },
    ofPromotion: {
      index: indexes.owner.index,
      pk: {
        field: indexes.owner.pk,
        composite: ['promotionId'],
        template: 'code-batches#${promotionId}',
        casing: 'none',
      },
      sk: { field: indexes.owner.sk, composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

export const shownBatch = ({ seed: _, ...batch }: SeededBatch): CodeBatch => batch

export const pendingBatch = (table: Table, batch: SeededBatch): PendingWrite =>
  put('code-batch', batches(table).create(batch).params())

/** Writes down how far a batch has come since it was read; refused as `code-batch` when somebody else did. */
export const pendingProgress = (table: Table, { id, made: read }: SeededBatch, made: number): PendingWrite =>
  update(
    'code-batch',
    batches(table)
      .patch({ id })
      .set({ made })
      .where((row, { eq }) => eq(row.made, read))
      .params(),
  )

export const findSeededBatch = async (table: Table, id: string): Promise<SeededBatch | undefined> => {
  const { data } = await batches(table).get({ id }).go({ consistent: true })
  return data ?? undefined
}

/** @throws Problem not-found */
export const getCodeBatch = async (table: Table, id: string): Promise<CodeBatch> => {
  const found = await findSeededBatch(table, id)
  if (!found) throw notFound('batch of codes')
  return shownBatch(found)
}

/** The batches of a promotion, the latest first. Follows an order by a moment (an index). */
export const listCodeBatches = async (table: Table, promotionId: string): Promise<CodeBatch[]> => {
  const { data } = await batches(table).query.ofPromotion({ promotionId }).go({ pages: 'all', order: 'desc' })
  return data.map(shownBatch)
}
