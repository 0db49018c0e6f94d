import { buttonClass } from './button.tsx'
import { Field, type FieldProps } from './field.tsx'
import { Island } from './island.tsx'

/** An address or a key to take along. The button appears where scripts run; the text can be selected everywhere. */
export const CopyField = ({ value, ...field }: FieldProps & { value: string }) => (
  <Field {...field}>
    {({ required: _, ...wiring }) => (
      <div class="flex flex-wrap gap-2">
        <input
          class="control min-w-0 flex-1 basis-56 font-mono text-sm"
          type="text"
          readonly
          value={value}
          {...wiring}
        />
        <button type="button" class={buttonClass({})} data-copy={wiring.id} aria-live="polite" hidden>
          Copy
        </button>
        <Island name="clipboard" />
      </div>
    )}
  </Field>
)
