import { Cents, type FieldError, type Instant, Problem, wallTimeTrap } from '../platform/index.ts'
import { normalizeCode } from './code.ts'
import type { PromotionFault } from './problems.ts'
import { type NewPromotion, type Promotion, promotionRevealsAt, promotionWindow } from './promotion.ts'

type Terms = NewPromotion
type Fault = FieldError & { code: PromotionFault }

const fault = (code: PromotionFault, path: string, message: string): Fault => ({ code, path, message })

const codeFaults = ({ trigger, code }: Terms): Fault[] => {
  if (trigger === 'automatic') {
    return code === undefined
      ? []
      : [fault('pricing.code-not-wanted', 'code', 'An automatic promotion has no code. Leave it out.')]
  }
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

const reachFaults = ({ scope, audience }: Terms): Fault[] => {
  const faults: Fault[] = []
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

const limitFaults = ({ limits }: Terms): Fault[] =>
  (['total', 'perPerson'] as const).flatMap((name) => {
    const limit = limits?.[name]
    return limit === undefined || (limit >= 1 && limit <= 1_000_000)
      ? []
      : [fault('pricing.bad-limits', `limits.${name}`, 'A limit is at least 1. Leave it out when there is none.')]
  })

const skippedHour = (path: string, local: string | undefined, zone: string | undefined): Fault[] =>
  local !== undefined && zone !== undefined && !local.endsWith('Z') && wallTimeTrap(local, zone) === 'gap'
    ? [fault('pricing.skipped-hour', path, `Clocks in ${zone} skip ${local.replace('T', ' ')}. Choose another time.`)]
    : []

const timeFaults = (terms: Terms): Fault[] => {
  const { window, revealsAt } = terms
  const faults = [
    ...skippedHour('window.from', window?.from, window?.zone),
    ...skippedHour('window.until', window?.until, window?.zone),
    ...skippedHour('revealsAt', revealsAt, window?.zone),
  ]
  const { from, until } = promotionWindow(terms)
  if (from !== undefined && until !== undefined && until <= from) {
    faults.push(fault('pricing.bad-window', 'window.until', 'The promotion ends before it begins.'))
  }
  if (window && from === undefined && until === undefined && revealsAt === undefined) {
    faults.push(fault('pricing.bad-window', 'window', 'Say when the window begins or ends, or leave it out.'))
  }
  if (revealsAt !== undefined && !revealsAt.endsWith('Z') && window === undefined) {
    const message =
      'Give the window with its zone, or write the moment of revealing with an offset (2024-02-29T08:00:00Z).'
    faults.push(fault('pricing.bad-reveal', 'revealsAt', message))
  }
  const reveals = promotionRevealsAt(terms)
  if (reveals !== undefined && until !== undefined && reveals >= until) {
    faults.push(
      fault('pricing.bad-reveal', 'revealsAt', 'The code would be revealed only after the promotion has ended.'),
    )
  }
  return faults
}

/**
 * Refuses terms that contradict themselves, each with a sentence.
 * @throws Problem invalid, its code a `PromotionFault`: that of the first fault; all of them are in `details.errors`
 */
export const checkPromotion = (terms: Terms): void => {
  const faults = [codeFaults, benefitFaults, reachFaults, limitFaults, timeFaults].flatMap((check) => check(terms))
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
