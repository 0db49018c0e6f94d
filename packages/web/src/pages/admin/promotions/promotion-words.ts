import { EventKind, kindWords } from '@lectern/core/catalog'
import { formatCents, type Instant, secondsBetween } from '@lectern/core/platform'
import { type NewPromotion, promotionRevealsAt, promotionWindow } from '@lectern/core/pricing'
import { formatInstant, formatTime } from '@lectern/core/schedule'
import { houseZone } from '../moments.ts'

type Terms = Pick<NewPromotion, 'benefit' | 'scope' | 'window' | 'revealsAt'>

/** `29% off`, `$50 off`, `Free`. */
export const benefitWords = ({ benefit }: Terms): string => {
  if (benefit.type === 'percent') return `${benefit.percentBasisPoints / 100}% off`
  if (benefit.type === 'amount') return `${formatCents(benefit.amountCents)} off`
  return benefit.type === 'price' ? `${formatCents(benefit.priceCents)} each` : 'Free'
}

/** `classes, webinars`, `5w22`, `everything`. */
export const scopeWords = ({ scope }: Terms): string => {
  if ('everything' in scope) return 'everything'
  const kinds = (scope.kinds ?? []).map((kind) => {
    const known = EventKind.safeParse(kind)
    return known.success ? kindWords[known.data].many.toLowerCase() : kind
  })
  return [...kinds, ...(scope.events ?? []), ...(scope.products ?? []), ...(scope.tags ?? [])].join(', ')
}

const spanWords = (from: Instant, until: Instant): string => {
  const hours = secondsBetween(from, until) / 3600
  if (hours < 72) return `${Number(hours.toFixed(2))} hours`
  return `${Math.round(hours / 24)} days`
}

/** `24 hours, from Thu, Feb 29, 2024, 12:00 AM Pacific. In New York it starts at 3:00 AM; in London at 8:00 AM.` */
export const windowWords = (terms: Terms): string => {
  const zone = terms.window?.zone ?? houseZone
  const { from, until } = promotionWindow(terms)
  const reveals = promotionRevealsAt(terms)
  const sentences = [
    from && until
      ? `${spanWords(from, until)}, from ${formatInstant(from, zone)} to ${formatInstant(until, zone)}.`
      : from
        ? `From ${formatInstant(from, zone)} on.`
        : until
          ? `Until ${formatInstant(until, zone)}.`
          : 'At any time.',
    from
      ? `In New York it starts at ${formatTime(from, 'America/New_York')}; in London at ${formatTime(from, 'Europe/London')}.`
      : '',
    reveals ? `Until ${formatInstant(reveals, zone)} the code answers as one that does not exist.` : '',
  ]
  return sentences.filter(Boolean).join(' ')
}
