import { EventChange } from '@lectern/core/catalog'
import type { FieldError } from '@lectern/core/platform'
import { parseTyped, readCount } from '../../../forms/errors.ts'
import type { Typed } from '../../../forms/typed.ts'

export const units = [
  { name: 'minutes', minutes: 1 },
  { name: 'hours', minutes: 60 },
  { name: 'days', minutes: 24 * 60 },
] as const

/** The moments as ticked and typed, in minutes before a session; the same one twice counts once. */
export const readOffsets = (typed: Typed): { ok: true; reminders: number[] } | { ok: false; errors: FieldError[] } => {
  const errors: FieldError[] = []
  const count = readCount(typed.text('count'), 'count', errors)
  const unit = units.find(({ name }) => name === typed.text('unit')) ?? units[1]
  const all = [...typed.all('minutes').map(Number), ...(count === undefined ? [] : [count * unit.minutes])]
  const reminders = [...new Set(all)].sort((a, b) => b - a)
  const read = parseTyped(EventChange, { reminders })
  if (read.ok && errors.length === 0) return { ok: true, reminders }
  const words = count === undefined ? 'Choose up to 8 times' : 'Enter 5 minutes to 90 days'
  return { ok: false, errors: errors.length > 0 ? errors : [{ path: 'count', message: words }] }
}
