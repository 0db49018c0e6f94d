import { shownTyped } from '../forms/typed.ts'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  /** Without, what the page's form holds under its name. */
  value?: string | number
  type?: 'text' | 'email' | 'tel' | 'url' | 'number' | 'search' | 'date' | 'time' | 'datetime-local'
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url'
  placeholder?: string
  /** "$" before, "percent" after. */
  prefix?: string
  suffix?: string
  maxlength?: number
  min?: string | number
  max?: string | number
  step?: string | number
  pattern?: string
  readonly?: boolean
  disabled?: boolean
  autofocus?: boolean
  /** The form that it's sent with, where it's outside. */
  form?: string | undefined
}

/** One line of text. It keeps what was typed, also beside an error. */
export const TextInput = (props: Props) => {
  const { label, hint, error, optional, name, id, prefix, suffix, type = 'text', ...rest } = props
  const value = props.value ?? shownTyped()?.text(name)
  return (
    <Field {...{ label, hint, error, optional, name, id }}>
      {(wiring) => (
        <div class="flex">
          {prefix !== undefined && <span class="control-prefix">{prefix}</span>}
          <input class="control nums min-w-0 flex-1" type={type} {...rest} value={value} {...wiring} />
          {suffix !== undefined && <span class="control-suffix">{suffix}</span>}
        </div>
      )}
    </Field>
  )
}
