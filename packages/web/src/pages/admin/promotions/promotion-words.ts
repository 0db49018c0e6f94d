import { EventKind, kindLabels, ProductKind, productKindLabels } from '@lectern/core/catalog'
import type { Plan } from '@lectern/core/membership'
import { formatCents, type Instant, secondsBetween } from '@lectern/core/platform'
import {
  type NewPromotion,
  type Promotion,
  type PromotionState,
  promotionRevealsAt,
  promotionWindow,
} from '@lectern/core/pricing'
import { formatInstant, formatTime } from '@lectern/core/schedule'
import type { State } from '../../../components/state-badge.tsx'
import { organizerZone } from '../../../layout/moments.ts'

type Terms = Pick<NewPromotion, 'benefit' | 'scope' | 'window' | 'revealsAt'> & Pick<Partial<Promotion>, 'endedAt'>

/** `29% off`, `$50 off`, `Free`. */
export const formatBenefit = ({ benefit }: Pick<Terms, 'benefit'>): string => {
  if (benefit.type === 'percent') return `${benefit.percentBasisPoints / 100}% off`
  if (benefit.type === 'amount') return `${formatCents(benefit.amountCents)} off`
  return benefit.type === 'price' ? `${formatCents(benefit.priceCents)} each` : 'Free'
}

/** `Classes`, `Checklists`; a word that names no kind stays as it is. */
export const manyOfKind = (kind: string): string => {
  if (kind === 'membership') return 'Memberships'
  const event = EventKind.safeParse(kind)
  if (event.success) return kindLabels[event.data].many
  const title = ProductKind.safeParse(kind)
  return title.success ? productKindLabels[title.data].many : kind
}

/** `classes, webinars`, `5w22`, `everything`. */
export const formatScope = ({ scope }: Pick<Terms, 'scope'>): string => {
  if ('everything' in scope) return 'everything'
  const kinds = (scope.kinds ?? []).map((kind) => manyOfKind(kind).toLowerCase())
  const authors = (scope.authors ?? []).map((author) => `titles of ${author}`)
  const tags = (scope.tags ?? []).map((tag) => `what is tagged ${tag}`)
  return [...kinds, ...(scope.events ?? []), ...(scope.products ?? []), ...tags, ...authors].join(', ')
}

const formatSpan = (from: Instant, until: Instant): string => {
  const hours = secondsBetween(from, until) / 3600
  if (hours < 72) return `${Number(hours.toFixed(2))} hours`
  return `${Math.round(hours / 24)} days`
}

/** When it runs, in its own zone alone: `24 hours, from Thu, Feb 29, 2024, 12:00 AM Pacific to …` */
export const spanOf = (terms: Terms): string => {
  const zone = terms.window?.zone ?? organizerZone()
  const { from, until } = promotionWindow(terms)
  if (from && until)
    return `${formatSpan(from, until)}, from ${formatInstant(from, zone)} to ${formatInstant(until, zone)}.`
  if (from) return `From ${formatInstant(from, zone)} on.`
  return until ? `Until ${formatInstant(until, zone)}.` : 'At any time.'
}

/** `24 hours, from Thu, Feb 29, 2024, 12:00 AM Pacific. In New York it starts at 3:00 AM; in London at 8:00 AM.` */
export const formatWindow = (terms: Terms): string => {
  const zone = terms.window?.zone ?? organizerZone()
  const { from } = promotionWindow(terms)
  const reveals = promotionRevealsAt(terms)
  const sentences = [
    spanOf(terms),
    from
      ? `In New York it starts at ${formatTime(from, 'America/New_York')}; in London at ${formatTime(from, 'Europe/London')}.`
      : '',
    reveals ? `The code doesn’t work until ${formatInstant(reveals, zone)}.` : '',
  ]
  return sentences.filter(Boolean).join(' ')
}

/** For whom, in a sentence. @param plans  those that there are, for their titles */
export const formatAudience = (
  { audience }: Pick<NewPromotion, 'audience'>,
  plans: readonly Pick<Plan, 'slug' | 'title'>[],
): string => {
  switch (audience.type) {
    case 'everyone':
      return 'For everyone.'
    case 'members':
      return 'For members who are signed in.'
    case 'plan': {
      const plan = plans.find(({ slug }) => slug === audience.plan)
      return `For holders of the ${plan?.title ?? audience.plan} who are signed in.`
    }
    case 'domains':
      return `For people who sign in with an address at ${audience.domains.join(', ')}.`
    case 'emails':
      return `For ${audience.emails.length === 1 ? 'one address' : `${audience.emails.length} addresses`}, once signed in.`
    case 'imported':
      return 'For the addresses on its own imported list, once signed in.'
    case 'first-purchase':
      return 'For a signed-in person’s first purchase.'
  }
}

/** That it counts beyond a membership's first year; nothing where it doesn't. */
export const formatRenewals = ({ renewals }: Pick<NewPromotion, 'renewals'>): string =>
  renewals ? 'Of memberships, it also lowers each renewal.' : ''

/** How often and how much, in sentences; nothing where there is no limit. */
export const formatLimit = ({
  limits,
  budgetCents,
  minimum,
}: Pick<NewPromotion, 'limits' | 'budgetCents' | 'minimum'>) =>
  [
    limits?.total === undefined ? '' : `${limits.total} orders in total.`,
    limits?.perPerson === undefined
      ? ''
      : `One person can use it ${limits.perPerson === 1 ? 'once' : `${limits.perPerson} times`}.`,
    limits?.perOrder === undefined ? '' : `Applies to the ${limits.perOrder} most expensive units in an order.`,
    budgetCents === undefined ? '' : `Total budget ${formatCents(budgetCents)}.`,
    minimum?.spendCents === undefined
      ? ''
      : `The order needs at least ${formatCents(minimum.spendCents)} of covered items.`,
    minimum?.quantity === undefined ? '' : `The order needs at least ${minimum.quantity} covered items.`,
  ]
    .filter(Boolean)
    .join(' ')

/** By what it is known: its code, the beginning of its many codes, or nothing. */
export const formatCode = ({ code, codes, codePrefix }: Pick<NewPromotion, 'code' | 'codes' | 'codePrefix'>): string =>
  codes === 'many' ? `Single-use codes ${codePrefix ?? ''}-…` : (code ?? 'Applies automatically')

const faces: Record<PromotionState, { state: State; words: string }> = {
  hidden: { state: 'draft', words: 'Hidden' },
  scheduled: { state: 'scheduled', words: 'Scheduled' },
  running: { state: 'live', words: 'Running' },
  'used-up': { state: 'sold-out', words: 'All claimed' },
  ended: { state: 'ended', words: 'Past' },
  paused: { state: 'paused', words: 'Paused' },
}

export const promotionStates = Object.keys(faces) as PromotionState[]

export const formatState = (state: PromotionState): string => faces[state].words

/** The face of a promotion's state: `Hidden until Thu, Feb 29, 2024, 12:00 AM Pacific`. */
export const promotionFace = (promotion: Promotion, state: PromotionState): { state: State; words: string } => {
  const reveals = promotionRevealsAt(promotion)
  if (state !== 'hidden' || reveals === undefined) return faces[state]
  return { ...faces.hidden, words: `Hidden until ${formatInstant(reveals, promotion.window?.zone ?? organizerZone())}` }
}
