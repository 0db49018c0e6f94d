import { type Event, sessionsOf } from '@lectern/core/catalog'
import { RadioGroup } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownRows, typedAt } from '../../../forms/typed.ts'
import { zoneOptions } from '../../../forms/zones.ts'
import { Columns } from '../../../layout/columns.tsx'
import { scheduleSentence } from './event-words.ts'
import { PublishedSessions } from './published-sessions.tsx'
import { SessionFields, SessionHeads } from './session-fields.tsx'

type Props = { saved?: Event | undefined; now: string }

const planOptions = [
  { value: 'once', label: 'Once' },
  { value: 'daily', label: 'Daily', hint: 'On back-to-back days, like a conference' },
  { value: 'weekly', label: 'Weekly', hint: 'On the weekday of the first session' },
  { value: 'monthly', label: 'Monthly', hint: 'Same weekday each month, like the third Thursday' },
  { value: 'dates', label: 'Custom dates', hint: 'Each at the first session’s time' },
  { value: 'list', label: 'Session by session', hint: 'As listed below, each with its own time, title, and agenda' },
  { value: 'none', label: 'No dates yet' },
]

const SessionRow = ({ row, number }: { row: string; number: number }) => (
  <fieldset>
    <legend class="sr-only">Session {number}</legend>
    <SessionFields row={row} number={number} />
    <HiddenFields typed={[`${row}.zone`]} />
  </fieldset>
)

const Planning = ({ saved }: Pick<Props, 'saved'>) => {
  const options = planOptions.filter(
    ({ value }) => value !== 'none' || !saved || sessionsOf(saved, { admin: true }).length === 0,
  )
  return (
    <>
      <Select name="zone" label="Time zone" hint="For all times of this event" options={zoneOptions()} />
      <Columns>
        <RadioGroup name="plan" label="Schedule" optional="unsaid" options={options} />
        <div class="grid gap-5">
          <TextInput name="startsAt" label="First session starts" type="datetime-local" optional="unsaid" />
          <div class="grid grid-cols-2 gap-4">
            <TextInput name="durationMinutes" label="Minutes each" inputmode="numeric" optional="unsaid" />
            <TextInput name="count" label="Sessions" inputmode="numeric" optional="unsaid" />
          </div>
          <TextArea
            name="dates"
            label="More dates"
            hint="For custom dates. One per line, like 2024-05-07."
            optional
            rows={3}
          />
          <div>
            <SubmitButton look="plain" size="small" name="intent" value="expand" formnovalidate>
              List the sessions
            </SubmitButton>
            <p class="mt-2 text-sm text-muted">Then set each one’s time, title, and agenda.</p>
          </div>
        </div>
      </Columns>
      <details class="grid gap-4" open={typedAt('plan') === 'list'}>
        <summary class="text-link w-fit font-medium">Sessions</summary>
        <div class="rowset rowset-sessions mt-4">
          <SessionHeads />
          {shownRows('sessions', 3).map((row, index) => (
            <SessionRow row={row} number={index + 1} />
          ))}
        </div>
      </details>
    </>
  )
}

/** When it takes place: by a rule or session by session; of a published event, session by session. */
export const ScheduleFields = ({ saved, now }: Props) => (
  <Panel title="Sessions" id="sessions">
    {saved?.status === 'published' ? (
      <>
        <HiddenFields values={{ zone: saved.zone }} />
        <p>{scheduleSentence(sessionsOf(saved, { admin: true }), now)}</p>
        <PublishedSessions saved={saved} now={now} />
      </>
    ) : (
      <Planning saved={saved} />
    )}
  </Panel>
)
