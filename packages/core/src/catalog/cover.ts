import type { CoverShelf, ShelvedCover } from '../covers/index.ts'
import { describeSchedule, type Session, scheduledSessions } from '../schedule/index.ts'
import type { Course, Instructor } from './course.ts'
import type { CoverChoices } from './cover-choices.ts'
import type { Event } from './event.ts'
import type { WithPicture } from './picture.ts'
import { type Product, titlesIn } from './product.ts'
import { sessionsOf } from './sessions-of.ts'

type EventWithCover = Pick<Event, 'kind' | 'slug' | 'course' | 'title' | 'code' | 'sessions' | 'capacity'> &
  CoverChoices
type TitleWithCover = Pick<Product, 'kind' | 'slug' | 'title' | 'authors' | 'formats'> & CoverChoices
type CourseWithCover = Pick<Course, 'slug' | 'title'>
type InstructorWithCover = Pick<Instructor, 'slug' | 'name' | 'headline'>

/** What has a cover and a page of its own. */
export type WithCover = (EventWithCover | TitleWithCover | CourseWithCover | InstructorWithCover) & WithPicture

/** What a shared link says beside the thing itself. */
type Around = { instructors?: readonly { name: string }[]; organizer?: string }

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

/** How many begin at once at most: the rooms of a conference. Of a single row nothing is counted. */
const roomsOf = (sessions: readonly Session[]): number | undefined => {
  const starts = new Map<string, number>()
  for (const { startsAt } of sessions) starts.set(startsAt, (starts.get(startsAt) ?? 0) + 1)
  const most = Math.max(0, ...starts.values())
  return most > 1 ? most : undefined
}

/** A cover is drawn of what everyone may know. */
const shownOnCover = (event: Pick<Event, 'sessions'>): Session[] =>
  sessionsOf(event).filter(({ byInvitation }) => !byInvitation)

const countOf = ({
  kind,
  sessions,
  capacity,
}: Pick<EventWithCover, 'kind' | 'sessions' | 'capacity'>): number | undefined => {
  const scheduled = scheduledSessions(sessions)
  const counts: Record<Event['kind'], number | undefined> = {
    class: scheduled.length,
    webinar: scheduled[0]?.durationMinutes,
    breakout: capacity,
    meeting: undefined,
    conference: roomsOf(scheduled),
  }
  return counts[kind]
}

/** As many letters as fit beside the figure; a line that's cut might lose its zone. */
const dateLetters = 46

/** "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific", or without the time where that is too long. A cover knows no year of today's. */
const dateLineOf = (sessions: readonly Session[]): string | undefined => {
  if (sessions.length === 0) return undefined
  const { days, time } = describeSchedule(sessions)
  const whole = [days, time].filter(Boolean).join(', ')
  return whole.length > dateLetters ? days : whole
}

const chosen = ({ hue, tone, figure }: CoverChoices): CoverChoices => ({ hue, tone, figure })

const shelved = (shelf: CoverShelf, thing: Omit<ShelvedCover, 'shelf'>): ShelvedCover => ({ shelf, ...thing })

/** Pages of the site that are shared and aren't of one thing; each with a figure that fits. */
const sharedPages = {
  home: { kind: 'conference', figure: 'skyline', title: undefined },
  events: { kind: 'conference', figure: 'agenda', title: 'Upcoming events' },
  store: { kind: 'bundle', figure: 'shelf', title: 'Books and downloads' },
  sales: { kind: 'bundle', figure: 'pile', title: 'Sales' },
  membership: { kind: 'breakout', figure: 'table', title: 'Membership' },
} as const

type SharedPage = keyof typeof sharedPages

const isSharedPage = (name: string): name is SharedPage => Object.hasOwn(sharedPages, name)

/** What the card of a page is drawn from, by the first part of its path; all others have the home page's. */
export const coverOfPage = (name: string, organizer: string): ShelvedCover => {
  const slug = isSharedPage(name) ? name : 'home'
  const { title = organizer, ...look } = sharedPages[slug]
  const word = slug === 'home' ? 'Classes, events, and books' : ''
  return shelved('pages', { slug, title, word, hue: 'blue', tone: 'deep', ...look, organizer })
}

/**
 * What the cover of an event, a title, a course, or someone who teaches is drawn from. Runs of a course share its seed.
 * @param around  only said on shared links
 */
export const coverOf = (thing: WithCover, around: Around = {}): ShelvedCover => ({
  ...drawnOf(thing, around),
  picture: thing.picture,
})

const drawnOf = (thing: WithCover, { instructors = [], organizer }: Around): ShelvedCover => {
  if ('name' in thing) {
    const { slug, name: title, headline: people } = thing
    return shelved('people', { kind: 'meeting', slug, title, word: 'Instructor', people, organizer })
  }
  const { slug, title } = thing
  if ('formats' in thing) {
    const count = thing.kind === 'bundle' ? titlesIn(thing).length : undefined
    const people = list.format(thing.authors)
    return shelved('titles', { kind: thing.kind, slug, title, count, people, organizer, ...chosen(thing) })
  }
  if (!('sessions' in thing)) return shelved('courses', { kind: 'class', slug, title, organizer })
  const { kind, course: seed, code, capacity } = thing
  const sessions = shownOnCover(thing)
  const people = list.format(instructors.map(({ name }) => name))
  // Shared links alone say it, and lists have many covers: a date takes longer to say than all else here.
  const dateLine = organizer === undefined ? undefined : dateLineOf(sessions)
  const words = { code, people, dateLine, organizer }
  return shelved('events', {
    kind,
    slug,
    seed,
    title,
    count: countOf({ kind, sessions, capacity }),
    ...words,
    ...chosen(thing),
  })
}
