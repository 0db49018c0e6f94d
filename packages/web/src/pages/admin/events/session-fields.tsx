import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { typedAt } from '../../../forms/typed.ts'

type Props = { row: string; number: number; fixed?: boolean }

/** What a session is: when it starts, how long it takes, its title and agenda; without its times where they are fixed. */
export const SessionFields = ({ row, number, fixed = false }: Props) => (
  <>
    <div class="grid gap-4 sm:grid-cols-[17rem_7rem_minmax(0,1fr)]">
      {!fixed && (
        <>
          <TextInput
            name={`${row}.startsAt`}
            label={`Session ${number} starts`}
            type="datetime-local"
            optional="unsaid"
          />
          <TextInput
            name={`${row}.durationMinutes`}
            label="Minutes"
            inputmode="numeric"
            optional="unsaid"
            value={typedAt(`${row}.durationMinutes`) || typedAt('durationMinutes')}
          />
        </>
      )}
      <TextInput name={`${row}.title`} label="Title" optional />
    </div>
    <TextArea name={`${row}.summary`} label="Agenda" optional rows={2} />
  </>
)
