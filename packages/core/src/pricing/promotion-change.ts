import type { Instant } from '../platform/index.ts'
import type { Promotion } from './promotion.ts'

/** What an organizer did to a promotion. */
export type PromotionAct =
  | 'made'
  | 'changed'
  | 'paused'
  | 'resumed'
  | 'ended'
  | 'removed'
  | 'codes-ordered'
  | 'addresses-imported'
  | 'address-removed'

/** One term of a promotion, before and after; absent where there was or is none. */
export type ChangedField = { field: string; before?: unknown; after?: unknown }

/** Who did what to a promotion, and when. `by` is a person's id; absent when no person did it. */
export type PromotionChange = {
  id: string
  promotionId: string
  at: Instant
  by?: string | undefined
  act: PromotionAct
  fields: ChangedField[]
}

/** What the product keeps for itself, and nobody changes as such. */
const inner = new Set(['id', 'createdAt', 'version'])

/** A term as it compares: whatever the order of its fields, which a store does not keep. */
const comparable = (term: unknown): string | undefined =>
  JSON.stringify(term, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/** The terms in which two versions of a promotion differ; of a new one all that it has. */
export const changedFields = (before: Promotion | undefined, after: Promotion | undefined): ChangedField[] => {
  const [old, next] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))]
  const fields = [...new Set([...old.keys(), ...next.keys()])].filter((field) => !inner.has(field)).sort()
  return fields.flatMap((field): ChangedField[] => {
    const [was, is] = [old.get(field), next.get(field)]
    if (comparable(was) === comparable(is)) return []
    return [{ field, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  })
}
