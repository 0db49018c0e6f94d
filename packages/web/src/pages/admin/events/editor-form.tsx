import type { Course, Event, Instructor } from '@lectern/core/catalog'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { PreviewAndSave } from '../../../components/preview-and-save.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { errorAt } from '../../../forms/errors.ts'
import { Columns } from '../../../layout/columns.tsx'
import { CoverFields } from '../cover-fields.tsx'
import { AboutFields } from './about-fields.tsx'
import { type Asked, ChangeNotice } from './change-notice.tsx'
import { EventPreview } from './preview.tsx'
import { QuestionFields } from './question-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { TicketFields } from './ticket-fields.tsx'

export type EditorProps = {
  saved?: Event | undefined
  courses: readonly Course[]
  instructors: readonly Instructor[]
  preview?: Event | undefined
  asked?: Asked | undefined
  now: string
}

const asUsual = { value: '', label: 'Default for its kind' }

const InstructorFields = ({ instructors }: Pick<EditorProps, 'instructors'>) => {
  const error = errorAt('instructors')
  return (
    <fieldset class="grid gap-1">
      <legend class="mb-1.5 font-medium">Instructors</legend>
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
      {error !== undefined && <p class="text-sm font-medium text-error">{error}</p>}
    </fieldset>
  )
}

const PlaceFields = ({ instructors }: Pick<EditorProps, 'instructors'>) => (
  <Panel title="Place and access">
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
    <Panel title="Access and recording">
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

export const EditorActions = ({ saved }: Pick<EditorProps, 'saved'>) => (
  <PreviewAndSave save={saved === undefined ? 'Save as draft' : 'Save'} />
)

/** What an organizer decides about an event, within the form of its editor. */
export const EventEditor = ({ saved, courses, instructors, preview, asked, now }: EditorProps) => (
  <>
    {asked && preview && <ChangeNotice event={preview} asked={asked} />}
    {preview && !asked && <EventPreview event={preview} now={now} />}
    <HiddenFields typed={['revision']} />
    <AboutFields saved={saved} courses={courses} />
    <ScheduleFields saved={saved} now={now} />
    <TicketFields />
    <PlaceFields instructors={instructors} />
    <RuleFields saved={saved} />
    <QuestionFields />
    <CoverFields saved={saved} />
    <EditorActions saved={saved} />
  </>
)
