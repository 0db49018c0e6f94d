import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'
import { spareRows } from './spare-rows.ts'

const sales = [
  { value: '', label: 'Open' },
  { value: 'closed', label: 'Close this ticket: shown, not sold' },
  { value: 'hidden', label: 'Hide this ticket: neither shown nor sold' },
]

type Props = { typed: Typed }

const TicketRow = ({ typed, index }: Props & { index: number }) => {
  const row = `tickets.${index}`
  const optional = index === 0 ? false : ('unsaid' as const)
  return (
    <fieldset class={index === 0 ? '' : 'border-t border-base-300 pt-4'}>
      <legend class="sr-only">Ticket {index + 1}</legend>
      <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_9rem_9rem]">
        <TextInput
          name={`${row}.name`}
          label={`Ticket ${index + 1}`}
          optional={optional}
          value={typed.text(`${row}.name`)}
          maxlength={80}
        />
        <TextInput
          name={`${row}.description`}
          label="What’s included"
          optional
          value={typed.text(`${row}.description`)}
        />
        <TextInput
          name={`${row}.price`}
          label="Price"
          prefix="$"
          inputmode="decimal"
          optional={optional}
          value={typed.text(`${row}.price`)}
        />
        <TextInput
          name={`${row}.capacity`}
          label="Seats"
          optional
          inputmode="numeric"
          value={typed.text(`${row}.capacity`)}
        />
      </div>
      {typed.text(`${row}.slug`) && (
        <Select
          name={`${row}.sale`}
          label={`Sale of ticket ${index + 1}`}
          optional="unsaid"
          options={sales}
          value={typed.text(`${row}.sale`)}
        />
      )}
      <HiddenFields values={{ [`${row}.slug`]: typed.text(`${row}.slug`) || undefined }} />
    </fieldset>
  )
}

/** Tickets with their prices in dollars, how many seats there are, and when they can be had. */
export const TicketFields = ({ typed }: Props) => (
  <Panel title="Tickets and seats">
    <p class="text-sm text-muted">Prices in dollars, like 399 or 19.99. Enter 0 for free. We ignore blank rows.</p>
    {Array.from({ length: Math.max(1, typed.count('tickets')) + spareRows - 1 }, (_, index) => (
      <TicketRow typed={typed} index={index} />
    ))}
    <div class="border-t border-base-300 pt-4">
      <Columns>
        <TextInput
          name="capacity"
          label="Total seats"
          hint="Shared by all tickets. Leave blank for no limit. People already registered count toward it."
          optional
          inputmode="numeric"
          value={typed.text('capacity')}
        />
        <TextInput
          name="refundUntilHours"
          label="Refunds"
          hint="Full refund deadline"
          inputmode="numeric"
          suffix="hours before the first session"
          value={typed.text('refundUntilHours')}
        />
        <TextInput
          name="salesOpenAt"
          label="Registration opens"
          hint="In the event’s time zone. Leave blank to open when published."
          type="datetime-local"
          optional
          value={typed.text('salesOpenAt')}
        />
        <TextInput
          name="salesCloseAt"
          label="Registration closes"
          hint="In the event’s time zone. Leave blank to close when the last session ends."
          type="datetime-local"
          optional
          value={typed.text('salesCloseAt')}
        />
      </Columns>
    </div>
  </Panel>
)
