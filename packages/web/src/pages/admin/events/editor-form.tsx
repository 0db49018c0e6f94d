import type { Course, Event, EventUpdate, Instructor } from '@lectern/core/catalog'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Island } from '../../../components/island.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { errorAt } from '../../../forms/errors.ts'
import { Columns } from '../../../layout/columns.tsx'
import { CoverFields } from '../cover-fields.tsx'
import { formatPeople } from '../reminders/reminder-words.ts'
import { AboutFields } from './about-fields.tsx'
import { type Asked, ChangeNotice, formatUpdate, toldOf } from './change-notice.tsx'
import { type drawCards, type Live, LivePreview } from './live-card.tsx'
import { EventPreview } from './preview.tsx'
import { PromiseFields } from './promise-fields.tsx'
import { QuestionFields } from './question-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { TicketFields } from './ticket-fields.tsx'

export type EditorProps = {
  saved?: Event | undefined
  courses: readonly Course[]
  instructors: readonly Instructor[]
  preview?: Event | undefined
  /** What the form comes to, or what is saved while it comes to nothing. */
  live?: Live | undefined
  cards?: ReturnType<typeof drawCards> | undefined
  asked?: Asked | undefined
  now: string
}

type EditorBarProps = {
  saved?: Event | undefined
  preview?: { event: Event; update?: EventUpdate | undefined } | undefined
  /** Whom saving emails, where that is known. */
  told?: Asked | undefined
}

const asUsual = { value: '', label: 'Default for its kind' }

const InstructorFields = ({ instructors }: Pick<EditorProps, 'instructors'>) => {
  const error = errorAt('instructors')
  return (
    <fieldset class="grid gap-1">
      <legend class="label mb-1.5">Instructors</legend>
      {instructors.length === 0 && (
        <p class="text-sm text-muted">
          None yet. <TextLink href="/admin/instructors/new">Add an instructor</TextLink> first.
        </p>
      )}
      <div class="grid gap-x-6 sm:grid-cols-2">
        {instructors.map(({ slug, name }, index) => (
          <Checkbox
            name="instructors"
            id={index === 0 ? 'field-instructors' : `field-instructors-${slug}`}
            value={slug}
            label={name}
          />
        ))}
      </div>
      {error !== undefined && <p class="error">{error}</p>}
    </fieldset>
  )
}

const PlaceFields = ({ instructors }: Pick<EditorProps, 'instructors'>) => (
  <Panel title="Place and people" id="place">
    <Columns>
      <TextInput name="venueName" label="Venue" hint="Leave blank for online" optional />
      <TextInput name="venueAddress" label="Venue address" hint="Street, city, and state" optional />
    </Columns>
    <TextInput
      name="joinUrl"
      label="Where to join online"
      hint="Only people who registered see it"
      type="url"
      optional
    />
    <InstructorFields instructors={instructors} />
  </Panel>
)

const RuleFields = ({ saved }: Pick<EditorProps, 'saved'>) => {
  const usual = saved === undefined ? [asUsual] : []
  return (
    <Panel title="Access and recording" id="access">
      <RadioGroup
        name="access"
        label="Who can register"
        optional="unsaid"
        options={[
          ...usual.map((option) => ({ ...option, hint: 'Everyone, or members for a breakout' })),
          { value: 'everyone', label: 'Everyone' },
          { value: 'members', label: 'Members of the community' },
          { value: 'invited', label: 'Invited people', hint: 'No one else can see it' },
        ]}
      />
      <TextArea name="invited" label="Invited email addresses" hint="One per line" optional rows={3} />
      <Columns>
        <Select
          name="recording"
          label="Recording"
          optional="unsaid"
          options={[...usual, { value: 'always', label: 'Recorded' }, { value: 'never', label: 'Not recorded' }]}
        />
        <Select
          name="recordingAccess"
          label="Who can watch the recording"
          hint="Once the event has ended. Events for members or invited people stay among them."
          optional="unsaid"
          options={[
            { value: 'registered', label: 'People who registered before' },
            { value: 'anyone-who-registers', label: 'Anyone who registers, also afterward' },
            { value: 'public', label: 'Anyone' },
          ]}
        />
        <Select
          name="includedInMembership"
          label="All-access membership"
          optional="unsaid"
          options={[...usual, { value: 'yes', label: 'Included' }, { value: 'no', label: 'Not included' }]}
        />
      </Columns>
    </Panel>
  )
}

