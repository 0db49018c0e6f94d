import type { Promotion } from './promotion.ts'
import { promotionWindow } from './promotion-state.ts'

/** A value as it compares, whatever the order of its fields and, in lists of names, of the names. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...new Set(value.map((part) => JSON.stringify(canonical(part))))].sort()
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, canonical(part)])
}

/** What a promotion is for and who it's for. Two with the same claim can conflict. */
const claim = ({ scope, audience, minimum }: Promotion): string =>
  JSON.stringify([canonical(scope), canonical(audience), canonical(minimum ?? {})])

const stands = ({ trigger, combinable, paused }: Promotion): boolean =>
  trigger === 'automatic' && !combinable && !paused

/**
 * The promotion that contradicts another: both automatic, neither combinable, for the same things and the same people
 * at the same time, so that nobody could say which price was meant. Paused ones conflict with nothing until they're
 * resumed; another audience or minimum is another offer (members' prices, or more off larger orders).
 */
export const overlapping = (promotion: Promotion, others: readonly Promotion[]): Promotion | undefined => {
  if (!stands(promotion)) return undefined
  const own = promotionWindow(promotion)
  return others.find((other) => {
    if (other.id === promotion.id || !stands(other) || claim(other) !== claim(promotion)) return false
    const window = promotionWindow(other)
    const [startsBefore, endsAfter] = [
      own.until === undefined || window.from === undefined || window.from < own.until,
      own.from === undefined || window.until === undefined || own.from < window.until,
    ]
    return startsBefore && endsAfter
  })
}
