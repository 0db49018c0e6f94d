import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { sortSessions } from '@lectern/core/schedule'
import { type Assignment, isOver, type OfficeHour, type Submission } from '@lectern/core/teaching'
import { Avatar } from '../../components/avatar.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { sessionTitle, stateOfSession } from '../class/class-words.ts'
import { slotWhen } from '../class/office-hours-part.tsx'
import { formatMoment, plural } from '../event-words.ts'
import { addressOfClass } from './teach-page.tsx'

/** A class as its teacher finds it. */
export type Seen = {
  event: Event
  materials: SessionMaterial[]
  assignments: Assignment[]
  slots: OfficeHour[]
  waiting: { work: Submission[]; more: boolean }
  now: Instant
}

type Task = { href: string; words: string }

/** What else waits for anyone who teaches, what is longest overdue first. */
export const tasksOf = ({ event, materials, slots, now }: Seen): Task[] => {
  const address = addressOfClass(event)
  const missing = sessionsOf(event).filter(
    (session) =>
      event.recording === 'always' &&
      stateOfSession(session, now) === 'past' &&
      !materials.some((one) => one.session === session.id && one.kind === 'recording'),
  )
  const booked = slots.filter((slot) => slot.booking && !isOver(slot, now)).length
  return [
    ...sortSessions(missing).map((session) => ({
      href: `${address}/materials?session=${session.id}`,
      words: `No recording yet: ${sessionTitle(event, session)}`,
    })),
    ...(booked > 0
      ? [{ href: `${address}/office-hours`, words: `${plural(booked, 'office hour')} booked with you` }]
      : []),
  ]
}

/** What is missing, as links to where it's mended. */
export const Tasks = ({ tasks }: { tasks: readonly Task[] }) =>
  tasks.length === 0 ? null : (
    <section class="panel">
      <h2>To do</h2>
      <ul class="lines">
        {tasks.map(({ href, words }) => (
          <li>
            <TextLink href={href}>{words}</TextLink>
          </li>
        ))}
      </ul>
    </section>
  )

/** So many pieces of work are named; the others are a click away. */
const shownWork = 3

/** The work that nobody has answered yet, the oldest first. */
export const Waiting = ({ seen: { event, waiting, assignments, now } }: { seen: Seen }) => {
  const address = `${addressOfClass(event)}/assignments`
  const titles = new Map(assignments.map(({ id, title }) => [id, title]))
  const { length } = waiting.work
  return (
    <section class="panel" id="work">
      <h2>
        Work to review {length > 0 && <span class="badge badge-ending">{`${length}${waiting.more ? '+' : ''}`}</span>}
      </h2>
      {length === 0 ? (
        <p class="small muted">You’re all caught up.</p>
      ) : (
        <ul class="lines">
          {waiting.work.slice(0, shownWork).map(({ assignment, person, name, at }) => (
            <li>
              <Avatar name={name} />
              <div class="grow">
                <b class="strong break-words">{name}</b>
                <p>
                  {titles.get(assignment)}, {formatMoment(at, event.zone, now)}
                </p>
              </div>
              <ButtonLink size="small" href={`${address}/${assignment}/work/${person}`}>
                Review<span class="sr-only"> {name}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
      {length > shownWork && (
        <a class="quiet-link" href={address}>
          {waiting.more ? 'All of it' : `All ${length}`}
        </a>
      )}
    </section>
  )
}

export const OfficeHours = ({ seen: { event, slots, now } }: { seen: Seen }) => {
  const ahead = slots.filter((slot) => !isOver(slot, now))
  return (
    <section>
      <div class="section-head">
        <h2>Office hours</h2>
        <a class="quiet-link" href={`${addressOfClass(event)}/office-hours`}>
          {ahead.length === 0 ? 'Add times' : 'See all'}
        </a>
      </div>
      {ahead.length === 0 ? (
        <p class="small muted">No times ahead.</p>
      ) : (
        <ul class="lines lines-ruled">
          {ahead.slice(0, shownWork).map((slot) => (
            <li>
              <div class="grow">
                <b class="strong nums">{slotWhen(slot, event, now)}</b>
                <p>{slot.booking ? 'Booked' : 'Open'}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
