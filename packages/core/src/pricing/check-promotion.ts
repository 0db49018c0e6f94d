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
  if (code !== undefined)
    return notWanted('code', 'A promotion with many codes has no code of its own. Leave this blank.')
  if (codePrefix === undefined || codePrefix === '') {
    return [fault('pricing.code-missing', 'codePrefix', 'Enter what each code starts with, like LEAP.')]
  }
  return readPrefix(codePrefix) === undefined
    ? [fault('pricing.bad-code', 'codePrefix', 'Enter 2 to 16 English letters or digits.')]
    : []
}

const codeFaults = (terms: Terms): Fault[] => {
  const { trigger, code, codes, codePrefix } = terms
  if (trigger === 'automatic') {
    return [
      ...(code === undefined ? [] : notWanted('code', 'An automatic promotion has no code. Leave this blank.')),
      ...(codes === undefined ? [] : notWanted('codes', 'An automatic promotion has no codes. Leave this blank.')),
      ...(codePrefix === undefined
        ? []
        : notWanted('codePrefix', 'An automatic promotion has no codes. Leave this blank.')),
    ]
  }
  if (codes === 'many') return manyFaults(terms)
  if (codePrefix !== undefined) return notWanted('codePrefix', 'A single code has no prefix. Leave this blank.')
  if (code === undefined || code === '') {
    return [fault('pricing.code-missing', 'code', 'Enter a code, or let the promotion apply automatically.')]
  }
  return normalizeCode(code) === ''
    ? [fault('pricing.bad-code', 'code', 'Use 40 characters or fewer, with no spaces.')]
    : []
}

const benefitFaults = ({ benefit }: Terms): Fault[] => {
  const bad = (field: string, message: string) => [fault('pricing.bad-benefit', `benefit.${field}`, message)]
  if (benefit.type === 'percent' && !(benefit.percentBasisPoints >= 1 && benefit.percentBasisPoints <= 10_000)) {
    return bad('percentBasisPoints', 'Enter a percentage from 0.01% to 100% (1 to 10000 basis points).')
  }
  if (benefit.type === 'amount' && !(benefit.amountCents >= 1 && Cents.safeParse(benefit.amountCents).success)) {
    return bad('amountCents', 'Enter an amount from $0.01 to $1,000,000.')
  }
  if (benefit.type === 'price' && !Cents.safeParse(benefit.priceCents).success) {
    return bad('priceCents', 'Enter a price from $0 to $1,000,000.')
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
    'A free or fixed-price promotion sets the whole price, so it can’t be combined. Only a percentage below 100% or an amount off can be combined with others.'
  return [fault('pricing.bad-combination', 'combinable', message)]
}

const reachFaults = ({ scope, audience }: Terms): Fault[] => {
  const faults: Fault[] = []
  if (!('everything' in scope)) {
    for (const kind of scope.kinds ?? []) {
      if (scopeKinds.has(kind)) continue
      faults.push(fault('pricing.unknown-kind', 'scope.kinds', `“${kind}” isn’t a kind of event or title.`))
    }
  }
  if (!('everything' in scope) && Object.values(scope).flat().length === 0) {
    faults.push(
      fault('pricing.empty-scope', 'scope', 'Choose what the promotion applies to: everything, or specific items.'),
    )
  }
  const named =
    audience.type === 'domains' ? audience.domains : audience.type === 'emails' ? audience.emails : undefined
  if (named?.length === 0) {
    faults.push(fault('pricing.empty-audience', `audience.${audience.type}`, 'Enter at least one.'))
  }
  return faults
}

const limitFaults = ({ limits, benefit, audience }: Terms): Fault[] => {
  const bad = (name: string, message: string) => fault('pricing.bad-limits', `limits.${name}`, message)
  const faults = (['total', 'perPerson', 'perOrder'] as const).flatMap((name) => {
    const limit = limits?.[name]
    const fits = limit === undefined || (limit >= 1 && limit <= 1_000_000)
    return fits ? [] : [bad(name, 'Enter a limit from 1 to 1,000,000, or leave this blank for no limit.')]
  })
  if (limits?.perOrder !== undefined && benefit.type === 'amount') {
    const message = 'An amount off applies once per order, so it can’t have a per-order limit. Leave this blank.'
    faults.push(bad('perOrder', message))
  }
  if (audience.type === 'first-purchase' && (limits?.perPerson ?? 1) > 1) {
    faults.push(bad('perPerson', 'A person has only one first purchase. Leave the per-person limit blank.'))
  }
  if (limits?.total !== undefined && (limits.perPerson ?? 0) > limits.total) {
    faults.push(bad('perPerson', 'The per-person limit can’t be higher than the total limit.'))
  }
  return faults
}

const moneyFaults = ({ budgetCents, benefit, minimum }: Terms): Fault[] => {
  const faults: Fault[] = []
  if (budgetCents !== undefined && !(budgetCents >= 1 && Cents.safeParse(budgetCents).success)) {
    faults.push(fault('pricing.bad-budget', 'budgetCents', 'Enter a budget from $0.01 to $1,000,000.'))
  } else if (budgetCents !== undefined && benefit.type === 'amount' && budgetCents < benefit.amountCents) {
    const message = `The budget must cover at least one discount of ${formatCents(benefit.amountCents)}.`
    faults.push(fault('pricing.bad-budget', 'budgetCents', message))
  }
  const bad = (path: string, message: string) => faults.push(fault('pricing.bad-minimum', path, message))
  if (minimum && minimum.spendCents === undefined && minimum.quantity === undefined) {
    bad('minimum', 'Enter a minimum amount or number of units, or leave the minimum out.')
  }
  const { spendCents, quantity } = minimum ?? {}
  if (spendCents !== undefined && !(spendCents >= 1 && Cents.safeParse(spendCents).success)) {
    bad('minimum.spendCents', 'Enter a minimum from $0.01 to $1,000,000.')
  }
  if (quantity !== undefined && !(quantity >= 1 && quantity <= 1000)) {
    bad('minimum.quantity', 'Enter a minimum from 1 to 1000 units.')
  }
  return faults
}

const skippedHour = (path: string, local: string | undefined, zone: string | undefined): Fault[] =>
  local !== undefined && zone !== undefined && !local.endsWith('Z') && wallTimeTrap(local, zone) === 'gap'
    ? [
        fault(
          'pricing.skipped-hour',
          path,
          `${local.replace('T', ' ')} doesn’t exist in ${zone} because clocks change that day. Choose another time.`,
        ),
      ]
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
    faults.push(fault('pricing.bad-window', 'window.until', 'The promotion must end after it starts.'))
  }
  if (window && from === undefined && until === undefined && revealsAt === undefined) {
    faults.push(fault('pricing.bad-window', 'window', 'Enter a start or an end, or leave the window out.'))
  }
  if (revealsAt !== undefined && !revealsAt.endsWith('Z') && window === undefined) {
    const message = 'Set a window with its time zone, or enter the reveal time with an offset (2024-02-29T08:00:00Z).'
    faults.push(fault('pricing.bad-reveal', 'revealsAt', message))
  }
  if (revealsAt !== undefined && trigger === 'automatic') {
    const message = 'An automatic promotion has no code to reveal. Set its start to that time instead.'
    faults.push(fault('pricing.bad-reveal', 'revealsAt', message))
  }
  const reveals = promotionRevealsAt({ window, revealsAt })
  if (reveals !== undefined && until !== undefined && reveals >= until) {
    faults.push(fault('pricing.bad-reveal', 'revealsAt', 'The code must be revealed before the promotion ends.'))
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
