import type { Event } from '@lectern/core/catalog'
import { formatSessionWhen, sessionTimes } from '@lectern/core/schedule'
import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Errors } from '../form-errors.ts'
import type { Typed } from '../typed.ts'
import { spareRows } from './spare-rows.ts'

type Props = { typed: Typed; errors: Errors; saved: Event; now: string }

const Times = ({ typed, errors, row, number }: Props & { row: string; number: number }) => (
  <>
    <TextInput
      name={`${row}.startsAt`}
      label={`Session ${number} starts`}
      type="datetime-local"
      optional="unsaid"
      value={typed.text(`${row}.startsAt`)}
      error={errors.get(`${row}.startsAt`)}
    />
    <TextInput
      name={`${row}.durationMinutes`}
      label="Minutes"
      inputmode="numeric"
      optional="unsaid"
      value={typed.text(`${row}.durationMinutes`) || typed.text('durationMinutes')}
      error={errors.get(`${row}.durationMinutes`)}
    />
  </>
)

const SessionRow = (props: Props & { row: string; number: number }) => {
  const { typed, errors, saved, now, row, number } = props
  const session = saved.sessions.find(({ id }) => id === typed.text(`${row}.session`))
  const over = session !== undefined && sessionTimes(session).endsAt <= now
  return (
    <fieldset class="grid gap-3 border-t border-base-300 pt-4">
      <legend class="sr-only">{session ? `Session ${number}` : `New session ${number}`}</legend>
      <HiddenFields
        values={{
          [`${row}.session`]: session?.id,
          ...(over
            ? { [`${row}.startsAt`]: session.startsAt, [`${row}.durationMinutes`]: String(session.durationMinutes) }
            : {}),
        }}
      />
      {over && <p class="nums text-muted">{formatSessionWhen(session, { year: true })} · over</p>}
      <div class="grid gap-4 sm:grid-cols-[17rem_7rem_minmax(0,1fr)]">
        {!over && <Times {...props} />}
        <TextInput
          name={`${row}.title`}
          label="Title"
          optional
          value={typed.text(`${row}.title`)}
          error={errors.get(`${row}.title`)}
        />
      </div>
      <TextArea
        name={`${row}.summary`}
        label="Agenda"
        optional
        rows={2}
        value={typed.text(`${row}.summary`)}
        error={errors.get(`${row}.summary`)}
      />
      {session && !over && (
        <Checkbox
          name={`${row}.callOff`}
          label={`Call off session ${number}`}
          checked={typed.text(`${row}.callOff`) === 'yes'}
          error={errors.get(`${row}.callOff`)}
        />
      )}
    </fieldset>
  )
}

/** The sessions of a published event: each can be changed or called off, and rows at the end add more. */
export const PublishedSessions = (props: Props) => (
  <div class="grid gap-5">
    <p class="text-sm text-muted">
      New titles and agendas show at once. When you move, add, or call off a session, everyone who’s registered is told;
      you’ll see whom before it’s saved. Empty rows at the end add sessions.
    </p>
    {Array.from({ length: props.typed.count('sessions') + spareRows }, (_, index) => (
      <SessionRow {...props} row={`sessions.${index}`} number={index + 1} />
    ))}
  </div>
)
