import { type Course, type Event, EventKind, kindLabels } from '@lectern/core/catalog'
import { RadioGroup } from '../../../components/choice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { Columns } from '../../../layout/columns.tsx'

type Props = { saved?: Event | undefined; courses: readonly Course[] }

const kinds = EventKind.options.map((kind) => ({ value: kind, label: kindLabels[kind].one }))

/** What it is: kind, code, title, texts, course and tags. */
export const AboutFields = ({ saved, courses }: Props) => (
  <Panel title="Basics" id="basics">
    <RadioGroup name="kind" label="Kind" options={kinds} look="pills" />
    <div class="pair-wide">
      <TextInput name="title" label="Title" maxlength={200} />
      <TextInput name="code" label="Code" optional maxlength={20} placeholder="5W22" />
    </div>
    {(saved === undefined || saved.status === 'draft') && (
      <TextInput
        name="slug"
        label="Page address"
        hint={
          saved
            ? 'You can change it until you publish. Check promotions that use this event.'
            : 'Can’t change after you publish. Leave blank to use the code or title.'
        }
        prefix="/events/"
        optional
        maxlength={80}
      />
    )}
    <TextArea name="summary" label="Summary" hint="A sentence or two for lists and emails" optional rows={2} />
    <TextArea name="description" label="Description" hint="Leave a blank line between paragraphs" optional rows={7} />
    <Columns>
      <Select
        name="course"
        label="Course"
        hint="The course this event is a run of"
        optional
        prompt="No course"
        options={courses.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <TextInput name="tags" label="Tags" hint="Separate with commas, like sales, service-desk" optional />
    </Columns>
  </Panel>
)
