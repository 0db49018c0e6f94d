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
      <Field name={sku} label={`Item ${row + 1}`} optional="unsaid">
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
        label="Quantity"
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
            Pick from the list or type a SKU, like 5w22:seat. We add a row each time you show the price.
          </p>
          <datalist id="skus">
            {choices.lines.map(({ sku, name, unitCents }) => (
              <option value={sku}>
                {name} ({formatCents(unitCents)})
              </option>
            ))}
          </datalist>
        </Panel>
        <Panel title="Buyer, codes, and time">
          <TextInput
            {...text('person')}
            label="Buyer’s email"
            type="email"
            hint="Leave blank for someone who isn’t signed in"
            autocomplete="off"
            optional
          />
          <TextInput {...text('codes')} label="Codes" hint="Separate with commas" autocomplete="off" optional />
          <TextInput
            {...text('country')}
            label="Shipping country"
            hint="Two letters, like US. Adds shipping for printed copies."
            maxlength={2}
            optional
          />
          <TextInput
            {...text('at')}
            label="Date and time"
            type="datetime-local"
            step={1}
            hint="Leave blank for now"
            optional
          />
          <Select {...text('zone')} label="Time zone" options={zoneOptions()} />
        </Panel>
      </Columns>
      <div>
        <SubmitButton>Show price</SubmitButton>
      </div>
    </form>
  )
}
