import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'

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
  /** A new record's address is asked for as well. */
  isNew: boolean
  prefix: string
  fields: readonly RecordField[]
}

export const SaveRecord = () => <SubmitButton busy="Saving…">Save</SubmitButton>

/** The editor of a record that has no more than some texts. */
export const RecordEditor = ({ isNew, prefix, fields }: Props) => (
  <>
    <HiddenFields typed={['revision']} />
    <Panel>
      {fields.map(({ name, lines, type, ...field }) =>
        lines === undefined ? (
          <TextInput {...field} name={name} type={type} />
        ) : (
          <TextArea {...field} name={name} rows={lines} />
        ),
      )}
      {isNew && (
        <TextInput
          name="slug"
          label="Page address"
          hint="Can’t change later. Leave blank to use the name."
          prefix={prefix}
          optional
        />
      )}
      <div>
        <SaveRecord />
      </div>
    </Panel>
  </>
)
