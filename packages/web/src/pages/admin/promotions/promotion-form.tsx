import { EventKind, kindWords } from '@lectern/core/catalog'
import type { NewPromotion } from '@lectern/core/pricing'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { Columns } from '../../../layout/columns.tsx'
import { type Errors, summaryOf } from '../form-errors.ts'
import type { Typed } from '../typed.ts'
import { zoneOptions } from '../zones.ts'
import { benefitWords, scopeWords, windowWords } from './promotion-words.ts'

type Props = { typed: Typed; errors: Errors; preview?: NewPromotion | undefined }

const Kinds = ({ typed, errors }: Props) => (
  <fieldset>
    <legend class="mb-1.5 font-medium">Kinds</legend>
    {EventKind.options.map((kind, index) => (
      <Checkbox
        name="kinds"
        id={index === 0 ? 'field-kinds' : `field-kinds-${kind}`}
        value={kind}
        label={kindWords[kind].many}
        checked={typed.all('kinds').includes(kind)}
        error={index === 0 ? errors.get('kinds') : undefined}
      />
    ))}
  </fieldset>
)

const Actions = () => (
  <div class="flex flex-wrap gap-2">
    <SubmitButton look="plain" name="intent" value="preview">
      Preview
    </SubmitButton>
    <SubmitButton name="intent" value="save" busy="Saving…">
      Save
    </SubmitButton>
  </div>
)

/** Makes a code: how much off, on what, when, how often. */
export const PromotionForm = (props: Props) => {
  const { typed, errors, preview } = props
  const text = (name: string) => ({ name, value: typed.text(name), error: errors.get(name) })
  return (
    <form class="grid grid-cols-[minmax(0,1fr)] gap-5" method="post" action="/admin/promotions/new" novalidate>
      <PageHeading size="work" title="New code" actions={<Actions />} />
      <ErrorSummary errors={summaryOf(errors)} />
      {preview && (
        <Notice title={`${preview.code}: ${benefitWords(preview)} on ${scopeWords(preview)}`}>
          {windowWords(preview)}
        </Notice>
      )}
      <Panel title="What it gives">
        <Columns>
          <TextInput {...text('title')} label="Title" hint="As buyers see it beside the discount." />
          <TextInput {...text('code')} label="Code" hint="Read without regard to case." autocomplete="off" />
        </Columns>
        <Columns>
          <RadioGroup
            {...text('benefit')}
            label="It makes it"
            options={[
              { value: 'percent', label: 'Cheaper by a percentage' },
              { value: 'free', label: 'Free' },
            ]}
          />
          <TextInput {...text('percent')} label="Percentage" inputmode="decimal" suffix="percent" optional="unsaid" />
        </Columns>
        <Columns>
          <RadioGroup
            {...text('scope')}
            label="It counts for"
            options={[
              { value: 'everything', label: 'Everything' },
              { value: 'kinds', label: 'Kinds of events' },
              { value: 'events', label: 'Single events' },
            ]}
          />
          <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
            <Kinds {...props} />
            <TextArea
              {...text('events')}
              label="Events"
              hint="By their addresses, like 5w22; one on each line."
              optional
              rows={2}
            />
          </div>
        </Columns>
        <Checkbox name="combinable" label="Adds to other discounts" checked={typed.text('combinable') === 'yes'} />
      </Panel>
      <Panel title="When and how often">
        <Select {...text('zone')} label="Time zone of the times below" options={zoneOptions()} />
        <Columns count={3}>
          <TextInput {...text('from')} label="From" type="datetime-local" optional />
          <TextInput {...text('until')} label="Until" type="datetime-local" optional />
          <TextInput {...text('revealsAt')} label="Unknown before" type="datetime-local" optional />
        </Columns>
        <Columns>
          <TextInput
            {...text('total')}
            label="Orders in all"
            hint="Left empty, there is no limit."
            inputmode="numeric"
            optional
          />
          <TextInput
            {...text('perPerson')}
            label="Orders of one person"
            hint="Left empty, there is no limit."
            inputmode="numeric"
            optional
          />
        </Columns>
      </Panel>
      <Actions />
    </form>
  )
}
