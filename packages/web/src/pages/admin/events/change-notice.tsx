import { type Event, type EventUpdate, sessionsOf } from '@lectern/core/catalog'
import type { Timetable } from '@lectern/core/reminders'
import { formatSessionWhen } from '@lectern/core/schedule'
import { Notice } from '../../../components/notice.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { formatPeople } from '../reminders/reminder-words.ts'

/** What saving does beyond the page: whom it tells of what, and what else to know. */
export type Asked = { reach: Timetable['estimate']; update?: EventUpdate | undefined; notes: readonly string[] }

const placeOf = (venue: Event['venue'] | null): string =>
  venue ? [venue.name, venue.address].filter(Boolean).join(', ') : 'online'

const linkLabels = {
  changed: 'The join link changes.',
  new: 'There’s a new join link.',
  gone: 'The join link is removed.',
}

export const formatUpdate = (event: Event, { moved, added, calledOff, venue, joinUrl }: EventUpdate): string[] => {
  const sessions = new Map(sessionsOf(event, { admin: true }).map((session) => [session.id, session]))
  const when = (id: string): string => {
    const session = sessions.get(id)
    return session ? formatSessionWhen(session, { year: true }) : ''
  }
  return [
    ...moved.flatMap(({ session: id, from }) => {
      const session = sessions.get(id)
      return session ? [`Moved from ${formatSessionWhen({ ...session, ...from }, { year: true })} to ${when(id)}`] : []
    }),
    ...added.map((id) => `New session: ${when(id)}`),
    ...calledOff.map((id) => `Canceled: ${when(id)}`),
    ...(venue ? [`The place changes from ${placeOf(venue.from)} to ${placeOf(venue.to)}`] : []),
    ...(joinUrl ? [linkLabels[joinUrl]] : []),
  ]
}

/** What was said beside the button that saves, word for word: saved without asking again only while it's still true. */
export const toldOf = (event: Event, { reach, update, notes }: Asked): string =>
  [formatPeople(reach), ...(update ? formatUpdate(event, update) : []), ...notes].join(' ')

/** Asks before a save that reaches people; what was typed is still in the form below. */
export const ChangeNotice = ({ event, asked }: { event: Event; asked: Asked }) => {
  const { reach, update, notes } = asked
  const tells = update !== undefined
  return (
    <Notice tone="warning" title={tells ? `We’ll email ${formatPeople(reach)}` : 'Before you save'}>
      {update && (
        <>
          <ul class="list-disc pl-5">
            {formatUpdate(event, update).map((words) => (
              <li>{words}</li>
            ))}
          </ul>
          <p>Each of them gets one email with an update for their calendar.</p>
        </>
      )}
      {notes.map((note) => (
        <p>{note}</p>
      ))}
      <div class="mt-3">
        <SubmitButton name="intent" value="confirmed" busy="Saving…">
          {tells ? `Save and email ${formatPeople(reach)}` : 'Save'}
        </SubmitButton>
      </div>
    </Notice>
  )
}
