import type { Instant } from '../platform/index.ts'
import { type Session, sessionTimes } from '../schedule/index.ts'
import { type CalendarEvent, sessionPlaceOf, sessionTextOf, sessionTitleOf } from './calendar-event.ts'

/** Addresses that open a web calendar with a session filled in. */
export type CalendarLinks = { google: string; outlook: string; office: string }

/** Links for a session; times are given in UTC, and each calendar shows them in its owner's zone. */
export const addToCalendarLinks = (session: Session, event: CalendarEvent): CalendarLinks => {
  const { startsAt, endsAt } = sessionTimes(session)
  const title = sessionTitleOf(event, session)
  const text = sessionTextOf(event, session)
  const location = sessionPlaceOf(event)
  const compose = (host: string): string =>
    link(`https://${host}/calendar/0/deeplink/compose`, {
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: title,
      startdt: startsAt,
      enddt: endsAt,
      body: text,
      location,
    })
  return {
    google: link('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: title,
      dates: `${basic(startsAt)}/${basic(endsAt)}`,
      details: text,
      location,
    }),
    outlook: compose('outlook.live.com'),
    office: compose('outlook.office.com'),
  }
}

/** Links that subscribe to a calendar file that anyone may read: all of its sessions come, and later changes too. */
export const subscribeLinks = (url: string, name: string): CalendarLinks & { device: string } => {
  const device = url.replace(/^https?:/, 'webcal:')
  const outlook = (host: string): string => link(`https://${host}/calendar/0/addfromweb`, { url, name })
  return {
    device,
    google: link('https://calendar.google.com/calendar/r', { cid: device }),
    outlook: outlook('outlook.live.com'),
    office: outlook('outlook.office.com'),
  }
}

/** `20240423T160000Z`, the form of RFC 5545. */
const basic = (instant: Instant): string => instant.replace(/[-:]/g, '')

// Not URLSearchParams: Outlook shows the plus signs that it writes for spaces.
const link = (base: string, query: Record<string, string | undefined>): string =>
  `${base}?${Object.entries(query)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')}`
