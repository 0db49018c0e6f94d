import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownRows } from '../../../forms/typed.ts'

const types = [
  { value: 'text', label: 'Free text' },
  { value: 'choice', label: 'Multiple choice' },
  { value: 'consent', label: 'Checkbox' },
]

const QuestionRow = ({ row, number }: { row: string; number: number }) => (
  <fieldset class={number === 1 ? 'grid gap-3' : 'grid gap-3 border-t border-base-300 pt-4'}>
    <legend class="sr-only">Question {number}</legend>
    <div class="grid gap-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
      <TextInput name={`${row}.label`} label={`Question ${number}`} optional="unsaid" />
      <Select name={`${row}.type`} label="Answer type" optional="unsaid" options={types} />
    </div>
    <TextArea name={`${row}.options`} label="Choices" hint="One per line, for multiple choice only" optional rows={2} />
    <Checkbox name={`${row}.required`} label="Required" />
    <HiddenFields typed={[`${row}.id`]} />
  </fieldset>
)

/** What each attendee is asked, beside name and address. */
export const QuestionFields = () => (
  <Panel title="Questions for attendees" id="questions">
    {shownRows('questions', 2).map((row, index) => (
      <QuestionRow row={row} number={index + 1} />
    ))}
  </Panel>
)
