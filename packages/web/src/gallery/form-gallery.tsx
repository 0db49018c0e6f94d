import { ActButton } from '../components/act-button.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Checkbox, RadioGroup } from '../components/choice.tsx'
import { ConfirmDelete } from '../components/confirm-delete.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { HiddenFields } from '../components/hidden-fields.tsx'
import { RowTitle, Way } from '../components/link.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { Pagination } from '../components/pagination.tsx'
import { PreviewAndSave } from '../components/preview-and-save.tsx'
import { Select } from '../components/select.tsx'
import { StatList } from '../components/stat-list.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { TablePanel } from '../components/table-panel.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextInput } from '../components/text-input.tsx'
import { AdminDocument } from '../layout/admin-frame.tsx'
import { Page } from '../layout/page.tsx'

/** A form that was sent once with mistakes. */
export const FormGallery = () => (
  <Page title="Register" width="form" here="/checkout?step=1">
    <PageHeading title="Who is coming?" size="work">
      The invitation goes to this address, and nothing else does.
    </PageHeading>
    <form class="mt-8 grid gap-5" method="post" action="/orders" novalidate>
      <ErrorSummary
        errors={[
          { field: 'attendees[0].email', message: 'Enter an address like dana@example.com' },
          { field: 'role', message: 'Choose what you do' },
          { message: 'The code LEAP29 is over' },
        ]}
      />
      <HiddenFields values={{ event: '5w22', codes: ['A', 'B'], none: undefined }} />
      <TextInput name="name" label="Name" autocomplete="name" value={'Dana "D" <Goulston>'} />
      <TextInput
        name="attendees[0].email"
        label="Email"
        type="email"
        autocomplete="email"
        hint="Where the invitation and the receipt go."
        value="dana@"
        error="Enter an address like dana@example.com"
      />
      <Select
        name="zone"
        label="Zone"
        value="America/Los_Angeles"
        options={[
          { group: 'America', options: [{ value: 'America/Los_Angeles', label: 'Pacific' }] },
          { group: 'Europe', options: [{ value: 'Europe/Berlin', label: 'Berlin' }] },
        ]}
      />
      <TextInput name="amount" label="Discount" inputmode="decimal" value="29" prefix="−" suffix="percent" />
      <TextArea name="note" label="What would you like to learn?" optional placeholder="In a sentence or two" />
      <RadioGroup
        name="role"
        label="What do you do?"
        error="Choose what you do"
        options={[
          { value: 'owner', label: 'I own the company', hint: 'Or run it' },
          { value: 'technician', label: 'I am a technician' },
          { value: 'other', label: 'Something else', disabled: true },
        ]}
      />
      <Checkbox name="remind" label="Remind me a day before" checked hint="By mail, 24 hours before each session." />
      <Checkbox name="terms" label="I have read the refund policy" error="Please read it first" />
      <CopyField name="feed" label="Calendar address" value="https://lectern.test/calendar/abc.ics" />
      <div class="flex flex-wrap gap-3">
        <SubmitButton busy="Placing your order…">Pay $399</SubmitButton>
        <ButtonLink look="ghost" href="/cart">
          Back to the cart
        </ButtonLink>
      </div>
      <p class="text-sm text-muted">You pay on the next page. The seat is held for 31 minutes.</p>
    </form>
  </Page>
)

type Row = {
  id: string
  name: string
  email: string
  state: 'confirmed' | 'awaiting-payment' | 'refunded'
  total: string
}

const rows: Row[] = [
  { id: 'ord_1', name: 'Dana Goulston', email: 'dana@example.com', state: 'confirmed', total: '$399' },
  { id: 'ord_2', name: 'Erick Simpson', email: 'erick@example.com', state: 'awaiting-payment', total: '$283.29' },
  { id: 'ord_3', name: 'Amy Babinchak', email: 'amy@example.com', state: 'refunded', total: '$1,399' },
]

const columns = [
  {
    key: 'name',
    label: 'Buyer',
    sortable: true,
    cell: ({ id, name, email }: Row) => <RowTitle href={`/admin/orders/${id}`} title={name} under={email} />,
  },
  { key: 'state', label: 'State', cell: (row: Row) => <StateBadge state={row.state} /> },
  { key: 'placed', label: 'Placed', sortable: true, cell: () => 'Apr 20, 9:12 AM' },
  { key: 'total', label: 'Total', align: 'end' as const, sortable: true, cell: (row: Row) => row.total },
]

/** A page of the organizer's. */
export const AdminGallery = () => (
  <AdminDocument
    title="Orders"
    nav="orders"
    counts={{ messages: 2 }}
    actor={{ name: 'Karl W. Palachuk' }}
    flash={{
      tone: 'info',
      words: 'The draft is published.',
      action: <ActButton action="/admin/events/5w22/unpublish" words="Undo" about=": publish the draft" />,
    }}
  >
    <PageHeading
      size="work"
      title="Orders"
      badge={<StateBadge state="draft">Hidden until Feb 29, 12:00 AM Pacific</StateBadge>}
      actions={
        <>
          <ButtonLink size="small" href="/admin/orders?format=csv" download>
            Export
          </ButtonLink>
          <Way href="/admin/orders/new" label="New order" primary />
        </>
      }
    >
      All orders of the last 30 days, in Pacific time.
    </PageHeading>
    <div class="mt-6 grid gap-5">
      <StatList
        stats={[
          { label: 'Registrations', value: '128', note: '12 since yesterday' },
          { label: 'Taken', value: '$31,204', note: '$399 refunded' },
          { label: 'Awaiting payment', value: '4', href: '/admin/orders?status=awaiting-payment' },
          { label: 'Mails that failed', value: '2', href: '/admin/messages?state=failed' },
        ]}
      />
      <TablePanel
        title="Latest orders"
        caption="Orders"
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        address="/admin/orders?status=all&sort=name&cursor=abc"
        sort="name"
      />
      <Pagination address="/admin/orders?status=all&cursor=abc" next="def" words="50 orders on this page" />
      <TablePanel title="Nobody yet" caption="Waiting list" columns={columns} rows={[]} empty="Nobody is waiting." />
      <PreviewAndSave save="Save as draft" />
      <ConfirmDelete title="Delete this course?" action="/admin/courses/sales/delete" back="/admin/courses/sales">
        This can’t be undone. Events keep their own title and description.
      </ConfirmDelete>
    </div>
  </AdminDocument>
)
