import type { Product } from '@lectern/core/catalog'
import { Checkbox } from '../../../components/choice.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { AboutFields } from './about-fields.tsx'
import { kindOptions } from './title-words.ts'

type Props = { typed: Typed; saved?: Product | undefined }
type Row = Pick<Props, 'typed'> & { index: number }

const FormatRow = ({ typed, index }: Row) => {
  const row = `formats.${index}`
  const optional = index === 0 ? false : ('unsaid' as const)
  const text = (name: string) => ({
    name: `${row}.${name}`,
    value: typed.text(`${row}.${name}`),
    optional,
  })
  return (
    <fieldset class={index === 0 ? '' : 'border-t border-base-300 pt-4'}>
      <legend class="sr-only">Format {index + 1}</legend>
      <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1.4fr)_10rem]">
        <TextInput {...text('name')} label={`Format ${index + 1}`} maxlength={80} />
        <Select
          {...text('type')}
          label="Format"
          options={[
            { value: 'download', label: 'Download' },
            { value: 'physical', label: 'Print, shipped' },
          ]}
        />
        <TextInput {...text('price')} label="Price" prefix="$" inputmode="decimal" />
      </div>
      <HiddenFields values={{ [`${row}.slug`]: typed.text(`${row}.slug`) || undefined }} />
    </fieldset>
  )
}

const EditionRow = ({ typed, index }: Row) => {
  const row = `editions.${index}`
  const text = (name: string) => ({
    name: `${row}.${name}`,
    value: typed.text(`${row}.${name}`),
    optional: 'unsaid' as const,
  })
  return (
    <fieldset class={index === 0 ? '' : 'border-t border-base-300 pt-4'}>
      <legend class="sr-only">Version {index + 1}</legend>
      <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[10rem_12rem_minmax(0,1fr)]">
        <TextInput {...text('label')} label={`Version ${index + 1}`} maxlength={40} />
        <TextInput {...text('releasedOn')} label="Released on" type="date" />
        <TextInput {...text('note')} label="What’s new" maxlength={400} />
      </div>
    </fieldset>
  )
}

/** As many rows as are filled in, and some empty ones, so that more can be written where no script runs. */
const rows = (typed: Typed, table: string, spare: number): number[] =>
  Array.from({ length: typed.count(table) + spare }, (_, index) => index)

/** The editor of a title, whole. */
export const TitleForm = ({ typed, saved }: Props) => (
  <form
    class="grid grid-cols-[minmax(0,1fr)] gap-5"
    method="post"
    action={saved === undefined ? '/admin/store/new' : `/admin/store/${saved.slug}`}
    novalidate
  >
    <ErrorSummary />
    <HiddenFields values={{ revision: typed.text('revision') || undefined }} />
    <AboutFields
      typed={typed}
      fresh={saved === undefined}
      kind={<Select name="kind" label="Kind" options={kindOptions} value={typed.text('kind')} />}
    />
    <Panel title="Formats and prices">
      <p class="text-sm text-muted">
        Prices in dollars, like 24.95. Enter 0 for free, no card needed. We ignore blank rows. Earlier orders keep their
        price.
      </p>
      {rows(typed, 'formats', 2).map((index) => (
        <FormatRow typed={typed} index={index} />
      ))}
      <Checkbox
        name="includedInMembership"
        label="Members download it for free"
        hint="Printed copies cost the same for everyone."
        checked={typed.text('includedInMembership') === 'yes'}
      />
    </Panel>
    <Panel title="Versions">
      <p class="text-sm text-muted">Buyers can get all versions, newest first. Leave blank if there’s only one.</p>
      {rows(typed, 'editions', 1).map((index) => (
        <EditionRow typed={typed} index={index} />
      ))}
    </Panel>
    <div class="flex flex-wrap gap-2">
      <SubmitButton busy="Saving…">{saved === undefined ? 'Save draft' : 'Save'}</SubmitButton>
    </div>
  </form>
)
