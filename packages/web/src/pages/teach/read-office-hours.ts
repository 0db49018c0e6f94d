import { NewOfficeHours, OfficeHourChange } from '@lectern/core/teaching'
import { readAs } from '../../forms/errors.ts'
import type { Typed } from '../../forms/typed.ts'

/** The fields of the form that opens slots, in their order. */
export const openingFields = ['startsAt', 'durationMinutes', 'slotMinutes', 'weeks', 'zone', 'where'] as const

const mostWeeks = 52

/** One field says where: what begins like an address is a link, everything else a place. */
const whereOf = (text: string): { link?: string; place?: string } =>
  text === '' ? {} : /^[a-z]+:/i.test(text) ? { link: text } : { place: text }

const number = (text: string): number | undefined => (/^\d{1,4}$/.test(text) ? Number(text) : undefined)

/** The field that shows what is wrong at a path of the schemas. */
export const hoursField = (path: string): string =>
  path === 'link' || path === 'place' ? 'where' : path === 'recurrence' ? 'weeks' : path

/** What someone asked to open. @throws Problem invalid, with what is wrong by path */
export const readOpening = (typed: Typed): NewOfficeHours => {
  const weeks = number(typed.text('weeks') || '1')
  const wrong = weeks === undefined || weeks < 1 || weeks > mostWeeks
  return readAs(
    NewOfficeHours,
    {
      startsAt: typed.text('startsAt') || undefined,
      durationMinutes: number(typed.text('durationMinutes')),
      ...(typed.text('slotMinutes') === '' ? {} : { slotMinutes: number(typed.text('slotMinutes')) }),
      ...(typed.text('zone') === '' ? {} : { zone: typed.text('zone') }),
      ...(weeks !== undefined && weeks > 1 ? { recurrence: `FREQ=WEEKLY;COUNT=${weeks}` } : {}),
      ...whereOf(typed.text('where')),
    },
    wrong ? [{ path: 'weeks', message: `Enter a whole number from 1 to ${mostWeeks}` }] : [],
  )
}

/** What someone changed of a slot: what its form holds, all of it. @throws Problem invalid, with what is wrong by path */
export const readChange = (typed: Typed): OfficeHourChange => {
  const [startsAt, where] = [typed.text('startsAt'), typed.text('where')]
  return readAs(
    OfficeHourChange,
    { startsAt, durationMinutes: number(typed.text('durationMinutes')) ?? 0, ...whereOf(where) },
    where === '' ? [{ path: 'where', message: 'Enter a link or a place to meet' }] : [],
  )
}
