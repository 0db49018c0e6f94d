import { EventKind, ProductKind } from '@lectern/core/catalog'
import { Checkbox, RadioGroup } from '../../../components/choice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { errorAt } from '../../../forms/errors.ts'
import { shownTyped } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'
import type { Choices } from './load-choices.ts'
import { manyOfKind } from './promotion-words.ts'

type Props = { choices: Choices }
type Option = { value: string; label: string }

type PickerProps = {
  name: string
  legend: string
  options: readonly Option[]
}

/** Checkboxes of one list, those that are chosen but no longer offered among them. Long lists scroll in their own frame. */
const Picker = ({ name, legend, options }: PickerProps) => {
  const error = errorAt(name)
  const chosen = new Set((shownTyped()?.all(name) ?? []).map((value) => value.toLowerCase()))
  const offered = new Set(options.map(({ value }) => value.toLowerCase()))
  const gone = [...chosen].filter((value) => !offered.has(value)).map((value) => ({ value, label: value }))
  const all = [...gone, ...options]
  if (all.length === 0) return null
  return (
    <fieldset class="min-w-0">
      <legend class="label mb-1.5">{legend}</legend>
      <div class={all.length > 8 ? 'hairline max-h-64 overflow-y-auto rounded-field px-3 py-1.5' : ''}>
        {all.map(({ value, label }, index) => (
          <Checkbox
            name={name}
            id={index === 0 ? `field-${name}` : `field-${name}-${index + 1}`}
            value={value}
            label={label}
            checked={chosen.has(value.toLowerCase())}
            error={index === 0 ? error : undefined}
          />
        ))}
      </div>
    </fieldset>
  )
}

const wordsOf = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }))
const titlesOf = (named: readonly { slug: string; title: string }[]): Option[] =>
  named.map(({ slug, title }) => ({ value: slug, label: `${title} (${slug})` }))
const kindsOf = (kinds: readonly string[]): Option[] => kinds.map((value) => ({ value, label: manyOfKind(value) }))

/** On what: everything, or whatever any one of the lists names. */
export const ScopeFields = ({ choices }: Props) => {
  const picker = (name: string, legend: string, options: readonly Option[]) => (
    <Picker name={name} legend={legend} options={options} />
  )
  return (
    <Panel title="On what?">
      <RadioGroup
        name="scope"
        label="Applies to"
        hint="Tickets, titles, and memberships, never shipping"
        look="pills"
        options={[
          { value: 'everything', label: 'Everything' },
          { value: 'named', label: 'Only what you choose' },
        ]}
      />
      <div class="opens on-scope-named">
        <div class="panel-body">
          <p class="muted">Anything in any of these lists.</p>
          <Columns>
            {picker('kinds', 'Kinds', kindsOf([...EventKind.options, ...ProductKind.options, 'membership']))}
            {picker('events', 'Events', titlesOf(choices.events))}
          </Columns>
          <Columns>
            {picker('products', 'Store titles', titlesOf(choices.products))}
            {picker('authors', 'Authors', wordsOf(choices.authors))}
          </Columns>
          {picker('tags', 'Tags', wordsOf(choices.tags))}
        </div>
      </div>
    </Panel>
  )
}
