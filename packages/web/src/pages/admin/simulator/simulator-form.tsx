import { formatCents } from '@lectern/core/platform'
import { Field } from '../../../components/field.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownRows, typedAt } from '../../../forms/typed.ts'
import { zoneOptions } from '../../../forms/zones.ts'
import { Columns } from '../../../layout/columns.tsx'
import type { Choices } from '../promotions/load-choices.ts'

const Row = ({ row, number }: { row: string; number: number }) => {
  const sku = `${row}.sku`
  const quantity = `${row}.quantity`
  return (
    <div class="grid grid-cols-[minmax(0,1fr)_5rem] items-start gap-3">
      <Field name={sku} label={`Item ${number}`} optional="unsaid">
        {({ required: _, ...wiring }) => (
          <input class="control min-w-0" type="text" list="skus" autocomplete="off" value={typedAt(sku)} {...wiring} />
        )}
      </Field>
      <TextInput
        name={quantity}
        label="Quantity"
        inputmode="numeric"
        optional="unsaid"
        value={typedAt(quantity) || '1'}
      />
    </div>
  )
}

/** So many rows are offered for a cart, whatever is in them. */
const most = 20

/** Any cart, anybody, any codes, any moment. */
export const SimulatorForm = ({ choices }: { choices: Choices }) => (
  <form class="grid grid-cols-[minmax(0,1fr)] gap-5" method="post" action="/admin/simulator" novalidate>
    <Columns>
      <Panel title="The cart">
        {shownRows('lines', 1, 3)
          .slice(0, most)
          .map((row, index) => (
            <Row row={row} number={index + 1} />
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
          name="person"
          label="Buyer’s email"
          type="email"
          hint="Leave blank for someone who isn’t signed in"
          autocomplete="off"
          optional
        />
        <TextInput name="codes" label="Codes" hint="Separate with commas" autocomplete="off" optional />
        <TextInput
          name="country"
          label="Shipping country"
          hint="Two letters, like US. Adds shipping for printed copies."
          maxlength={2}
          optional
        />
        <TextInput name="at" label="Date and time" type="datetime-local" step={1} hint="Leave blank for now" optional />
        <Select name="zone" label="Time zone" options={zoneOptions()} />
      </Panel>
    </Columns>
    <div>
      <SubmitButton>Show price</SubmitButton>
    </div>
  </form>
)
