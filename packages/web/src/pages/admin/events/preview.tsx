import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { formatDate, formatTime, formatZone, type Session, sessionTimes } from '@lectern/core/schedule'
import { KeyValue } from '../../../components/key-value.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { elsewhereSentence, eventFacts, scheduleNotes, scheduleSentence } from './event-words.ts'

type Row = { number: number; session: Session }

const at = (zone: string) => (row: Row) => {
  const { startsAt } = sessionTimes(row.session)
  const other = formatDate(startsAt, zone) !== formatDate(startsAt, row.session.zone)
  return `${formatTime(startsAt, zone)}${other ? ` (${formatDate(startsAt, zone).slice(0, 3)})` : ''}`
}

const columnsFor = (zone: string, now: Instant): Column<Row>[] => {
  const others = [
    ['America/New_York', 'New York'],
    ['Europe/London', 'London'],
    ['UTC', 'UTC'],
  ].filter(([name]) => name !== zone)
  return [
    {
      key: 'session',
      label: 'Session',
      cell: ({ number, session }) => (session.title === undefined ? `${number}` : `${number}. ${session.title}`),
    },
    {
      key: 'date',
      label: 'Date',
      cell: ({ session }) => formatDate(sessionTimes(session).startsAt, session.zone, { year: true }),
    },
    { key: 'here', label: formatZone(zone, now), cell: at(zone) },
    ...others.map(([name = 'UTC', label = name]) => ({ key: name, label, cell: at(name) })),
  ]
}

/** What a form would make of an event, in words and in the times of several places; nothing is saved yet. */
export const EventPreview = ({ event, now }: { event: Event; now: Instant }) => {
  const notes = scheduleNotes(event, now)
  const also = elsewhereSentence(event)
  return (
    <Panel title="What this means" id="preview">
      <div class="grid gap-1">
        <p class="font-medium">{scheduleSentence(sessionsOf(event, { admin: true }), now)}</p>
        {also !== undefined && <p>{also}</p>}
      </div>
      {notes.map((note) => (
        <Notice tone="warning">{note}</Notice>
      ))}
      <KeyValue look="ruled" facts={eventFacts(event)} />
      {sessionsOf(event, { admin: true }).length > 0 && (
        <div class="-mx-5 min-w-0 md:-mx-6">
          <Table
            caption="Sessions in several time zones"
            columns={columnsFor(event.zone, now)}
            rows={sessionsOf(event, { admin: true }).map((session, index) => ({ number: index + 1, session }))}
          />
        </div>
      )}
    </Panel>
  )
}
