import {
  entity,
  optional,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  readBatch,
  remove,
  required,
  type Table,
  update,
} from '../platform/index.ts'

/**
 * Which promotion a code names, by the code as it's compared. As the key, it's unique over all promotions. A single-use
 * code is in its promotion's list and says whether it's used.
 */
const codes = entity({
  name: 'promotion-code',
  attributes: {
    code: required.text,
    promotionId: required.text,
    // Of a single-use code; empty otherwise, since a condition on an index wants to know.
    batchId: optional.text,
    usedBy: optional.text,
  },
  keys: {
    code: { pk: 'code#${code}', sk: 'code' },
    ofPromotion: {
      index: 'owner',
      pk: 'promotion-codes#${promotionId}',
      sk: '${batchId}#${code}',
      condition: (row) => row.batchId !== '',
    },
  },
})

export type CodeRow = {
  code: string
  promotionId: string
  batchId?: string | undefined
  usedBy?: string | undefined
}

/** What normalized codes name; those that nobody knows are missing. */
export const findCodes = (table: Table, normal: readonly string[]): Promise<CodeRow[]> =>
  readBatch(
    normal.map((code) => ({ code })),
    (some) => codes(table).get(some).go({ consistent: true }),
  )

/** Gives a normalized code to a promotion; refused as `promotion-code` when it has one. */
export const pendingCode = (table: Table, code: string, promotionId: string): PendingWrite =>
  put('promotion-code', codes(table).create({ code, promotionId, batchId: '' }))

/** The same for a code that works once. */
export const pendingSingleCode = (table: Table, code: string, promotionId: string, batchId: string): PendingWrite =>
  put('promotion-code', codes(table).create({ code, promotionId, batchId }))

/** Frees a code, if it is still the promotion's; refused as `promotion` otherwise. */
export const pendingCodeRemoval = (table: Table, code: string, promotionId: string): PendingWrite =>
  remove('promotion', codes(table).delete({ code }), { promotionId })

/** Spends a single-use code; refused as `code-use-single:<promotionId>` when it is spent, or gone. */
export const pendingSpend = (table: Table, code: string, promotionId: string, personId: string): PendingWrite =>
  update(`code-use-single:${promotionId}`, codes(table).patch({ code }).set({ usedBy: personId }), {
    usedBy: undefined,
  })

/** Makes a single-use code good again for anybody, if this person spent it; refused by the same name otherwise. */
export const pendingUnspend = (table: Table, code: string, promotionId: string, personId: string): PendingWrite =>
  update(`code-use-single:${promotionId}`, codes(table).patch({ code }).remove(['usedBy']), { usedBy: personId })

/** One of a promotion's many codes. */
export type ListedCode = { code: string; batchId: string; state: 'used' | 'unused' }

/** The single-use codes of a promotion, batch by batch, a page at a time. Follows a use by a moment (an index). */
export const listCodes = (table: Table, promotionId: string, page: PageRequest): Promise<Page<ListedCode>> =>
  pageOf(
    codes(table).query.ofPromotion({ promotionId }),
    ['batchId', 'code'],
    page,
    ({ code, batchId = '', usedBy }): ListedCode => ({
      code,
      batchId,
      state: usedBy === undefined ? 'unused' : 'used',
    }),
  )
