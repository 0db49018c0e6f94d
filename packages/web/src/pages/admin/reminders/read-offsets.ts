import { EventChange } from '@lectern/core/catalog'
import { type FieldError, invalidInput } from '@lectern/core/platform'
import { parseTyped, readCount, wrongField } from '../../../forms/errors.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'

export const units = [
  { name: 'minutes', minutes: 1 },
  { name: 'hours', minutes: 60 },
  { name: 'days', minutes: 24 * 60 },
] as const

/** The moments that an event has, as the form holds them. */
export const valuesOfOffsets = (minutes: readonly number[]): Typed => typedOf({ minutes: minutes.map(String) })

/** The moments as ticked and typed, in minutes before a session; the same one twice counts once. @throws Problem invalid */
export const readOffsets = (typed: Typed): number[] => {
  const errors: FieldError[] = []
  const count = readCount(typed.text('count'), 'count', errors)
  const unit = units.find(({ name }) => name === typed.text('unit')) ?? units[1]
  const all = [...typed.all('minutes').map(Number), ...(count === undefined ? [] : [count * unit.minutes])]
  const reminders = [...new Set(all)].sort((a, b) => b - a)
  if (errors.length > 0) throw invalidInput(errors)
  if (parseTyped(EventChange, { reminders }).ok) return reminders
  throw wrongField('count', count === undefined ? 'Choose up to 8 times' : 'Enter 5 minutes to 90 days')
}
