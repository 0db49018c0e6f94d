import type { Plan } from '@lectern/core/membership'
import { addSeconds, formatCents, type Instant, within } from '@lectern/core/platform'
import {
  type Buyer,
  type NewPromotion,
  normalizeCode,
  type Promotion,
  promotionRevealsAt,
  promotionWindow,
  type Quote,
  type QuoteInput,
  type QuoteLine,
  quote,
} from '@lectern/core/pricing'
import type { Choices } from './load-choices.ts'

export type PricedCart = { title: string; lines: Choices['lines']; quote: Quote }
/** What the first cart costs at a moment at which something changes, and what its buyer is told. */
export type Edge = { at: Instant; totalCents: number; applied: boolean; words: string }
export type Preview = { at: Instant; carts: PricedCart[]; edges: Edge[]; warnings: string[] }

/** Terms as a promotion that runs, though nothing of it is saved. */
export const draftOf = (terms: NewPromotion, saved: Promotion | undefined, now: Instant): Promotion => ({
  ...terms,
  id: saved?.id ?? 'preview',
  createdAt: saved?.createdAt ?? now,
  paused: false,
  version: saved?.version ?? 1,
})

/** Now, if it runs; else its first moment, or its last when it is over. */
export const momentToTry = (promotion: Promotion, now: Instant): Instant => {
  const window = promotionWindow(promotion)
  const first = startOf(promotion)
  if (first !== undefined && now < first) return first
  return within(window, now) || window.until === undefined ? now : addSeconds(window.until, -1)
}

/** From when on it can be had: its start, or the moment at which it's shown if that is later. */
const startOf = (promotion: Promotion): Instant | undefined =>
  [promotionWindow(promotion).from, promotionRevealsAt(promotion)]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1)

/** The moments that go wrong: the minute before it starts, its first, and the minute after its last. */
export const edgesOf = (promotion: Promotion): { name: string; at: Instant }[] => {
  const from = startOf(promotion)
  const { until } = promotionWindow(promotion)
  return [
    ...(from === undefined
      ? []
      : [
          { name: 'A minute before', at: addSeconds(from, -60) },
          { name: 'First minute', at: from },
        ]),
    ...(until === undefined || from !== undefined ? [] : [{ name: 'Last minute', at: addSeconds(until, -60) }]),
    ...(until === undefined ? [] : [{ name: 'A minute after', at: until }]),
  ]
}

/** Someone who belongs to its audience in so far as their address and past decide that. */
const buyerFor = ({ id, audience }: Promotion, member: boolean, plans: readonly Plan[]): Buyer => {
  const plan =
    plans.find(({ slug }) => audience.type === 'plan' && slug === audience.plan) ?? plans.find((one) => one.allAccess)
  const email =
    audience.type === 'emails'
      ? audience.emails[0]
      : `someone@${audience.type === 'domains' ? audience.domains[0] : 'example.com'}`
  return {
    known: true,
    email,
    memberships: member && plan ? [{ plan: plan.slug, allAccess: plan.allAccess }] : [],
    uses: {},
    firstPurchase: true,
    invitedTo: [id],
  }
}

/** Asks for the promotion as a buyer would: by its code, one of its many, or not at all. */
const askFor = ({ id, code, codes, codePrefix }: Promotion): Pick<QuoteInput, 'codes' | 'singleCodes'> => {
  if (codes !== 'many') return { codes: code === undefined ? [] : [code] }
  const single = `${codePrefix ?? ''}-EXAMPLE`
  return { codes: [single], singleCodes: { [normalizeCode(single)]: { promotionId: id, used: false } } }
}

const events = new Set(['class', 'webinar', 'breakout', 'conference', 'meeting'])

