import type { Child } from 'hono/jsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { errorAt } from '../../../forms/errors.ts'
import { typedAt } from '../../../forms/typed.ts'

type Props = {
  row: string
  number: number
  /** Said in place of its times, which can't change any more. */
  fixed?: string | undefined
  /** What else can be decided about it. */
  more?: Child
}

/** The heads of the columns, where there's room for them; elsewhere each field says its own. */
export const SessionHeads = () => (
  <div class="rowset-head" aria-hidden="true">
    <span>Starts</span>
    <span>Minutes</span>
    <span>Title</span>
  </div>
)

/** An agenda is closed up behind its first words, and open while something is wrong with it. */
const Agenda = ({ row, number }: Pick<Props, 'row' | 'number'>) => {
  const text = typedAt(`${row}.summary`)
  return (
    <details class="row-agenda" open={errorAt(`${row}.summary`) !== undefined}>
      <summary>
        <span class="text-link">{text === '' ? 'Add an agenda' : 'Agenda'}</span>
        <span class="sr-only"> of session {number}</span>
        {text !== '' && <span class="muted row-words">{text}</span>}
      </summary>
      <TextArea name={`${row}.summary`} label="Agenda" optional rows={2} />
    </details>
  )
}

/** Who alone may know of it; open while there's a list, or something is wrong with it. */
const Guests = ({ row, number }: Pick<Props, 'row' | 'number'>) => (
  <details class="row-agenda" open={typedAt(`${row}.invited`) !== '' || errorAt(`${row}.invited`) !== undefined}>
    <summary>
      <span class="text-link">By invitation only</span>
      <span class="sr-only"> session {number}</span>
    </summary>
    <TextArea
      name={`${row}.invited`}
      label="Who is invited"
      hint="Email addresses, one per line. Nobody else can see this session."
      optional
      rows={3}
    />
  </details>
)

/** What a session is: when it starts, how long it takes, its title and agenda; without its times where they are fixed. */
export const SessionFields = ({ row, number, fixed, more }: Props) => (
  <>
    <div class="rowset-row">
      {fixed === undefined ? (
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
      ) : (
        <p class="muted nums rowset-fixed">{fixed}</p>
      )}
      <TextInput name={`${row}.title`} label="Title" optional />
    </div>
    <div class="row-more">
      <Agenda row={row} number={number} />
      <Guests row={row} number={number} />
      {more}
    </div>
  </>
)
