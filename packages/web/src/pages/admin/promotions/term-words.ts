import type { Plan } from '@lectern/core/membership'
import { formatCents } from '@lectern/core/platform'
import { Audience, Benefit, Limits, Minimum, PromotionWindow, Scope } from '@lectern/core/pricing'
import { momentInZone } from '../../../layout/moments.ts'
import { formatAudience, formatBenefit, formatLimit, formatScope } from './promotion-words.ts'

const names: Readonly<Record<string, string>> = {
  title: 'Title',
  trigger: 'How',
  code: 'Code',
  codes: 'Codes',
  codePrefix: 'Code prefix',
  benefit: 'Gives',
  scope: 'On',
  audience: 'Audience',
  window: 'When',
  revealsAt: 'Hidden until',
  limits: 'Limits',
  budgetCents: 'Budget',
  minimum: 'Minimum',
  partner: 'Partner',
  renewals: 'Off of renewals, too',
  combinable: 'Combines with other discounts',
  paused: 'Paused',
  endedAt: 'Ended',
  addresses: 'Addresses',
  copiedFrom: 'Copied from',
}

/** The name of a term: `Budget`. */
export const formatTerm = (field: string): string => names[field] ?? field

const plain = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : JSON.stringify(value)

const local = (text: string | undefined): string => (text ?? '').replace('T', ' ')

/** A term's value as it was recorded, in words; what is of no known shape stays as it is. */
export const formatValue = (field: string, value: unknown, plans: readonly Plan[]): string => {
  if (field === 'benefit') return wordsBy(Benefit, value, (benefit) => formatBenefit({ benefit }))
  if (field === 'scope') return wordsBy(Scope, value, (scope) => formatScope({ scope }))
  if (field === 'audience') return wordsBy(Audience, value, (audience) => formatAudience({ audience }, plans))
  if (field === 'limits') return wordsBy(Limits, value, (limits) => formatLimit({ limits }))
  if (field === 'minimum') return wordsBy(Minimum, value, (minimum) => formatLimit({ minimum }))
  if (field === 'window') {
    return wordsBy(PromotionWindow, value, ({ zone, from, until }) =>
      [from && `from ${local(from)}`, until && `until ${local(until)}`, zone].filter(Boolean).join(' '),
    )
  }
  if (field === 'budgetCents' && typeof value === 'number') return formatCents(value)
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (typeof value === 'string' && (field === 'endedAt' || field === 'revealsAt')) {
    return value.endsWith('Z') ? momentInZone(value) : local(value)
  }
  return plain(value)
}

type Schema<T> = { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }

const wordsBy = <T>(schema: Schema<T>, value: unknown, words: (value: T) => string): string => {
  const parsed = schema.safeParse(value)
  return parsed.success ? words(parsed.data) : plain(value)
}
