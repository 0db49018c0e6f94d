import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { errorAt } from '../../../forms/errors.ts'
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
    <fieldset>
      <legend class="sr-only">Ticket {number}</legend>
      <div class="rowset-row">
        <TextInput name={`${row}.name`} label={`Ticket ${number}`} optional={optional} maxlength={80} />
        <TextInput name={`${row}.price`} label="Price" prefix="$" inputmode="decimal" optional={optional} />
        <TextInput name={`${row}.capacity`} label="Seats" optional inputmode="numeric" />
        <TextInput name={`${row}.description`} label="What’s included" optional />
      </div>
      <div class="row-more">
        <details class="row-agenda" open={typedAt(`${row}.days`) !== '' || errorAt(`${row}.days`) !== undefined}>
          <summary>
            <span class="text-link">Only some days</span>
            <span class="sr-only"> for ticket {number}</span>
          </summary>
          <TextInput
            name={`${row}.days`}
            label="Days it includes"
            hint="Dates like 2024-06-06, separated by commas. Leave blank for all days."
            optional
          />
        </details>
      </div>
      {typedAt(`${row}.slug`) && (
        <div class="row-more row-sale">
          <Select name={`${row}.sale`} label={`Sale of ticket ${number}`} optional="unsaid" options={sales} />
        </div>
      )}
      <HiddenFields typed={[`${row}.slug`]} />
    </fieldset>
  )
}

/** Tickets with their prices in dollars, how many seats there are, and when they can be had. */
export const TicketFields = () => (
  <Panel title="Tickets and seats" id="tickets">
    <p class="muted">Prices in dollars, like 399 or 19.99. Enter 0 for free. We ignore blank rows.</p>
    <div class="rowset rowset-tickets">
      <div class="rowset-head" aria-hidden="true">
        <span>Ticket</span>
        <span>Price</span>
        <span>Seats</span>
        <span>What’s included</span>
      </div>
      {shownRows('tickets', 2, 3).map((row, index) => (
        <TicketRow row={row} number={index + 1} />
      ))}
    </div>
    <div>
      <Columns>
        <TextInput
          name="capacity"
          label="Total seats"
          hint="Shared by all tickets. Leave blank for no limit. People already registered count toward it."
          optional
          inputmode="numeric"
        />
        <TextArea
          name="dayCapacity"
          label="Seats per day"
          hint="Instead of total seats. One day per line, like 2024-06-05: 90. A ticket takes a seat on each day it includes."
          optional
          rows={2}
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