const sections = [
  { id: 'basics', label: 'Basics' },
  { id: 'sessions', label: 'Sessions' },
  { id: 'tickets', label: 'Tickets' },
  { id: 'place', label: 'Place' },
  { id: 'access', label: 'Access' },
  { id: 'page', label: 'On the page' },
  { id: 'questions', label: 'Questions' },
  { id: 'cover', label: 'Cover' },
  { id: 'live', label: 'Preview' },
] as const

/** Leads to the parts of the form, and to what of an event has pages of its own. */
const Sections = ({ saved }: Pick<EditorProps, 'saved'>) => (
  <nav class="editor-nav" aria-label="Sections">
    <ul>
      {sections.map(({ id, label }) => (
        <li>
          <a href={`#${id}`}>{label}</a>
        </li>
      ))}
      {saved && (
        <>
          <li>
            <a href={`/teach/${saved.slug}/materials`}>Materials</a>
          </li>
          <li>
            <a href={`/admin/events/${saved.slug}/reminders`}>Reminders</a>
          </li>
        </>
      )}
    </ul>
  </nav>
)

/** What an organizer decides about an event, within the form of its editor, and beside it what people will see. */
export const EventEditor = ({ saved, courses, instructors, preview, live, cards, asked, now }: EditorProps) => (
  <>
    {asked && preview && <ChangeNotice event={preview} asked={asked} />}
    <HiddenFields typed={['revision']} />
    <div class="editor">
      <Sections saved={saved} />
      <div class="fields">
        <AboutFields saved={saved} courses={courses} />
        <ScheduleFields saved={saved} now={now} />
        <TicketFields />
        <PlaceFields instructors={instructors} />
        <RuleFields saved={saved} />
        <PromiseFields />
        <QuestionFields />
        <CoverFields saved={saved} />
        <div data-part="means">{live && <EventPreview event={live.event} now={now} />}</div>
      </div>
      <LivePreview live={live} cards={cards} now={now} />
    </div>
    <Island name="price-preview" />
  </>
)

/** What saving does, and the buttons: one shows what it would come to, the other says whom it emails. */
export const EditorBar = ({ saved, preview, told }: EditorBarProps) => (
  <>
    <p data-part="told" role="status">
      {told && preview?.update ? (
        <>
          <b class="strong">{formatUpdate(preview.event, preview.update).join(' ')}</b>{' '}
          <span class="muted">
            {formatPeople(told.reach)} will get an email with an update for their calendar.
            {told.notes.map((note) => ` ${note}`)}
          </span>
        </>
      ) : (
        <span class="muted">
          {saved === undefined
            ? 'Only admins see the draft until you publish it.'
            : saved.status === 'draft'
              ? 'It stays a draft until you publish it.'
              : 'Changes show as soon as you save.'}
        </span>
      )}
    </p>
    <div class="actions" data-part="save">
      {told && preview?.update && <HiddenFields values={{ told: toldOf(preview.event, told) }} />}
      <SubmitButton look="plain" size="small" name="intent" value="preview">
        Preview
      </SubmitButton>
      <SubmitButton size="small" name="intent" value="save" busy="Saving…">
        {told && preview?.update
          ? `Save and email ${formatPeople(told.reach)}`
          : saved === undefined
            ? 'Save as draft'
            : 'Save'}
      </SubmitButton>
    </div>
  </>
)
