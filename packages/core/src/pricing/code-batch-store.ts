import {
  entity,
  findOne,
  type Instant,
  listAll,
  optional,
  orNotFound,
  type PendingWrite,
  put,
  required,
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

/** Codes that were made together. */
const batches = entity({
  name: 'promotion-code-batch',
  attributes: {
    id: required.text,
    promotionId: required.text,
    prefix: required.text,
    seed: required.text,
    wanted: required.number,
    made: required.number,
    createdAt: required.text,
    by: optional.text,
  },
  keys: {
    batch: { pk: 'code-batch#${id}', sk: 'code-batch' },
    ofPromotion: { index: 'owner', pk: 'code-batches#${promotionId}', sk: '${id}' },
  },
})

export const shownBatch = ({ seed: _, ...batch }: SeededBatch): CodeBatch => batch

export const pendingBatch = (table: Table, batch: SeededBatch): PendingWrite =>
  put('code-batch', batches(table).create(batch))

/** Writes down how far a batch has come since it was read; refused as `code-batch` when someone else did. */
export const pendingProgress = (table: Table, { id, made: read }: SeededBatch, made: number): PendingWrite =>
  update('code-batch', batches(table).patch({ id }).set({ made }), { made: read })

export const findSeededBatch = (table: Table, id: string): Promise<SeededBatch | undefined> =>
  findOne(batches(table).get({ id }))

/** @throws Problem not-found */
export const getCodeBatch = async (table: Table, id: string): Promise<CodeBatch> => {
  const found = orNotFound(await findSeededBatch(table, id), 'batch of codes')
  return shownBatch(found)
}

/** The batches of a promotion, the latest first. Follows an order by a moment (an index). */
export const listCodeBatches = (table: Table, promotionId: string): Promise<CodeBatch[]> =>
  listAll(batches(table).query.ofPromotion({ promotionId }), shownBatch, { order: 'desc' })
