import { type MessageFilters, type MessageState, messageStates } from '@lectern/core/mail'
import { cutText } from '@lectern/core/platform'
import { FilterForm } from '../../../components/filter-form.tsx'
import { Select } from '../../../components/select.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { chosen } from '../../../layout/admin-page.tsx'

const stateWords: Readonly<Record<MessageState, string>> = {
  suppressed: 'Not sent: the address takes none',
  failed: 'Failed',
  sent: 'Sent',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Marked as spam',
}

export const readFilters = (query: (name: string) => string | undefined): MessageFilters => {
  const text = (name: string) => cutText(query(name)?.trim() ?? '', 254) || undefined
  return {
    to: text('to'),
    event: text('event'),
    template: text('template'),
    state: chosen(query('state'), messageStates),
  }
}

export const isFiltered = (filters: MessageFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined)

export const MailFilterForm = ({ filters }: { filters: MessageFilters }) => (
  <FilterForm action="/admin/messages" label="Find mails" clear={isFiltered(filters) ? '/admin/messages' : undefined}>
    <TextInput name="to" label="To" type="email" hint="The whole address" optional="unsaid" value={filters.to} />
    <TextInput name="event" label="Event" hint="Its slug: 5w22" optional="unsaid" value={filters.event} />
    <TextInput
      name="template"
      label="Kind of mail"
      hint="receipt, reminder-day"
      optional="unsaid"
      value={filters.template}
    />
    <Select
      name="state"
      label="State"
      optional="unsaid"
      value={filters.state ?? ''}
      options={[
        { value: '', label: 'Any' },
        ...messageStates.map((state) => ({ value: state, label: stateWords[state] })),
      ]}
    />
  </FilterForm>
)
