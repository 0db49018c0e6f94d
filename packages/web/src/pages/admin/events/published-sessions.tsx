import { type Event, sessionsOf } from '@lectern/core/catalog'
import { formatSessionWhen, sessionTimes } from '@lectern/core/schedule'
import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { shownRows, typedAt } from '../../../forms/typed.ts'
import { SessionFields, SessionHeads } from './session-fields.tsx'

type Props = { saved: Event; now: string }

const SessionRow = ({ saved, now, row, number }: Props & { row: string; number: number }) => {
  const session = sessionsOf(saved, { admin: true }).find(({ id }) => id === typedAt(`${row}.session`))
  const over = session !== undefined && sessionTimes(session).endsAt <= now
  return (
    <fieldset>
      <legend class="sr-only">{session ? `Session ${number}` : `New session ${number}`}</legend>
      <HiddenFields
        values={{
          [`${row}.session`]: session?.id,
          ...(over
            ? { [`${row}.startsAt`]: session.startsAt, [`${row}.durationMinutes`]: String(session.durationMinutes) }
            : {}),
        }}
      />
      <SessionFields
        row={row}
        number={number}
        fixed={over ? `${formatSessionWhen(session, { year: true })} · ended` : undefined}
        more={session && !over && <Checkbox name={`${row}.callOff`} label={`Cancel session ${number}`} />}
      />
    </fieldset>
  )
}

/** The sessions of a published event: each can be changed or called off, and rows at the end add more. */
export const PublishedSessions = (props: Props) => (
  <div>
    <p class="muted">
      New titles and agendas show at once. When you move, add, or cancel a session, we email everyone who’s registered.
      You’ll see who before you save. Empty rows at the end add sessions.
    </p>
    <div class="rowset rowset-sessions">
      <SessionHeads />
      {shownRows('sessions', 3).map((row, index) => (
        <SessionRow {...props} row={row} number={index + 1} />
      ))}
    </div>
  </div>
)
