import { typedAt } from '../forms/typed.ts'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & { value?: string; rows?: number; placeholder?: string; maxlength?: number }

/** Several lines of text. */
export const TextArea = ({ value, rows = 5, placeholder, maxlength, ...field }: Props) => (
  <Field {...field}>
    {(wiring) => (
      <textarea class="control" rows={rows} placeholder={placeholder} maxlength={maxlength} {...wiring}>
        {value ?? typedAt(field.name)}
      </textarea>
    )}
  </Field>
)
