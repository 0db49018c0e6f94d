import type { Child } from 'hono/jsx'
import { Panel } from '../../../components/panel.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { Columns } from '../../../layout/columns.tsx'

type Props = { fresh: boolean; kind?: Child }

/** What a title or a bundle says of itself. */
export const AboutFields = ({ fresh, kind }: Props) => {
  return (
    <Panel title="About">
      <Columns>
        <TextInput name="title" label="Title" maxlength={200} />
        <TextInput name="subtitle" label="Subtitle" optional maxlength={200} />
      </Columns>
      {(fresh || kind !== undefined) && (
        <Columns>
          {kind}
          {fresh && (
            <TextInput
              name="slug"
              label="Address"
              hint="Can’t change later. Leave blank to use the title."
              prefix="/store/"
              optional
              autocomplete="off"
              maxlength={80}
            />
          )}
        </Columns>
      )}
      <Columns>
        <TextArea name="authors" label="Authors" hint="One per line" optional rows={2} />
        <TextInput name="tags" label="Tags" hint="Separate with commas, like service, client" optional />
      </Columns>
      <TextArea
        name="summary"
        label="Summary"
        hint="A sentence for lists and search engines"
        optional
        rows={2}
        maxlength={400}
      />
      <TextArea name="description" label="Description" hint="Leave a blank line between paragraphs" optional rows={6} />
    </Panel>
  )
}
