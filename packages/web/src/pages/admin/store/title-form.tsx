import type { Product } from '@lectern/core/catalog'
import { Checkbox } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownRows } from '../../../forms/typed.ts'
import { CoverFields } from '../cover-fields.tsx'
import { AboutFields } from './about-fields.tsx'
import { kindOptions } from './title-words.ts'

type Props = { saved?: Product | undefined }
type Row = { row: string; number: number }

const FormatRow = ({ row, number }: Row) => {
  const optional = number === 1 ? false : ('unsaid' as const)
  return (
    <fieldset class={number === 1 ? '' : 'border-t border-base-300 pt-4'}>
      <legend class="sr-only">Format {number}</legend>
      <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1.4fr)_10rem]">
        <TextInput name={`${row}.name`} optional={optional} label={`Format ${number}`} maxlength={80} />
        <Select
          name={`${row}.type`}
          optional={optional}
          label="Format"
          options={[
            { value: 'download', label: 'Download' },
            { value: 'physical', label: 'Print, shipped' },
          ]}
        />
        <TextInput name={`${row}.price`} optional={optional} label="Price" prefix="$" inputmode="decimal" />
      </div>
      <HiddenFields typed={[`${row}.slug`]} />
    </fieldset>
  )
}

const EditionRow = ({ row, number }: Row) => (
  <fieldset class={number === 1 ? '' : 'border-t border-base-300 pt-4'}>
    <legend class="sr-only">Version {number}</legend>
    <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[10rem_12rem_minmax(0,1fr)]">
      <TextInput name={`${row}.label`} optional="unsaid" label={`Version ${number}`} maxlength={40} />
      <TextInput name={`${row}.releasedOn`} optional="unsaid" label="Released on" type="date" />
      <TextInput name={`${row}.note`} optional="unsaid" label="What’s new" maxlength={400} />
    </div>
  </fieldset>
)

/** The editor of a title, whole. */
export const TitleForm = ({ saved }: Props) => (
  <form
    class="grid grid-cols-[minmax(0,1fr)] gap-5"
    method="post"
    action={saved === undefined ? '/admin/store/new' : `/admin/store/${saved.slug}`}
    novalidate
  >
    <HiddenFields typed={['revision']} />
    <AboutFields fresh={saved === undefined} kind={<Select name="kind" label="Kind" options={kindOptions} />} />
    <Panel title="Formats and prices">
      <p class="text-sm text-muted">
        Prices in dollars, like 24.95. Enter 0 for free, no card needed. We ignore blank rows. Earlier orders keep their
        price.
      </p>
      {shownRows('formats', 2).map((row, index) => (
        <FormatRow row={row} number={index + 1} />
      ))}
      <Checkbox
        name="includedInMembership"
        label="Members download it for free"
        hint="Printed copies cost the same for everyone."
      />
    </Panel>
    <Panel title="Versions">
      <p class="text-sm text-muted">Buyers can get all versions, newest first. Leave blank if there’s only one.</p>
      {shownRows('editions', 1).map((row, index) => (
        <EditionRow row={row} number={index + 1} />
      ))}
    </Panel>
    <CoverFields saved={saved} />
    <div class="flex flex-wrap gap-2">
      <SubmitButton busy="Saving…">{saved === undefined ? 'Save draft' : 'Save'}</SubmitButton>
    </div>
  </form>
)
