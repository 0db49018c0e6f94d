import { formatCents } from '@lectern/core/platform'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { Field } from '../../../components/field.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { zoneOptions } from '../../../forms/zones.ts'
import { Columns } from '../../../layout/columns.tsx'
import type { Choices } from '../promotions/load-choices.ts'
import { rowsFor } from './read-simulation.ts'

type Props = { typed: Typed; choices: Choices }

const Row = ({ typed, row }: Omit<Props, 'choices'> & { row: number }) => {
  const sku = `lines.${row}.sku`
  const quantity = `lines.${row}.quantity`
  return (
    <div class="grid grid-cols-[minmax(0,1fr)_5rem] items-start gap-3">
      <Field name={sku} label={`Thing ${row + 1}`} optional="unsaid">
        {({ required: _, ...wiring }) => (
          <input
            class="control min-w-0"
            type="text"
            list="skus"
            autocomplete="off"
            value={typed.text(sku)}
            {...wiring}
          />
        )}
      </Field>
      <TextInput
        name={quantity}
        label="How many"
        inputmode="numeric"
        optional="unsaid"
        value={typed.text(quantity) || '1'}
      />
    </div>
  )
}

/** Any cart, anybody, any codes, any moment. */
export const SimulatorForm = ({ typed, choices }: Props) => {
  const text = (name: string) => ({ name, value: typed.text(name) })
  return (
    <form class="grid grid-cols-[minmax(0,1fr)] gap-5" method="post" action="/admin/simulator" novalidate>
      <ErrorSummary />
      <Columns>
        <Panel title="The cart">
          {Array.from({ length: rowsFor(typed) }, (_, row) => (
            <Row typed={typed} row={row} />
          ))}
          <p class="text-sm text-muted">
            Pick from the list or type a sku, like 5w22:seat. With each price that is shown comes one more row.
          </p>
          <datalist id="skus">
            {choices.lines.map(({ sku, name, unitCents }) => (
              <option value={sku}>
                {name} ({formatCents(unitCents)})
              </option>
            ))}
          </datalist>
        </Panel>
        <Panel title="Who, with what, and when">
          <TextInput
            {...text('person')}
            label="Address of the buyer"
            type="email"
            hint="As if signed in with it. Left empty, nobody is signed in."
            autocomplete="off"
            optional
          />
          <TextInput {...text('codes')} label="Codes" hint="Parted by commas." autocomplete="off" optional />
          <TextInput
            {...text('country')}
            label="Country of copies"
            hint="Two letters, like US: adds the sending of copies by post."
            maxlength={2}
            optional
          />
          <TextInput {...text('at')} label="Moment" type="datetime-local" step={1} hint="Left empty, now." optional />
          <Select {...text('zone')} label="Time zone of the moment" options={zoneOptions()} />
        </Panel>
      </Columns>
      <div>
        <SubmitButton>Show the price</SubmitButton>
      </div>
    </form>
  )
}
