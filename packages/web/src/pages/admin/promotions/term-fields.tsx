import { firstPlans } from '@lectern/core/membership'
import type { Promotion } from '@lectern/core/pricing'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { zoneOptions } from '../../../forms/zones.ts'
import { Columns } from '../../../layout/columns.tsx'
import { formatCode } from './promotion-words.ts'

/** Its name, and how it is asked for. */
export const NameFields = ({ saved }: { saved?: Promotion | undefined }) => {
  const many = saved?.codes === 'many'
  return (
    <Panel title="About">
      <Columns>
        <TextInput name="title" label="Title" hint="Buyers see it next to the discount" maxlength={200} />
        <TextInput
          name="partner"
          label="Partner"
          hint="Who gets credit for its orders, like an association"
          maxlength={80}
          optional
        />
      </Columns>
      {saved === undefined && (
        <RadioGroup
          name="how"
          label="How buyers get it"
          options={[
            { value: 'code', label: 'One shared code' },
            {
              value: 'many',
              label: 'Many single-use codes',
              hint: 'We create them after you save',
            },
            { value: 'automatic', label: 'Automatically, without a code' },
          ]}
        />
      )}
      {saved?.trigger === 'automatic' ? (
        <p class="text-muted">{formatCode(saved)}, without a code.</p>
      ) : (
        <Columns>
          {!many && (
            <TextInput
              name="code"
              label="Code"
              hint="Not case-sensitive"
              autocomplete="off"
              optional={saved === undefined ? 'unsaid' : false}
            />
          )}
          {(saved === undefined || many) && (
            <TextInput
              name="codePrefix"
              label="Code prefix"
              hint="LEAP makes codes like LEAP-7K3M-9QRT-2WXB"
              autocomplete="off"
              optional="unsaid"
            />
          )}
        </Columns>
      )}
    </Panel>
  )
}

/** How much off, and beside what. */
export const BenefitFields = () => (
  <Panel title="Discount">
    <Columns>
      <RadioGroup
        name="benefit"
        label="Discount type"
        options={[
          { value: 'percent', label: 'Percentage off' },
          { value: 'amount', label: 'Amount off', hint: 'Once per order' },
          { value: 'price', label: 'Fixed price', hint: 'For each unit that costs more' },
          { value: 'free', label: 'Free' },
        ]}
      />
      <div class="grid gap-5">
        <TextInput name="percent" label="Percentage" inputmode="decimal" suffix="percent" optional="unsaid" />
        <TextInput name="amount" label="Amount off" inputmode="decimal" prefix="$" optional="unsaid" />
        <TextInput name="price" label="Price of each" inputmode="decimal" prefix="$" optional="unsaid" />
      </div>
    </Columns>
    <Checkbox
      name="combinable"
      label="Combines with other discounts"
      hint="If off, each line gets its best single price. If on, this discount is added to others."
    />
  </Panel>
)

/** Who may use it. */
export const AudienceFields = () => (
  <Panel title="Who it’s for">
    <RadioGroup
      name="audience"
      label="Who gets it"
      options={[
        { value: 'everyone', label: 'Everyone' },
        { value: 'members', label: 'Members' },
        { value: 'plan', label: 'Holders of one plan' },
        { value: 'domains', label: 'Addresses at certain domains' },
        { value: 'emails', label: 'A few addresses' },
        {
          value: 'imported',
          label: 'A long list of addresses',
          hint: 'You import it after you save',
        },
        { value: 'first-purchase', label: 'First purchases', hint: 'Once per person' },
      ]}
    />
    <p class="max-w-prose text-sm text-muted">All except “Everyone” require people to sign in.</p>
    <Columns count={3}>
      <Select
        name="plan"
        label="Plan"
        prompt="Choose a plan"
        optional="unsaid"
        options={firstPlans.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <TextArea name="domains" label="Domains" hint="One per line, like example.com" rows={3} optional="unsaid" />
      <TextArea name="emails" label="Addresses" hint="One per line, up to 500" rows={3} optional="unsaid" />
    </Columns>
  </Panel>
)

/** When it counts, and when it may be known. */
export const WindowFields = () => (
  <Panel title="When">
    <Select name="zone" label="Time zone" options={zoneOptions()} />
    <Columns count={3}>
      <TextInput name="from" label="From" type="datetime-local" hint="Starts at this time" optional />
      <TextInput name="until" label="Until" type="datetime-local" hint="Ends at this time" optional />
      <TextInput
        name="revealsAt"
        label="Hidden until"
        type="datetime-local"
        hint="Until then, the code doesn’t work"
        optional
      />
    </Columns>
  </Panel>
)

/** How often and how much, and what an order must hold. */
export const LimitFields = () => (
  <Panel title="Limits">
    <p class="text-muted">Leave blank for no limit</p>
    <Columns count={3}>
      <TextInput name="total" label="Total orders" hint="Across everyone" inputmode="numeric" optional />
      <TextInput name="perPerson" label="Orders per person" hint="By the buyer’s email" inputmode="numeric" optional />
      <TextInput
        name="perOrder"
        label="Units per order"
        hint="Applies to the most expensive"
        inputmode="numeric"
        optional
      />
    </Columns>
    <Columns count={3}>
      <TextInput
        name="budget"
        label="Total budget"
        hint="After that, no more discounts"
        inputmode="decimal"
        prefix="$"
        optional
      />
      <TextInput
        name="minSpend"
        label="Minimum spend"
        hint="On covered items, at list price"
        inputmode="decimal"
        prefix="$"
        optional
      />
      <TextInput name="minQuantity" label="Minimum units" hint="Of covered items" inputmode="numeric" optional />
    </Columns>
  </Panel>
)
