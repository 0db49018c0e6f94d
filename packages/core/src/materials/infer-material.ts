import { type Event, sessionsOf } from '../catalog/index.ts'
import { type Instant, secondsBetween } from '../platform/index.ts'
import { type Session, scheduledSessions, sessionTimes } from '../schedule/index.ts'
import { isOfRecordings, type SessionMaterial } from './session-material.ts'
import { typeOfFile } from './title-file.ts'

/** The session that something is most likely about: the last that has begun, else the first. */
export const latestSession = (event: Pick<Event, 'sessions'>, now: Instant): Session | undefined => {
  const held = scheduledSessions(sessionsOf(event))
  const begun = held.filter((session) => sessionTimes(session).startsAt <= now)
  return begun.at(-1) ?? held[0] ?? sessionsOf(event)[0]
}

/** The one of which something is true, unless it is of several. */
const only = (sessions: readonly Session[], fits: (session: Session) => boolean): Session | undefined => {
  const found = sessions.filter(fits)
  return found.length === 1 ? found[0] : undefined
}

const halfDay = 12 * 3600

/** `GMT20240423-155812_Recording.mp4`: how Zoom names what it recorded, by the moment at which that began. */
const byZoomName = (sessions: readonly Session[], name: string): Session | undefined => {
  const parts = /GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/i.exec(name)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  if (Number.isNaN(Date.parse(moment))) return undefined
  const away = (session: Session) => Math.abs(secondsBetween(sessionTimes(session).startsAt, moment))
  const nearest = [...sessions].sort((a, b) => away(a) - away(b))[0]
  return nearest && away(nearest) <= halfDay ? nearest : undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames = `(${months.join('|')})[a-z]*`

type Found = { year?: string | undefined; month: string; day: string }

const two = (digits: string | number): string => String(digits).padStart(2, '0')
const full = (year: string): string => (year.length === 2 ? `20${year}` : year)
const monthOf = (name: string): string => two(months.indexOf(name.slice(0, 3).toLowerCase()) + 1)

/** Every way in which a name can be read as a date: ours, America's first, and in words. */
const datesIn = (name: string): Found[] => {
  const all = (pattern: RegExp, read: (parts: string[]) => Found): Found[] =>
    [...name.matchAll(pattern)].map((parts) => read(parts.map((part) => part ?? '')))
  const inLabels = { month: new RegExp(`\\b${monthNames}[ .]*(\\d{1,2})(?:st|nd|rd|th)?\\b(?:[ ,]+(\\d{4}))?`, 'gi') }
  const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?[ .]+${monthNames}\\b(?:[ ,]+(\\d{4}))?`, 'gi')
  const numeric = /(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d\d)(?!\d)/g
  return [
    ...all(/(?<!\d)(20\d\d)[-. ]?([01]\d)[-. ]?([0-3]\d)(?!\d)/g, ([, year, month = '', day = '']) => ({
      year,
      month,
      day,
    })),
    ...all(numeric, ([, m = '', d = '', year = '']) => ({ year: full(year), month: two(m), day: two(d) })),
    ...all(numeric, ([, d = '', m = '', year = '']) => ({ year: full(year), month: two(m), day: two(d) })),
    ...all(inLabels.month, ([, m = '', d = '', year]) => ({ year, month: monthOf(m), day: two(d) })),
    ...all(dayFirst, ([, d = '', m = '', year]) => ({ year, month: monthOf(m), day: two(d) })),
  ]
}

const byDate = (sessions: readonly Session[], name: string): Session | undefined => {
  for (const { year, month, day } of datesIn(name)) {
    const end = `-${month}-${day}`
    const found = only(sessions, ({ startsAt }) => startsAt.slice(0, 10).endsWith(year ? `${year}${end}` : end))
    if (found) return found
  }
  return undefined
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const counted = new RegExp(
  `\\b(?:week|wk|session|class|lesson|module|day|unit|part)[ .#-]*0*(\\d{1,2}|${numbers.join('|')})\\b`,
  'i',
)

/** "Week 2", "session-03", "lesson two": the number that the session bears on its page. */
const byNumber = (sessions: readonly Session[], name: string): Session | undefined => {
  const said = counted.exec(name)?.[1]?.toLowerCase()
  if (said === undefined) return undefined
  return sessions[(numbers.includes(said) ? numbers.indexOf(said) + 1 : Number(said)) - 1]
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3)

/** By words of a session's title that no other session's title has; the one with most of them. */
const byTitle = (sessions: readonly Session[], name: string): Session | undefined => {
  const named = new Set(wordsIn(name))
  const titles = sessions.map((session) => ({ session, words: new Set(wordsIn(session.title ?? '')) }))
  const scored = titles.map(({ session, words }) => {
    const own = [...words].filter((word) => titles.filter((other) => other.words.has(word)).length === 1)
    return { session, score: own.filter((word) => named.has(word)).length }
  })
  const best = Math.max(0, ...scored.map(({ score }) => score))
  const found = scored.filter(({ score }) => score === best)
  return best > 0 && found.length === 1 ? found[0]?.session : undefined
}

const kindOf = ({ filename, link }: { filename?: string | undefined; link?: string | undefined }) => {
  const recorded =
    link === undefined ? /^(?:audio|video)\//.test(typeOfFile(filename ?? '') ?? '') : isOfRecordings(link)
  return recorded ? 'recording' : 'handout'
}

/**
 * A file's most likely kind and session, going by its name. Audio and video are recordings. A session is recognized by
 * its date, its number, or words of its title; otherwise it's the last one that has begun. It's a guess, and anyone who
 * sees it can change it.
 */
export const inferMaterial = (
  event: Pick<Event, 'sessions'>,
  about: { filename?: string | undefined; title?: string | undefined; link?: string | undefined },
  now: Instant,
): { kind: SessionMaterial['kind']; session: string } => {
  const held = scheduledSessions(sessionsOf(event))
  const name = `${about.title ?? ''} ${about.filename ?? ''}`.replace(/_/g, ' ').trim()
  const session =
    byZoomName(held, name) ??
    byDate(held, name) ??
    byNumber(held, name) ??
    byTitle(held, name) ??
    latestSession(event, now)
  return { kind: kindOf(about), session: session?.id ?? '' }
}
