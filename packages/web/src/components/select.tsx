import { typedAt } from '../forms/typed.ts'
import { Field, type FieldProps } from './field.tsx'

export type Option = { value: string; label: string }

type Props = FieldProps & {
  options: readonly Option[] | readonly { group: string; options: readonly Option[] }[]
  value?: string
  /** The first line while nothing is chosen: "Choose a zone". */
  prompt?: string
  autocomplete?: string
}

type Choices = { options: Props['options']; value?: string }

/** The options of a <select>, in groups where they have some. */
export const Options = ({ options, value }: Choices) => (
  <>
    {options.map((option) =>
      'group' in option ? (
        <optgroup label={option.group}>
          <Options options={option.options} value={value} />
        </optgroup>
      ) : (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ),
    )}
  </>
)

/** One of a list. */
export const Select = ({ options, value, prompt, autocomplete, ...field }: Props) => (
  <Field {...field}>
    {(wiring) => (
      <select class="control" autocomplete={autocomplete} {...wiring}>
        {prompt !== undefined && <option value="">{prompt}</option>}
        <Options options={options} value={value ?? typedAt(field.name)} />
      </select>
    )}
  </Field>
)
