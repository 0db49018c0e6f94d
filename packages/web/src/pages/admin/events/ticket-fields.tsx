import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownRows, typedAt } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'

const sales = [
  { value: '', label: 'Open' },
  { value: 'closed', label: 'Close this ticket: shown, not sold' },
  { value: 'hidden', label: 'Hide this ticket: neither shown nor sold' },
]

const TicketRow = ({ row, number }: { row: string; number: number }) => {
  const optional = number === 1 ? false : ('unsaid' as const)
  return (
    <fieldset class={number === 1 ? '' : 'border-t border-base-300 pt-4'}>
      <legend class="sr-only">Ticket {number}</legend>
      <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_9rem_9rem]">
        <TextInput name={`${row}.name`} label={`Ticket ${number}`} optional={optional} maxlength={80} />
        <TextInput name={`${row}.description`} label="What’s included" optional />
        <TextInput name={`${row}.price`} label="Price" prefix="$" inputmode="decimal" optional={optional} />
        <TextInput name={`${row}.capacity`} label="Seats" optional inputmode="numeric" />
      </div>
      {typedAt(`${row}.slug`) && (
        <Select name={`${row}.sale`} label={`Sale of ticket ${number}`} optional="unsaid" options={sales} />
      )}
      <HiddenFields typed={[`${row}.slug`]} />
    </fieldset>
  )
}

/** Tickets with their prices in dollars, how many seats there are, and when they can be had. */
export const TicketFields = () => (
  <Panel title="Tickets and seats">
    <p class="text-sm text-muted">Prices in dollars, like 399 or 19.99. Enter 0 for free. We ignore blank rows.</p>
    {shownRows('tickets', 2, 3).map((row, index) => (
      <TicketRow row={row} number={index + 1} />
    ))}
    <div class="border-t border-base-300 pt-4">
      <Columns>
        <TextInput
          name="capacity"
          label="Total seats"
          hint="Shared by all tickets. Leave blank for no limit. People already registered count toward it."
          optional
          inputmode="numeric"
        />
        <TextInput
          name="refundUntilHours"
          label="Refunds"
          hint="Full refund deadline"
          inputmode="numeric"
          suffix="hours before the first session"
        />
        <TextInput
          name="salesOpenAt"
          label="Registration opens"
          hint="In the event’s time zone. Leave blank to open when published."
          type="datetime-local"
          optional
        />
        <TextInput
          name="salesCloseAt"
          label="Registration closes"
          hint="In the event’s time zone. Leave blank to close when the last session ends."
          type="datetime-local"
          optional
        />
      </Columns>
    </div>
  </Panel>
)
