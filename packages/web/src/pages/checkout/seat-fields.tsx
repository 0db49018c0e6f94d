import type { Question } from '@lectern/core/catalog'
import { Checkbox, RadioGroup } from '../../components/choice.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { mayBeBuyers, type Seat, seatField, type Typed, type TypedSeat } from './typed.ts'

type QuestionProps = { question: Question; name: string; value: string }

/** One question of an event, as its type asks for it. */
export const QuestionField = ({ question, name, value }: QuestionProps) => {
  const { label, type, required, options = [] } = question
  const common = { name, label, optional: !required }
  if (type === 'consent') return <Checkbox name={name} label={label} checked={value === 'yes'} />
  if (type === 'text') return <TextInput {...common} value={value} maxlength={2000} />
  return (
    <Select
      {...common}
      value={value}
      prompt="Choose one"
      options={options.map((option) => ({ value: option, label: option }))}
    />
  )
}

type SeatProps = { seat: Seat; number: number; typed: TypedSeat; buyer: Typed['buyer'] }

/** Which person it is, and the button that takes them out. It sends the form, so that what was typed stays. */
const SeatHead = ({ seat, number }: Pick<SeatProps, 'seat' | 'number'>) => (
  <div class="seat-head">
    Person {seat.index + 1}
    <button
      class="btn btn-quiet btn-small"
      type="submit"
      name="fewer"
      value={String(number)}
      formnovalidate
      aria-label={`Remove person ${seat.index + 1}`}
    >
      Remove
    </button>
  </div>
)

/** Who sits here, where it may be the buyer. */
const Who = ({ seat, number, typed, buyer }: SeatProps) => {
  const name = seatField(number, 'who')
  if (!mayBeBuyers(seat)) return null
  return seat.of === 1 ? (
    <RadioGroup
      name={name}
      label="Who’s attending?"
      unseen
      value={typed.who}
      options={[
        { value: 'me', label: 'Me' },
        { value: 'other', label: 'Someone else' },
      ]}
    />
  ) : (
    <Checkbox
      name={name}
      value="me"
      label="I’m one of them"
      hint={buyer.name !== '' && buyer.email !== '' ? `${buyer.name}, ${buyer.email}` : undefined}
      checked={typed.who === 'me'}
    />
  )
}

/** The fields of one seat. Those for someone else stay folded while the buyer attends, by style alone. */
export const SeatFields = (props: SeatProps) => {
  const { seat, number, typed } = props
  const single = seat.of === 1
  const name = (part: string) => seatField(number, part)
  const folded = single ? 'hidden group-has-[[value=other]:checked]:grid' : 'grid group-has-[[value=me]:checked]:hidden'
  return (
    <div class={single ? 'group grid gap-4' : 'seat group grid gap-4'}>
      {!single && <SeatHead seat={seat} number={number} />}
      <Who {...props} />
      <div class={`${folded} gap-4 sm:grid-cols-2`}>
        <TextInput
          name={name('name')}
          label="Name"
          value={typed.name}
          optional="unsaid"
          maxlength={120}
          autocomplete="off"
        />
        <TextInput
          name={name('email')}
          label="Email"
          type="email"
          value={typed.email}
          optional="unsaid"
          maxlength={254}
          autocomplete="off"
        />
      </div>
      {seat.questions.map((question) => (
        <QuestionField
          question={question}
          name={name(`answers.${question.id}`)}
          value={typed.answers[question.id] ?? ''}
        />
      ))}
    </div>
  )
}
