import { NewOfficeHours, OfficeHourChange } from '@lectern/core/teaching'
import { type Errors, errorsOf, parseTyped } from '../../forms/errors.ts'
import type { Typed } from '../../forms/typed.ts'

/** The fields of the form that opens slots, in their order. */
export const openingFields = ['startsAt', 'durationMinutes', 'slotMinutes', 'weeks', 'zone', 'where'] as const

const mostWeeks = 52

/** One field says where: what begins like an address is a link, everything else a place. */
const whereOf = (text: string): { link?: string; place?: string } =>
  text === '' ? {} : /^[a-z]+:/i.test(text) ? { link: text } : { place: text }

const number = (text: string): number | undefined => (/^\d{1,4}$/.test(text) ? Number(text) : undefined)

const fieldOf = (path: string): string =>
  path === 'link' || path === 'place' ? 'where' : path === 'recurrence' ? 'weeks' : path

/** The errors of a refusal under the names that the form gives its fields. */
export const underFields = (errors: readonly { path: string; message: string }[]): Errors => errorsOf(errors, fieldOf)

export type Read<T> = { ok: true; value: T } | { ok: false; errors: Errors }

const read = <T>(parsed: ReturnType<typeof parseTyped>, also: Errors): Read<T> => {
  if (parsed.ok && also.size === 0) return { ok: true, value: parsed.value as T }
  return { ok: false, errors: new Map([...(parsed.ok ? [] : underFields(parsed.errors)), ...also]) }
}

/** What someone asked to open. */
export const readOpening = (typed: Typed): Read<NewOfficeHours> => {
  const weeks = number(typed.text('weeks') || '1')
  const parsed = parseTyped(NewOfficeHours, {
    startsAt: typed.text('startsAt') || undefined,
    durationMinutes: number(typed.text('durationMinutes')),
    ...(typed.text('slotMinutes') === '' ? {} : { slotMinutes: number(typed.text('slotMinutes')) }),
    ...(typed.text('zone') === '' ? {} : { zone: typed.text('zone') }),
    ...(weeks !== undefined && weeks > 1 ? { recurrence: `FREQ=WEEKLY;COUNT=${weeks}` } : {}),
    ...whereOf(typed.text('where')),
  })
  const wrong = weeks === undefined || weeks < 1 || weeks > mostWeeks
  return read(parsed, new Map(wrong ? [['weeks', `Enter a whole number from 1 to ${mostWeeks}`]] : []))
}

/** What someone changed of a slot: what its form holds, all of it. */
export const readChange = (typed: Typed): Read<OfficeHourChange> => {
  const where = typed.text('where')
  const parsed = parseTyped(OfficeHourChange, {
    startsAt: typed.text('startsAt'),
    durationMinutes: number(typed.text('durationMinutes')) ?? 0,
    ...whereOf(where),
  })
  return read(parsed, new Map(where === '' ? [['where', 'Enter a link or a place to meet']] : []))
}
