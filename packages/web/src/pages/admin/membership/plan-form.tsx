import { type Plan, PlanDetails, PlanStatus } from '@lectern/core/membership'
import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { readDollars, writeDollars } from '../../../forms/dollars.ts'
import { readAs } from '../../../forms/errors.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'

/** A plan as the values of its form. */
export const valuesOfPlan = (plan: Plan | undefined): Typed =>
  typedOf({
    slug: plan?.slug ?? '',
    title: plan?.title ?? '',
    summary: plan?.summary ?? '',
    holder: plan?.holder ?? 'one',
    allAccess: plan?.allAccess ? 'yes' : '',
    price: plan ? writeDollars(plan.priceCents) : '',
    included: plan?.seats?.included ?? 5,
    extra: plan?.seats ? writeDollars(plan.seats.extraCents) : '',
    most: plan?.seats?.most ?? 50,
    includes: plan?.includes.join('\n') ?? '',
    status: plan?.status ?? 'draft',
    revision: plan?.revision ?? 0,
  })

const cents = (typed: Typed, name: string): number => readDollars(typed.text(name)) ?? -1
const count = (typed: Typed, name: string): number =>
  /^\d{1,4}$/.test(typed.text(name)) ? Number(typed.text(name)) : 0

/** What the form holds of a plan. @throws Problem invalid, with every error by its field */
export const readPlan = (typed: Typed): PlanDetails & { status: PlanStatus } =>
  readAs(PlanDetails.extend({ status: PlanStatus }), {
    ...{ title: typed.text('title'), holder: typed.text('holder'), allAccess: typed.text('allAccess') === 'yes' },
    ...(typed.text('summary') === '' ? {} : { summary: typed.text('summary') }),
    priceCents: cents(typed, 'price'),
    ...(typed.text('holder') === 'team'
      ? { seats: { included: count(typed, 'included'), extraCents: cents(typed, 'extra'), most: count(typed, 'most') } }
      : {}),
    includes: typed
      .text('includes')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    status: typed.text('status'),
  })

const fields: Record<string, string> = {
  priceCents: 'price',
  seats: 'included',
  'seats.included': 'included',
  'seats.extraCents': 'extra',
  'seats.most': 'most',
}

/** The field that shows what is wrong at a path of a plan. */
export const planField = (path: string): string => fields[path] ?? (path.startsWith('includes') ? 'includes' : path)

const statuses = [
  { value: 'draft', label: 'Draft: only admins see it' },
  { value: 'on-sale', label: 'On sale' },
  { value: 'withdrawn', label: 'Withdrawn: members keep it' },
]

export const PlanForm = ({ plan }: { plan: Plan | undefined }) => (
  <form method="post" action={plan ? `/admin/plans/${plan.slug}` : '/admin/plans/new'} class="grid gap-6" novalidate>
    <HiddenFields values={{ revision: plan?.revision ?? 0 }} />
    <Panel title="Plan">
      <TextInput name="title" label="Name" maxlength={80} />
      {!plan && (
        <TextInput
          name="slug"
          label="Short name"
          hint="Part of its address: community. It can’t change later."
          maxlength={60}
        />
      )}
      <TextInput name="summary" label="Who it’s for" optional maxlength={200} />
      <TextArea name="includes" label="What’s included" hint="One line each." rows={5} />
      <Checkbox name="allAccess" value="yes" label="Every class is included" />
    </Panel>
    <Panel title="Price">
      <TextInput name="price" label="Price a year" prefix="$" inputmode="decimal" />
      {plan ? (
        <HiddenFields values={{ holder: plan.holder }} />
      ) : (
        <Select
          name="holder"
          label="For"
          options={[
            { value: 'one', label: 'One person' },
            { value: 'team', label: 'A team' },
          ]}
        />
      )}
      {plan?.holder !== 'one' && (
        <fieldset class="grid gap-4">
          <legend class="font-semibold">For teams</legend>
          <TextInput name="included" type="number" label="Seats included" min={1} />
          <TextInput name="extra" label="Each seat more, a year" prefix="$" inputmode="decimal" />
          <TextInput name="most" type="number" label="Seats at most" min={1} />
        </fieldset>
      )}
      <p class="text-sm text-muted">
        Members keep their price until the renewal that we email them about with the new one, 30 days before.
      </p>
    </Panel>
    <Panel title="Where it stands">
      <Select name="status" label="Status" options={statuses} />
      <div>
        <SubmitButton>{plan ? 'Save' : 'Create plan'}</SubmitButton>
      </div>
    </Panel>
  </form>
)
