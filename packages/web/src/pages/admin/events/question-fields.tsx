import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'

type Props = { typed: Typed }

const types = [
  { value: 'text', label: 'Free text' },
  { value: 'choice', label: 'Multiple choice' },
  { value: 'consent', label: 'Checkbox' },
]

const QuestionRow = ({ typed, index }: Props & { index: number }) => {
  const row = `questions.${index}`
  return (
    <fieldset class={index === 0 ? 'grid gap-3' : 'grid gap-3 border-t border-base-300 pt-4'}>
      <legend class="sr-only">Question {index + 1}</legend>
      <div class="grid gap-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
        <TextInput
          name={`${row}.label`}
          label={`Question ${index + 1}`}
          optional="unsaid"
          value={typed.text(`${row}.label`)}
        />
        <Select
          name={`${row}.type`}
          label="Answer type"
          optional="unsaid"
          options={types}
          value={typed.text(`${row}.type`)}
        />
      </div>
      <TextArea
        name={`${row}.options`}
        label="Choices"
        hint="One per line, for multiple choice only"
        optional
        rows={2}
        value={typed.text(`${row}.options`)}
      />
      <Checkbox name={`${row}.required`} label="Required" checked={typed.text(`${row}.required`) === 'yes'} />
      <HiddenFields values={{ [`${row}.id`]: typed.text(`${row}.id`) || undefined }} />
    </fieldset>
  )
}

/** What each attendee is asked, beside name and address. */
export const QuestionFields = ({ typed }: Props) => (
  <Panel title="Questions for attendees">
    {Array.from({ length: typed.count('questions') + 2 }, (_, index) => (
      <QuestionRow typed={typed} index={index} />
    ))}
  </Panel>
)
