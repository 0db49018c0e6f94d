import { type Event, sessionsOf } from '@lectern/core/catalog'
import { formatOffset, type Reminder, type Timetable } from '@lectern/core/reminders'
import { formatInstant, formatSessionWhen } from '@lectern/core/schedule'
import type { State } from '../../../components/state-badge.tsx'

type Face = { state: State; words: string }

/** Where a reminder stands, as its organizer reads it. */
export const faceOf = ({ kind, state, partsLeft, cutOff }: Reminder): Face => {
  if (state === 'planned') return { state: 'scheduled', words: 'Planned' }
  if (state === 'skipped') return { state: 'paused', words: 'Skipped' }
  if (state === 'passed')
    return { state: 'ended', words: kind === 'before' ? 'Too late to schedule' : 'Nothing to ship' }
  if (state === 'missed') return { state: 'failed', words: 'Missed' }
  if (kind === 'certificates') return { state: 'sent', words: 'Ready' }
  if ((partsLeft ?? 0) > 0) return { state: 'live', words: 'Sending' }
  return cutOff ? { state: 'failed', words: 'Partly sent; the rest was too late' } : { state: 'sent', words: 'Sent' }
}

const formatWhat = ({ kind, minutes }: Reminder): string => {
  if (kind === 'materials') return 'Recording and handouts'
  return kind === 'session-over' ? 'After the session, to instructors' : formatOffset(minutes)
}

/** "1 day before", and of what: the session by its time, when there are several. */
export const whatOf = (event: Event, reminder: Reminder): { what: string; about?: string } => {
  const afterwards = 'Two hours after the last session'
  if (reminder.kind === 'how-was-it') return { what: 'How was it?', about: afterwards }
  if (reminder.kind === 'certificates')
    return { what: 'Certificates', about: `${afterwards}, to people who earned one` }
  const session = sessionsOf(event, { admin: true }).find((one) => one.id === reminder.session)
  if (!session) return { what: formatWhat(reminder) }
  const about = [session.title, formatSessionWhen(session)].filter(Boolean).join(', ')
  return { what: formatWhat(reminder), about }
}

/** `23 people`, `one person`, `no one`, `more than 200 people`. */
export const formatPeople = ({ people, more }: Timetable['estimate']): string => {
  if (more) return `more than ${people} people`
  if (people === 0) return 'no one'
  return people === 1 ? 'one person' : `${people} people`
}

/** To how many it went, or would go if it were now. */
export const reachOf = (reminder: Reminder, estimate: Timetable['estimate']): string => {
  if (reminder.kind === 'certificates') return ''
  if (reminder.state === 'started') return formatPeople({ people: reminder.sent ?? 0, more: false })
  if (reminder.state !== 'planned') return ''
  return reminder.kind === 'session-over' ? 'those who teach' : `${formatPeople(estimate)} by now`
}

export const momentOf = (event: Event, reminder: Reminder): string => formatInstant(reminder.dueAt, event.zone)
