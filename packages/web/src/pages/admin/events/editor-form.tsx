import type { Course, Event, Instructor } from '@lectern/core/catalog'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { errorAt } from '../../../forms/errors.ts'
import type { Typed } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'
import { AboutFields } from './about-fields.tsx'
import { type Asked, ChangeNotice } from './change-notice.tsx'
import { EventPreview } from './preview.tsx'
import { QuestionFields } from './question-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { TicketFields } from './ticket-fields.tsx'

export type EditorProps = {
  typed: Typed
  saved?: Event | undefined
  courses: readonly Course[]
  instructors: readonly Instructor[]
  preview?: Event | undefined
  asked?: Asked | undefined
  now: string
}

const asUsual = { value: '', label: 'Default for its kind' }

const InstructorFields = ({ typed, instructors }: EditorProps) => {
  const chosen = typed.all('instructors')
  const error = errorAt('instructors')
  return (
    <fieldset class="grid gap-1">
      <legend class="mb-1.5 font-medium">Instructors</legend>
      {instructors.length === 0 && (
        <p class="text-sm text-muted">
          None yet.{' '}
          <a class="text-link" href="/admin/instructors/new">
            Add an instructor
          </a>{' '}
          first.
        </p>
      )}
      <div class="grid gap-x-6 sm:grid-cols-2">
        {instructors.map(({ slug, name }, index) => (
          <Checkbox
            name="instructors"
            id={index === 0 ? 'field-instructors' : `field-instructors-${slug}`}
            value={slug}
            label={name}
            checked={chosen.includes(slug)}
          />
        ))}
      </div>
      {error !== undefined && <p class="text-sm font-medium text-error">{error}</p>}
    </fieldset>
  )
}

const PlaceFields = (props: EditorProps) => {
  const { typed } = props
  return (
    <Panel title="Place and access">
      <Columns>
        <TextInput
          name="venueName"
          label="Venue"
          hint="Leave blank for online"
          optional
          value={typed.text('venueName')}
        />
        <TextInput
          name="venueAddress"
          label="Address of the venue"
          hint="Street, city, and state"
          optional
          value={typed.text('venueAddress')}
        />
      </Columns>
      <TextInput
        name="joinUrl"
        label="Where to join online"
        hint="Only people who registered see it"
        type="url"
        optional
        value={typed.text('joinUrl')}
      />
      <InstructorFields {...props} />
    </Panel>
  )
}

const RuleFields = ({ typed, saved }: EditorProps) => {
  const usual = saved === undefined ? [asUsual] : []
  return (
    <Panel title="Access and recording">
      <RadioGroup
        name="access"
        label="Who can register"
        optional="unsaid"
        value={typed.text('access')}
        options={[
          ...usual.map((option) => ({ ...option, hint: 'Everyone, or members for a breakout' })),
          { value: 'everyone', label: 'Everyone' },
          { value: 'members', label: 'Members of the community' },
          { value: 'invited', label: 'Invited people', hint: 'No one else can see it' },
        ]}
      />
      <TextArea
        name="invited"
        label="Invited email addresses"
        hint="One per line"
        optional
        rows={3}
        value={typed.text('invited')}
      />
      <Columns>
        <Select
          name="recording"
          label="Recording"
          optional="unsaid"
          options={[...usual, { value: 'always', label: 'Recorded' }, { value: 'never', label: 'Not recorded' }]}
          value={typed.text('recording')}
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
          value={typed.text('recordingAccess')}
        />
        <Select
          name="includedInMembership"
          label="All-access membership"
          optional="unsaid"
          options={[...usual, { value: 'yes', label: 'Included' }, { value: 'no', label: 'Not included' }]}
          value={typed.text('includedInMembership')}
        />
      </Columns>
    </Panel>
  )
}

const Actions = ({ saved }: Pick<EditorProps, 'saved'>) => (
  <div class="flex flex-wrap gap-2">
    <SubmitButton look="plain" name="intent" value="preview">
      Preview
    </SubmitButton>
    <SubmitButton name="intent" value="save" busy="Saving…">
      {saved === undefined ? 'Save as draft' : 'Save'}
    </SubmitButton>
  </div>
)

/** The editor of an event, whole: everything that an organizer decides, in one form. */
export const EventEditor = (props: EditorProps) => {
  const { saved, typed, preview, asked, now } = props
  return (
    <form
      class="grid grid-cols-[minmax(0,1fr)] gap-5"
      method="post"
      action={saved === undefined ? '/admin/events/new' : `/admin/events/${saved.slug}/edit`}
      novalidate
    >
      <PageHeading size="work" title={saved?.title ?? 'New event'} actions={<Actions saved={saved} />}>
        {saved === undefined ? 'Only admins see the draft until you publish it.' : 'Changes take effect when you save.'}
      </PageHeading>
      <ErrorSummary />
      {asked && preview && <ChangeNotice event={preview} asked={asked} />}
      {preview && !asked && <EventPreview event={preview} now={now} />}
      <HiddenFields values={{ revision: typed.text('revision') || undefined }} />
      <AboutFields {...props} />
      <ScheduleFields {...props} />
      <TicketFields typed={typed} />
      <PlaceFields {...props} />
      <RuleFields {...props} />
      <QuestionFields typed={typed} />
      <Actions saved={saved} />
    </form>
  )
}
