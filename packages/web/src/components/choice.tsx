import type { Child } from 'hono/jsx'
import { errorAt } from '../forms/errors.ts'
import { shownTyped, typedAt } from '../forms/typed.ts'
import { FieldError, FieldHint, type FieldProps, Optional, wire } from './field.tsx'

type CheckboxProps = Omit<FieldProps, 'label'> & { label: Child; value?: string; checked?: boolean }

/** A yes or no. It is never required by the browser; what must be agreed to is checked by the server, with words. */
export const Checkbox = (props: CheckboxProps) => {
  const { name, label, hint, id: given, value = 'yes' } = props
  const checked = props.checked ?? shownTyped()?.all(name).includes(value) ?? false
  // What is wrong with a group of boxes is said once, beside them: its boxes have ids of their own.
  const error = props.error ?? (given === undefined ? errorAt(name) : undefined)
  const { id, required: _, name: _name, ...wiring } = wire({ name, hint, error, id: given })
  return (
    <div class="grid gap-1">
      <label class="check" for={id}>
        <input class="tick" type="checkbox" id={id} name={name} value={value} checked={checked} {...wiring} />
        <span>{label}</span>
      </label>
      <div class="grid gap-1 pl-8">
        <FieldHint id={id} hint={hint} />
        <FieldError id={id} error={error} />
      </div>
    </div>
  )
}

export type RadioOption = { value: string; label: string; hint?: string; disabled?: boolean }

type RadioGroupProps = FieldProps & {
  options: readonly RadioOption[]
  value?: string
  /** The heading above says what its label says: it's read out, and not shown. */
  unseen?: boolean
  /** A few words each, side by side; a choice may open fields of its own, which styles find by `if-{name}-{value}`. */
  look?: 'pills'
}

/** One of a few, all in sight. The group's id is its first choice, so that an error summary's link lands there. */
export const RadioGroup = (props: RadioGroupProps) => {
  const { name, label, hint, error = errorAt(name), optional, id: given, options, value = typedAt(name), look } = props
  const { id, required, 'aria-describedby': described } = wire({ name, hint, error, optional, id: given })
  return (
    <fieldset class="grid gap-1.5" aria-describedby={described}>
      <legend class={props.unseen ? 'sr-only' : 'label mb-1.5'}>
        {label}
        <Optional optional={optional} />
      </legend>
      <FieldHint id={id} hint={hint} />
      <div class={look ?? 'grid gap-2'}>
        {options.map((option, index) => {
          const own = index === 0 ? id : `${id}-${index + 1}`
          return (
            <label class={look ? 'chip' : 'choice'} for={own}>
              <input
                class={look ? `if-${name}-${option.value}` : 'tick'}
                type="radio"
                id={own}
                name={name}
                value={option.value}
                checked={option.value === value}
                disabled={option.disabled}
                required={required}
                aria-describedby={option.hint === undefined ? undefined : `${own}-about`}
              />
              <span>
                {option.label}
                {option.hint !== undefined && (
                  <span class="block text-sm text-muted" id={`${own}-about`}>
                    {option.hint}
                  </span>
                )}
              </span>
            </label>
          )
        })}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  )
}
