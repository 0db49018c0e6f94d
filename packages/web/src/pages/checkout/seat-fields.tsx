import type { Question } from '@lectern/core/catalog'
import { Checkbox, RadioGroup } from '../../components/choice.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { mayBeBuyers, type Seat, seatField, type TypedSeat } from './typed.ts'

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

type SeatProps = { seat: Seat; number: number; typed: TypedSeat }

/** The fields of one seat. Those for someone else stay folded while the buyer attends, by style alone. */
export const SeatFields = ({ seat, number, typed }: SeatProps) => {
  const single = seat.of === 1
  const name = (part: string) => seatField(number, part)
  const folded = single ? 'hidden group-has-[[value=other]:checked]:grid' : 'grid group-has-[[value=me]:checked]:hidden'
  return (
    <div class="group grid gap-4">
      {single ? (
        <RadioGroup
          name={name('who')}
          label="Who’s attending?"
          value={typed.who}
          options={[
            { value: 'me', label: 'Me' },
            { value: 'other', label: 'Someone else' },
          ]}
        />
      ) : (
        <p class="font-medium">
          Person {seat.index + 1} of {seat.of}
        </p>
      )}
      {!single && mayBeBuyers(seat) && (
        <Checkbox name={name('who')} value="me" label="I’m one of them" checked={typed.who === 'me'} />
      )}
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
