import { Field, type FieldProps } from './field.tsx'

export type Option = { value: string; label: string }

type Props = FieldProps & {
  options: readonly Option[] | readonly { group: string; options: readonly Option[] }[]
  value?: string
  /** The first line while nothing is chosen: "Choose a zone". */
  prompt?: string
}

const Options = ({ options, value }: { options: readonly Option[]; value?: string }) => (
  <>
    {options.map((option) => (
      <option value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ))}
  </>
)

/** One of a list. */
export const Select = ({ options, value, prompt, ...field }: Props) => (
  <Field {...field}>
    {(wiring) => (
      <select class="control" {...wiring}>
        {prompt !== undefined && <option value="">{prompt}</option>}
        {options.map((option) =>
          'group' in option ? (
            <optgroup label={option.group}>
              <Options options={option.options} value={value} />
            </optgroup>
          ) : (
            <Options options={[option]} value={value} />
          ),
        )}
      </select>
    )}
  </Field>
)
