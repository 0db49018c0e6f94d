import { Panel } from '../../../components/panel.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownRows } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'

const QuestionRow = ({ row, number }: { row: string; number: number }) => (
  <fieldset class="rows-row">
    <legend class="sr-only">Question and answer {number}</legend>
    <TextInput name={`${row}.question`} label={`Question ${number}`} optional="unsaid" maxlength={200} />
    <TextArea name={`${row}.answer`} label={`Answer ${number}`} optional="unsaid" rows={2} maxlength={1500} />
  </fieldset>
)

const VoiceRow = ({ row, number }: { row: string; number: number }) => (
  <fieldset class="rows-row">
    <legend class="sr-only">Testimonial {number}</legend>
    <TextArea name={`${row}.quote`} label={`Quote ${number}`} optional="unsaid" rows={2} maxlength={600} />
    <Columns>
      <TextInput name={`${row}.name`} label="Who said it" optional="unsaid" maxlength={120} />
      <TextInput name={`${row}.role`} label="Role or company" optional maxlength={120} />
    </Columns>
  </fieldset>
)

/** What the event's page says to win and comfort its reader. */
export const PromiseFields = () => (
  <>
    <Panel title="On the page" id="page">
      <Columns>
        <TextArea name="audience" label="Who it’s for" hint="One per line, up to 12" optional rows={4} />
        <TextArea name="outcomes" label="What you’ll leave with" hint="One per line, up to 12" optional rows={4} />
      </Columns>
    </Panel>
    <Panel title="Questions and answers" id="faq">
      <p class="muted">What people ask before they register. We ignore blank rows; save to get more.</p>
      {shownRows('faq', 2).map((row, index) => (
        <QuestionRow row={row} number={index + 1} />
      ))}
    </Panel>
    <Panel title="Testimonials" id="testimonials">
      <p class="muted">Quote people word for word, with their permission.</p>
      {shownRows('testimonials', 1).map((row, index) => (
        <VoiceRow row={row} number={index + 1} />
      ))}
    </Panel>
  </>
)
