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
  { value: 'choice', label: 'One of several answers' },
  { value: 'consent', label: 'A box to tick' },
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
          label="Answered with"
          optional="unsaid"
          options={types}
          value={typed.text(`${row}.type`)}
        />
      </div>
      <TextArea
        name={`${row}.options`}
        label="Answers to choose from"
        hint="One on each line; for one of several answers alone."
        optional
        rows={2}
        value={typed.text(`${row}.options`)}
      />
      <Checkbox name={`${row}.required`} label="Must be answered" checked={typed.text(`${row}.required`) === 'yes'} />
      <HiddenFields values={{ [`${row}.id`]: typed.text(`${row}.id`) || undefined }} />
    </fieldset>
  )
}

/** What each attendee is asked, beside name and address. */
export const QuestionFields = ({ typed }: Props) => (
  <Panel title="Questions to attendees">
    {Array.from({ length: typed.count('questions') + 2 }, (_, index) => (
      <QuestionRow typed={typed} index={index} />
    ))}
  </Panel>
)
