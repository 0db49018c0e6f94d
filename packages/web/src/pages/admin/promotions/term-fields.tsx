import type { Plan } from '@lectern/core/membership'
import type { Promotion } from '@lectern/core/pricing'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { zoneOptions } from '../../../forms/zones.ts'
import { Columns } from '../../../layout/columns.tsx'
import { formatCode } from './promotion-words.ts'

/** What it's called, and who gets credit for it. */
export const NameFields = () => (
  <Panel title="What’s it called?">
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
  </Panel>
)

const Prefix = () => (
  <TextInput
    name="codePrefix"
    label="Code prefix"
    hint="LEAP makes codes like LEAP-7K3M-9QRT-2WXB. We create them after you save."
    autocomplete="off"
    optional="unsaid"
  />
)

/** How it is asked for, which is settled once it's saved, and from when anyone may know of it. */
export const CodeFields = ({ saved }: { saved?: Promotion | undefined }) => {
  const code = (
    <TextInput
      name="code"
      label="Code"
      hint="Not case-sensitive"
      autocomplete="off"
      optional={saved === undefined ? 'unsaid' : false}
    />
  )
  return (
    <Panel title="How do people get it?">
      {saved === undefined && (
        <RadioGroup
          name="how"
          label="How buyers get it"
          look="pills"
          options={[
            { value: 'code', label: 'One shared code' },
            { value: 'many', label: 'Many single-use codes' },
            { value: 'automatic', label: 'Automatically, without a code' },
          ]}
        />
      )}
      {saved?.trigger === 'automatic' && <p class="muted">{formatCode(saved)}, without a code.</p>}
      <Columns>
        {saved === undefined ? (
          <div>
            <div class="opens on-how-code">{code}</div>
            <div class="opens on-how-many">
              <Prefix />
            </div>
            <p class="opens on-how-automatic muted">Everyone who qualifies gets it, with nothing to type.</p>
          </div>
        ) : (
          saved.trigger !== 'automatic' && (saved.codes === 'many' ? <Prefix /> : code)
        )}
        <TextInput
          name="revealsAt"
          label="Hidden until"
          type="datetime-local"
          hint="Until then, no one sees it and the code doesn’t work"
          optional
        />
      </Columns>
    </Panel>
  )
}

/** How much off, and beside what. */
export const BenefitFields = () => (
  <Panel title="What do they get?">
    <RadioGroup
      name="benefit"
      label="Discount type"
      look="pills"
      options={[
        { value: 'percent', label: 'Percentage off' },
        { value: 'amount', label: 'Amount off' },
        { value: 'price', label: 'Fixed price' },
        { value: 'free', label: 'Free' },
      ]}
    />
    <div class="opens on-benefit-percent half">
      <TextInput name="percent" label="Percentage" inputmode="decimal" suffix="percent" optional="unsaid" />
    </div>
    <div class="opens on-benefit-amount half">
      <TextInput
        name="amount"
        label="Amount off"
        hint="Once per order"
        inputmode="decimal"
        prefix="$"
        optional="unsaid"
      />
    </div>
    <div class="opens on-benefit-price half">
      <TextInput
        name="price"
        label="Price of each"
        hint="For each unit that costs more"
        inputmode="decimal"
        prefix="$"
        optional="unsaid"
      />
    </div>
    <Checkbox
      name="renewals"
      label="Off of renewals, too"
      hint="Memberships only. If off, it lowers the first year, and renewals cost the full price."
    />
    <Checkbox
      name="combinable"
      label="Combines with other discounts"
      hint="If off, each line gets its best single price. If on, this discount is added to others."
    />
  </Panel>
)

/** Who may use it. */
export const AudienceFields = ({ plans }: { plans: readonly Plan[] }) => (
  <Panel title="For whom?">
    <RadioGroup
      name="audience"
      label="Who gets it"
      look="pills"
      options={[
        { value: 'everyone', label: 'Everyone' },
        { value: 'members', label: 'Members' },
        { value: 'plan', label: 'Holders of one plan' },
        { value: 'domains', label: 'Addresses at certain domains' },
        { value: 'emails', label: 'A few addresses' },
        { value: 'imported', label: 'A long list of addresses' },
        { value: 'first-purchase', label: 'First purchases' },
      ]}
    />
    <div class="opens on-audience-plan half">
      <Select
        name="plan"
        label="Plan"
        prompt="Choose a plan"
        optional="unsaid"
        options={plans.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
    </div>
    <div class="opens on-audience-domains">
      <TextArea name="domains" label="Domains" hint="One per line, like example.com" rows={3} optional="unsaid" />
    </div>
    <div class="opens on-audience-emails">
      <TextArea name="emails" label="Addresses" hint="One per line, up to 500" rows={3} optional="unsaid" />
    </div>
    <p class="opens on-audience-imported muted">You import the list after you save.</p>
    <p class="opens on-audience-first-purchase muted">Once per person.</p>
    <p class="hint">All except “Everyone” require people to sign in.</p>
  </Panel>
)

/** When it counts. */
export const WindowFields = () => (
  <Panel title="When?">
    <Columns count={3}>
      <TextInput name="from" label="From" type="datetime-local" hint="Starts at this time" optional />
      <TextInput name="until" label="Until" type="datetime-local" hint="Ends at this time" optional />
      <Select name="zone" label="Time zone" hint="For all times here" options={zoneOptions()} />
    </Columns>
  </Panel>
)

/** How often and how much, and what an order must hold. */
export const LimitFields = () => (
  <Panel title="Limits">
    <p class="muted">Leave blank for no limit.</p>
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
