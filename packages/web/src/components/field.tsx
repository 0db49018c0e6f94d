import type { Child } from 'hono/jsx'
import { errorAt } from '../forms/errors.ts'

export type FieldProps = {
  name: string
  label: string
  hint?: Child
  /** What is wrong with it; without, what the page's errors say of its name; '' for nothing. */
  error?: string | undefined
  /** Most fields are needed; those that are not say "(optional)", except among filters, where none is: 'unsaid'. */
  optional?: boolean | 'unsaid'
  /** When one page has the same name twice. */
  id?: string
}

/** What a control needs so that its label, hint and error are read with it. */
export type Wiring = {
  id: string
  name: string
  required: boolean
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

/** The id of a field's control: `attendees[0].email` becomes `field-attendees-0-email`. Error summaries link to it. */
export const fieldId = (name: string): string => `field-${name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/-$/, '')}`

export const wire = (props: Omit<FieldProps, 'label'>): Wiring => {
  const id = props.id ?? fieldId(props.name)
  const described = [props.hint !== undefined && `${id}-hint`, props.error !== undefined && `${id}-error`]
  return {
    id,
    name: props.name,
    required: props.optional === undefined || props.optional === false,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    'aria-invalid': props.error === undefined ? undefined : 'true',
  }
}

export const FieldHint = ({ id, hint }: { id: string; hint?: Child }) =>
  hint === undefined ? null : (
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  )

export const FieldError = ({ id, error }: { id: string; error?: string | undefined }) =>
  error === undefined ? null : (
    <p class="error" id={`${id}-error`}>
      <span class="sr-only">Error: </span>
      {error}
    </p>
  )

export const Optional = ({ optional }: Pick<FieldProps, 'optional'>) =>
  optional === true ? <span class="font-normal text-muted"> (optional)</span> : null

/** Label, hint, control, error, in this order. The control comes as a function of its wiring. */
export const Field = (props: FieldProps & { children: (wiring: Wiring) => Child }) => {
  const error = (props.error ?? errorAt(props.name)) || undefined
  const wiring = wire({ ...props, error })
  return (
    <div class="grid content-start gap-1.5">
      <label class="label" for={wiring.id}>
        {props.label}
        <Optional optional={props.optional} />
      </label>
      <FieldHint id={wiring.id} hint={props.hint} />
      {props.children(wiring)}
      <FieldError id={wiring.id} error={error} />
    </div>
  )
}