/** What to try: things that cost something, and those first that the scope names. */
const pickLines = ({ scope }: Promotion, { lines }: Choices) => {
  const named = new Set('everything' in scope ? [] : [...(scope.events ?? []), ...(scope.products ?? [])])
  const dear = lines.filter(({ unitCents }) => unitCents > 0)
  const [first, others] = [
    dear.filter((line) => named.has(line.offering)),
    dear.filter((line) => !named.has(line.offering)),
  ]
  const offered = [...first, ...others]
  const ticket =
    first.find(({ kind }) => events.has(kind)) ??
    offered.find(({ kind }) => kind === 'class') ??
    offered.find(({ kind }) => events.has(kind))
  const titles = offered.filter(({ kind }) => !events.has(kind) && kind !== 'bundle')
  const apart = titles.filter((line, at) => titles.findIndex(({ offering }) => offering === line.offering) === at)
  const bundle = offered.find(({ kind }) => kind === 'bundle')
  return { ticket, mixed: [ticket, ...apart.slice(0, 2), bundle].filter((line) => line !== undefined) }
}

const listed = (names: readonly string[]): string =>
  names.length <= 4 ? names.join('; ') : `${names.slice(0, 3).join('; ')}; and ${names.length - 3} more`

/**
 * Three carts priced with terms as they were typed, at a moment at which they count, by the quote that buyers get.
 * Nothing is saved; uses and budgets are untouched ones.
 * @param automatic  the promotions that apply by themselves, which a buyer would get beside it
 */
export const priceCarts = (
  promotion: Promotion,
  automatic: readonly Promotion[],
  choices: Choices,
  now: Instant,
): Preview => {
  const at = momentToTry(promotion, now)
  const beside = automatic.filter(({ id }) => id !== promotion.id)
  const asked = askFor(promotion)
  const price = (lines: QuoteLine[], member: boolean, now = at): Quote =>
    quote({
      ...asked,
      lines,
      promotions: [promotion, ...beside],
      usesTaken: {},
      buyer: buyerFor(promotion, member, choices.plans),
      now,
    })
  const { ticket, mixed } = pickLines(promotion, choices)
  const cart = (title: string, lines: Choices['lines'], member: boolean): PricedCart[] =>
    lines.length === 0 ? [] : [{ title, lines, quote: price(lines, member) }]
  const carts = [
    ...cart(ticket?.kind === 'class' ? 'One class' : 'One ticket', ticket ? [ticket] : [], false),
    ...cart('A mixed cart', mixed, false),
    ...cart("A member's cart", mixed, true),
  ]
  const inAudience = promotion.audience.type === 'members' || promotion.audience.type === 'plan'
  const freed = choices.lines.filter((line) => {
    if (line.unitCents === 0) return false
    const { totalCents, applied } = price([line], inAudience)
    return totalCents === 0 && applied.some(({ promotionId }) => promotionId === promotion.id)
  })
  const unlimited =
    promotion.limits?.total === undefined && promotion.budgetCents === undefined && promotion.codes !== 'many'
  const warnings = [
    ...(freed.length === 0
      ? []
      : [
          `It makes ${freed.length === 1 ? 'this' : `these ${freed.length}`} free: ${listed(freed.map(({ name, unitCents }) => `${name} (${formatCents(unitCents)})`))}.`,
        ]),
    ...(freed.length > 0 && unlimited ? ['No limit on orders or budget.'] : []),
    ...carts.flatMap(({ title, quote: { roundedToFree } }) =>
      roundedToFree ? [`${title} would cost less than 50 cents, so it’s free.`] : [],
    ),
  ]
  const [first] = carts
  const edges = first
    ? edgesOf(promotion).map(({ at: moment }): Edge => {
        const { totalCents, rejected, applied: cuts } = price([...first.lines], inAudience, moment)
        const applied = cuts.some(({ promotionId }) => promotionId === promotion.id)
        const words = rejected[0]?.message ?? (applied ? 'Discount applied' : 'No discount')
        return { at: moment, totalCents, applied, words }
      })
    : []
  return { at, carts, edges, warnings }
}
