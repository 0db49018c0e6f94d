import { plans } from '@lectern/core/membership'
import type { Promotion } from '@lectern/core/pricing'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { zoneOptions } from '../../../forms/zones.ts'
import { Columns } from '../../../layout/columns.tsx'
import { codeWords } from './promotion-words.ts'

type Props = { typed: Typed; saved?: Promotion | undefined }

const fieldOf =
  ({ typed }: Props) =>
  (name: string) => ({ name, value: typed.text(name) })

/** Its name, and how it is asked for. */
export const NameFields = (props: Props) => {
  const field = fieldOf(props)
  const { saved } = props
  const many = saved?.codes === 'many'
  return (
    <Panel title="What it is">
      <Columns>
        <TextInput {...field('title')} label="Title" hint="As buyers see it beside the discount." maxlength={200} />
        <TextInput
          {...field('partner')}
          label="Partner"
          hint="To whom its orders are attributed, like a society."
          maxlength={80}
          optional
        />
      </Columns>
      {saved === undefined && (
        <RadioGroup
          {...field('how')}
          label="How buyers get it"
          options={[
            { value: 'code', label: 'By one code that everybody types' },
            {
              value: 'many',
              label: 'By many codes, each of which works once',
              hint: 'They are made once it is saved.',
            },
            { value: 'automatic', label: 'By itself, without a code' },
          ]}
        />
      )}
      {saved?.trigger === 'automatic' ? (
        <p class="text-muted">{codeWords(saved)}, without a code.</p>
      ) : (
        <Columns>
          {!many && (
            <TextInput
              {...field('code')}
              label="Code"
              hint="Read without regard to case."
              autocomplete="off"
              optional={saved === undefined ? 'unsaid' : false}
            />
          )}
          {(saved === undefined || many) && (
            <TextInput
              {...field('codePrefix')}
              label="Beginning of the many codes"
              hint="LEAP gives codes like LEAP-7K3M-9QRT-2WXB."
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
export const BenefitFields = (props: Props) => {
  const field = fieldOf(props)
  return (
    <Panel title="What it gives">
      <Columns>
        <RadioGroup
          {...field('benefit')}
          label="It makes it"
          options={[
            { value: 'percent', label: 'Cheaper by a percentage' },
            { value: 'amount', label: 'Cheaper by an amount', hint: 'Once for each order.' },
            { value: 'price', label: 'Cost a fixed price', hint: 'Each unit that cost more.' },
            { value: 'free', label: 'Free' },
          ]}
        />
        <div class="grid gap-5">
          <TextInput {...field('percent')} label="Percentage" inputmode="decimal" suffix="percent" optional="unsaid" />
          <TextInput {...field('amount')} label="Amount off" inputmode="decimal" prefix="$" optional="unsaid" />
          <TextInput {...field('price')} label="Price of each" inputmode="decimal" prefix="$" optional="unsaid" />
        </div>
      </Columns>
      <Checkbox
        name="combinable"
        label="Adds to other discounts"
        hint="Without this the best single price of each line counts. With it, it comes on top of what is already lower."
        checked={props.typed.text('combinable') === 'yes'}
      />
    </Panel>
  )
}

/** Who may use it. */
export const AudienceFields = (props: Props) => {
  const field = fieldOf(props)
  return (
    <Panel title="For whom">
      <RadioGroup
        {...field('audience')}
        label="It is for"
        options={[
          { value: 'everyone', label: 'Everybody' },
          { value: 'members', label: 'Members' },
          { value: 'plan', label: 'Holders of one plan' },
          { value: 'domains', label: 'Addresses at certain domains' },
          { value: 'emails', label: 'A few addresses' },
          {
            value: 'imported',
            label: 'A long list of addresses',
            hint: 'Imported on a page of its own, once it is saved.',
          },
          { value: 'first-purchase', label: 'First purchases', hint: 'Once for each person.' },
        ]}
      />
      <p class="max-w-prose text-sm text-muted">
        All but the first are judged only for somebody who is signed in; others are asked to sign in.
      </p>
      <Columns count={3}>
        <Select
          {...field('plan')}
          label="Plan"
          prompt="Choose a plan"
          optional="unsaid"
          options={plans.map(({ slug, title }) => ({ value: slug, label: title }))}
        />
        <TextArea
          {...field('domains')}
          label="Domains"
          hint="One on each line, like example.com."
          rows={3}
          optional="unsaid"
        />
        <TextArea
          {...field('emails')}
          label="Addresses"
          hint="One on each line, 500 at most."
          rows={3}
          optional="unsaid"
        />
      </Columns>
    </Panel>
  )
}

/** When it counts, and when it may be known. */
export const WindowFields = (props: Props) => {
  const field = fieldOf(props)
  return (
    <Panel title="When">
      <Select {...field('zone')} label="Time zone of the times below" options={zoneOptions()} />
      <Columns count={3}>
        <TextInput {...field('from')} label="From" type="datetime-local" hint="Counts from this minute on." optional />
        <TextInput
          {...field('until')}
          label="Until"
          type="datetime-local"
          hint="From this minute on it is over."
          optional
        />
        <TextInput
          {...field('revealsAt')}
          label="Unknown before"
          type="datetime-local"
          hint="Until then its code does not exist."
          optional
        />
      </Columns>
    </Panel>
  )
}

/** How often and how much, and what an order must hold. */
export const LimitFields = (props: Props) => {
  const field = fieldOf(props)
  return (
    <Panel title="Limits">
      <p class="text-muted">Left empty, there is no limit.</p>
      <Columns count={3}>
        <TextInput
          {...field('total')}
          label="Orders in all"
          hint="Of everybody together."
          inputmode="numeric"
          optional
        />
        <TextInput
          {...field('perPerson')}
          label="Orders of one person"
          hint="By the buyer's address."
          inputmode="numeric"
          optional
        />
        <TextInput
          {...field('perOrder')}
          label="Units in one order"
          hint="The dearest get it."
          inputmode="numeric"
          optional
        />
      </Columns>
      <Columns count={3}>
        <TextInput
          {...field('budget')}
          label="Money it may give in all"
          hint="What no longer fits goes without."
          inputmode="decimal"
          prefix="$"
          optional
        />
        <TextInput
          {...field('minSpend')}
          label="Least to be spent"
          hint="On what it covers, at list price."
          inputmode="decimal"
          prefix="$"
          optional
        />
        <TextInput
          {...field('minQuantity')}
          label="Least number of units"
          hint="Of what it covers."
          inputmode="numeric"
          optional
        />
      </Columns>
    </Panel>
  )
}
