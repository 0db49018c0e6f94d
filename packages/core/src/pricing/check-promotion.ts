import { Cents, type FieldError, formatCents, type Instant, Problem, wallTimeTrap } from '../platform/index.ts'
import { normalizeCode, readPrefix } from './code.ts'
import { scopeKinds } from './kinds.ts'
import type { PromotionFault } from './problems.ts'
import type { NewPromotion, Promotion } from './promotion.ts'
import { promotionRevealsAt, promotionWindow } from './promotion-state.ts'

type Terms = NewPromotion
type Fault = FieldError & { code: PromotionFault }

const fault = (code: PromotionFault, path: string, message: string): Fault => ({ code, path, message })

const notWanted = (path: string, message: string): Fault[] => [fault('pricing.code-not-wanted', path, message)]

const manyFaults = ({ code, codePrefix }: Terms): Fault[] => {
  if (code !== undefined) return notWanted('code', 'A promotion with many codes has none of its own. Leave it out.')
  if (codePrefix === undefined || codePrefix === '') {
    return [fault('pricing.code-missing', 'codePrefix', 'Say what each of the many codes begins with, like LEAP.')]
  }
  return readPrefix(codePrefix) === undefined
    ? [fault('pricing.bad-code', 'codePrefix', 'A code begins with 2 to 16 letters or digits of the English alphabet.')]
    : []
}

const codeFaults = (terms: Terms): Fault[] => {
  const { trigger, code, codes, codePrefix } = terms
  if (trigger === 'automatic') {
    return [
      ...(code === undefined ? [] : notWanted('code', 'An automatic promotion has no code. Leave it out.')),
      ...(codes === undefined ? [] : notWanted('codes', 'An automatic promotion has no codes. Leave them out.')),
      ...(codePrefix === undefined ? [] : notWanted('codePrefix', 'An automatic promotion has no codes.')),
    ]
  }
  if (codes === 'many') return manyFaults(terms)
  if (codePrefix !== undefined) return notWanted('codePrefix', 'One code has no common beginning. Leave it out.')
  if (code === undefined || code === '') {
    return [fault('pricing.code-missing', 'code', 'Give the promotion a code, or let it apply automatically.')]
  }
  return normalizeCode(code) === ''
    ? [fault('pricing.bad-code', 'code', 'A code has at most 40 characters and no spaces.')]
    : []
}

const benefitFaults = ({ benefit }: Terms): Fault[] => {
  const bad = (field: string, message: string) => [fault('pricing.bad-benefit', `benefit.${field}`, message)]
  if (benefit.type === 'percent' && !(benefit.percentBasisPoints >= 1 && benefit.percentBasisPoints <= 10_000)) {
    return bad('percentBasisPoints', 'A percentage is between 0.01% and 100% (1 to 10000 basis points).')
  }
  if (benefit.type === 'amount' && !(benefit.amountCents >= 1 && Cents.safeParse(benefit.amountCents).success)) {
    return bad('amountCents', 'An amount off is between one cent and $1,000,000.')
  }
  if (benefit.type === 'price' && !Cents.safeParse(benefit.priceCents).success) {
    return bad('priceCents', 'A price is between $0 and $1,000,000.')
  }
  return []
}

const combinationFaults = ({ combinable, benefit }: Terms): Fault[] => {
  const whole =
    benefit.type === 'free' ||
    benefit.type === 'price' ||
    (benefit.type === 'percent' && benefit.percentBasisPoints === 10_000)
  if (!combinable || !whole) return []
  const message =
    'Free and a fixed price are the whole price: nobody could say what adds to what. Only a percentage below 100% or an amount combines with others.'
  return [fault('pricing.bad-combination', 'combinable', message)]
}

const reachFaults = ({ scope, audience }: Terms): Fault[] => {
  const faults: Fault[] = []
  if (!('everything' in scope)) {
    for (const kind of scope.kinds ?? []) {
      if (scopeKinds.has(kind)) continue
      faults.push(fault('pricing.unknown-kind', 'scope.kinds', `There is nothing of the kind ${kind}.`))
    }
  }
  if (!('everything' in scope) && Object.values(scope).flat().length === 0) {
    faults.push(fault('pricing.empty-scope', 'scope', 'Say what the promotion is for: everything, or something named.'))
  }
  const named =
    audience.type === 'domains' ? audience.domains : audience.type === 'emails' ? audience.emails : undefined
  if (named?.length === 0) {
    faults.push(fault('pricing.empty-audience', `audience.${audience.type}`, 'Name at least one of them.'))
  }
  return faults
}

