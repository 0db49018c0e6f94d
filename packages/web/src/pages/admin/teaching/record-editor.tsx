import type { Child } from 'hono/jsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'

/** A field of a simple record: its name in the schema, and how it is shown. */
export type RecordField = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  lines?: number
  type?: 'text' | 'email' | 'url'
}

type Props = {
  title: string
  /** Where it is sent; for a new record the address is asked for as well. */
  action: string
  isNew: boolean
  prefix: string
  fields: readonly RecordField[]
  typed: Typed
  children?: Child
}

/** The editor of a record that has no more than some texts. */
export const RecordEditor = ({ title, action, isNew, prefix, fields, typed, children }: Props) => (
  <form class="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5" method="post" action={action} novalidate>
    <PageHeading size="work" title={title} actions={<SubmitButton busy="Saving…">Save</SubmitButton>}>
      {children}
    </PageHeading>
    <ErrorSummary />
    <HiddenFields values={{ revision: typed.text('revision') || undefined }} />
    <Panel>
      {fields.map(({ name, lines, type, ...field }) =>
        lines === undefined ? (
          <TextInput {...field} name={name} type={type} value={typed.text(name)} />
        ) : (
          <TextArea {...field} name={name} rows={lines} value={typed.text(name)} />
        ),
      )}
      {isNew && (
        <TextInput
          name="slug"
          label="Address of the page"
          hint="Can’t change later. Leave blank to use the name."
          prefix={prefix}
          optional
          value={typed.text('slug')}
        />
      )}
      <div>
        <SubmitButton busy="Saving…">Save</SubmitButton>
      </div>
    </Panel>
  </form>
)
