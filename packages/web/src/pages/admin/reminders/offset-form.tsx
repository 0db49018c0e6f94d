import { formatOffset } from '@lectern/core/reminders'
import { Checkbox } from '../../../components/choice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { typedAt } from '../../../forms/typed.ts'
import { units } from './read-offsets.ts'

const [hour, day] = [60, 24 * 60]
const presets = [14 * day, 7 * day, 3 * day, 2 * day, day, 3 * hour, hour, hour / 2]

type Props = {
  slug: string
  /** As it is, in minutes before a session. */
  chosen: readonly number[]
  /** Whether the event has moments of its own. */
  own: boolean
  usual: readonly number[]
  kind: string
}

const sentence = (minutes: readonly number[]): string =>
  minutes.length === 0 ? 'none' : minutes.map(formatOffset).join(', ')

/** When an event reminds: some moments to tick, and one of any length. */
export const OffsetForm = ({ slug, chosen, own, usual, kind }: Props) => {
  const shown = [...new Set([...presets, ...chosen])].sort((a, b) => b - a)
  return (
    <Panel title="When to remind" id="moments">
      <form class="grid gap-4" method="post" action={`/admin/events/${slug}/reminders`} novalidate>
        <p>
          Before each day of the event{kind === 'conference' ? ', of a conference before its first' : ''}. Usual for a{' '}
          {kind}: {sentence(usual)}.
        </p>
        <fieldset>
          <legend class="mb-1.5 font-medium">Remind</legend>
          <div class="grid gap-x-6 sm:grid-cols-2">
            {shown.map((minutes) => (
              <Checkbox
                name="minutes"
                id={`minutes-${minutes}`}
                value={String(minutes)}
                label={formatOffset(minutes)}
              />
            ))}
          </div>
        </fieldset>
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput name="count" label="Add another" hint="5 minutes to 90 days" optional inputmode="numeric" />
          <Select
            name="unit"
            label="Counted in"
            options={units.map(({ name }) => ({ value: name, label: `${name} before` }))}
            value={typedAt('unit') || 'hours'}
          />
        </div>
        <div class="flex flex-wrap gap-2">
          <SubmitButton name="intent" value="save" busy="Saving…">
            Save
          </SubmitButton>
          {own && (
            <SubmitButton look="plain" name="intent" value="usual">
              Use defaults
            </SubmitButton>
          )}
        </div>
      </form>
    </Panel>
  )
}