const limitFaults = ({ limits, benefit, audience }: Terms): Fault[] => {
  const bad = (name: string, message: string) => fault('pricing.bad-limits', `limits.${name}`, message)
  const faults = (['total', 'perPerson', 'perOrder'] as const).flatMap((name) => {
    const limit = limits?.[name]
    const fits = limit === undefined || (limit >= 1 && limit <= 1_000_000)
    return fits ? [] : [bad(name, 'A limit is at least 1. Leave it out when there is none.')]
  })
  if (limits?.perOrder !== undefined && benefit.type === 'amount') {
    const message = 'An amount is taken off an order once, so it has no units to count. Leave the limit per order out.'
    faults.push(bad('perOrder', message))
  }
  if (audience.type === 'first-purchase' && (limits?.perPerson ?? 1) > 1) {
    faults.push(bad('perPerson', 'Nobody makes a first purchase twice. Leave the limit per person out.'))
  }
  if (limits?.total !== undefined && (limits.perPerson ?? 0) > limits.total) {
    faults.push(bad('perPerson', 'One person may use it more often than everyone together.'))
  }
  return faults
}

const moneyFaults = ({ budgetCents, benefit, minimum }: Terms): Fault[] => {
  const faults: Fault[] = []
  if (budgetCents !== undefined && !(budgetCents >= 1 && Cents.safeParse(budgetCents).success)) {
    faults.push(fault('pricing.bad-budget', 'budgetCents', 'A budget is between one cent and $1,000,000.'))
  } else if (budgetCents !== undefined && benefit.type === 'amount' && budgetCents < benefit.amountCents) {
    const message = `The budget does not suffice for one discount of ${formatCents(benefit.amountCents)}.`
    faults.push(fault('pricing.bad-budget', 'budgetCents', message))
  }
  const bad = (path: string, message: string) => faults.push(fault('pricing.bad-minimum', path, message))
  if (minimum && minimum.spendCents === undefined && minimum.quantity === undefined) {
    bad('minimum', 'Say what an order must hold at least, in money or in units, or leave the minimum out.')
  }
  const { spendCents, quantity } = minimum ?? {}
  if (spendCents !== undefined && !(spendCents >= 1 && Cents.safeParse(spendCents).success)) {
    bad('minimum.spendCents', 'The least to be spent is between one cent and $1,000,000.')
  }
  if (quantity !== undefined && !(quantity >= 1 && quantity <= 1000)) {
    bad('minimum.quantity', 'The least number of units is between 1 and 1000.')
  }
  return faults
}

const skippedHour = (path: string, local: string | undefined, zone: string | undefined): Fault[] =>
  local !== undefined && zone !== undefined && !local.endsWith('Z') && wallTimeTrap(local, zone) === 'gap'
    ? [fault('pricing.skipped-hour', path, `Clocks in ${zone} skip ${local.replace('T', ' ')}. Choose another time.`)]
    : []

const timeFaults = (terms: Terms): Fault[] => {
  const { window, revealsAt, trigger } = terms
  const faults = [
    ...skippedHour('window.from', window?.from, window?.zone),
    ...skippedHour('window.until', window?.until, window?.zone),
    ...skippedHour('revealsAt', revealsAt, window?.zone),
  ]
  // The terms alone: that a promotion was ended early contradicts none of them.
  const { from, until } = promotionWindow({ window })
  if (from !== undefined && until !== undefined && until <= from) {
    faults.push(fault('pricing.bad-window', 'window.until', 'The promotion ends before it begins.'))
  }
  if (window && from === undefined && until === undefined && revealsAt === undefined) {
    faults.push(fault('pricing.bad-window', 'window', 'Say when the window begins or ends, or leave it out.'))
  }
  if (revealsAt !== undefined && !revealsAt.endsWith('Z') && window === undefined) {
    const message = 'Set a window with its time zone, or enter the reveal time with an offset (2024-02-29T08:00:00Z).'
    faults.push(fault('pricing.bad-reveal', 'revealsAt', message))
  }
  if (revealsAt !== undefined && trigger === 'automatic') {
    const message = 'An automatic promotion has no code to reveal. Let its window begin at that hour instead.'
    faults.push(fault('pricing.bad-reveal', 'revealsAt', message))
  }
  const reveals = promotionRevealsAt({ window, revealsAt })
  if (reveals !== undefined && until !== undefined && reveals >= until) {
    faults.push(
      fault('pricing.bad-reveal', 'revealsAt', 'The code would be revealed only after the promotion has ended.'),
    )
  }
  return faults
}

const checks = [codeFaults, benefitFaults, combinationFaults, reachFaults, limitFaults, moneyFaults, timeFaults]

/**
 * Refuses terms that contradict themselves, each with a sentence.
 * @throws Problem invalid, its code a `PromotionFault`: that of the first fault; all of them are in `details.errors`
 */
export const checkPromotion = (terms: Terms): void => {
  const faults = checks.flatMap((check) => check(terms))
  const first = faults[0]
  if (!first) return
  const errors: FieldError[] = faults.map(({ path, message }) => ({ path, message }))
  throw new Problem('invalid', first.code, first.message, { errors })
}

/** A promotion made of terms that were sent. Throws as `checkPromotion` does. */
export const definePromotion = (terms: NewPromotion, id: string, now: Instant): Promotion => {
  checkPromotion(terms)
  return { ...terms, id, createdAt: now, paused: false, version: 1 }
}
