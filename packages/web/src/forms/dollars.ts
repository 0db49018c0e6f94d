import type { Cents } from '@lectern/core/platform'

const dollars = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/

/**
 * An amount in dollars as people type it: `399`, `19.99`, `$1,399.50`, `free`. Read digit by digit, since the
 * floating-point product of 19.99 and 100 is not 1999.
 * @returns cents, or undefined when it is no amount
 */
export const readDollars = (text: string): Cents | undefined => {
  const typed = text.trim()
  if (typed.toLowerCase() === 'free') return 0
  const [, whole, fraction = ''] = dollars.exec(typed) ?? []
  if (whole === undefined) return undefined
  const cents = Number(`${whole.replaceAll(',', '')}${fraction.padEnd(2, '0')}`)
  return Number.isSafeInteger(cents) ? cents : undefined
}

/** Cents as they appear in a field: 39900 is `399`, 1999 is `19.99`. */
export const writeDollars = (cents: Cents): string =>
  cents % 100 === 0 ? String(cents / 100) : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
