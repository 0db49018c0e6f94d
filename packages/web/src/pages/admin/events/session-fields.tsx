import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'

type Props = { typed: Typed; row: string; number: number; fixed?: boolean }

/** What a session is: when it starts, how long it takes, its title and agenda; without its times where they are fixed. */
export const SessionFields = ({ typed, row, number, fixed = false }: Props) => (
  <>
    <div class="grid gap-4 sm:grid-cols-[17rem_7rem_minmax(0,1fr)]">
      {!fixed && (
        <>
          <TextInput
            name={`${row}.startsAt`}
            label={`Session ${number} starts`}
            type="datetime-local"
            optional="unsaid"
            value={typed.text(`${row}.startsAt`)}
          />
          <TextInput
            name={`${row}.durationMinutes`}
            label="Minutes"
            inputmode="numeric"
            optional="unsaid"
            value={typed.text(`${row}.durationMinutes`) || typed.text('durationMinutes')}
          />
        </>
      )}
      <TextInput name={`${row}.title`} label="Title" optional value={typed.text(`${row}.title`)} />
    </div>
    <TextArea name={`${row}.summary`} label="Agenda" optional rows={2} value={typed.text(`${row}.summary`)} />
  </>
)
