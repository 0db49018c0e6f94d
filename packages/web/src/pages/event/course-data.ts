import { type Course, type Event, type Instructor, sessionsOf, type WithCover } from '@lectern/core/catalog'
import { secondsBetween } from '@lectern/core/platform'
import { type Session, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { type DataSite, organizationData, pictureUrl } from '../organizer-data.ts'
import { eventUrl, type offersData, personData, placeData, statusData } from './event-data.ts'

/** A run of a course, as far as it may be told to everyone. */
export type CourseRun = { event: Event; instructors: readonly Instructor[]; offers: ReturnType<typeof offersData> }

const daySeconds = 24 * 3600

/** How often sessions come, as search engines take it: on so many days, or in so many weeks. */
const rhythmOf = (sessions: readonly Session[]): { repeatFrequency: 'Daily' | 'Weekly'; repeatCount: number } => {
  const starts = sessions.map((session) => sessionTimes(session).startsAt)
  const [first = '', last = first] = [starts[0], starts.at(-1)]
  const days = Math.round(secondsBetween(first, last) / daySeconds) + 1
  return days <= sessions.length
    ? { repeatFrequency: 'Daily', repeatCount: days }
    : { repeatFrequency: 'Weekly', repeatCount: Math.ceil(days / 7) }
}

const scheduleData = (sessions: readonly Session[]): Record<string, unknown> => {
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (!first || !last) return {}
  const minutes = sessions.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0)
  return {
    startDate: sessionTimes(first).startsAt,
    endDate: sessionTimes(last).endsAt,
    courseWorkload: `PT${minutes}M`,
    courseSchedule: {
      '@type': 'Schedule',
      ...rhythmOf(sessions),
      duration: `PT${first.durationMinutes}M`,
      startDate: first.startsAt.slice(0, 10),
      endDate: last.startsAt.slice(0, 10),
      scheduleTimezone: first.zone,
    },
  }
}

const instanceData = (site: DataSite, { event, instructors, offers }: CourseRun): Record<string, unknown> => ({
  '@type': 'CourseInstance',
  name: event.title,
  description: event.summary || event.title,
  url: eventUrl(site, event.slug),
  image: pictureUrl(site, event, instructors),
  courseMode: event.venue ? 'Onsite' : 'Online',
  ...scheduleData(scheduledSessions(sessionsOf(event))),
  ...statusData(event),
  location: placeData(site, event),
  organizer: organizationData(site),
  ...(instructors.length > 0 ? { instructor: instructors.map((one) => personData(site, one)) } : {}),
  offers,
})

/**
 * What is taught, with its runs, for search engines (https://schema.org/Course, and what Google asks of one:
 * https://developers.google.com/search/docs/appearance/structured-data/course-info).
 * @param about  the course; of a class that belongs to none, the class itself
 * @param path  of its page
 */
export const courseData = (
  site: DataSite,
  about: WithCover & Pick<Course, 'title' | 'summary' | 'description'> & { code?: string | undefined },
  path: string,
  runs: readonly CourseRun[],
): Record<string, unknown> => ({
  '@context': 'https://schema.org',
  '@type': 'Course',
  name: about.title,
  description: about.summary || about.description.split('\n')[0] || about.title,
  url: `${site.siteUrl}${path}`,
  image: pictureUrl(site, about),
  inLanguage: 'en',
  ...(about.code ? { courseCode: about.code } : {}),
  provider: organizationData(site),
  ...(runs.length > 0
    ? { offers: runs.flatMap(({ offers }) => offers), hasCourseInstance: runs.map((run) => instanceData(site, run)) }
    : {}),
})
