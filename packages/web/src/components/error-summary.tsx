import { type FormError, shownErrors, summaryOf } from '../forms/errors.ts'
import { fieldId } from './field.tsx'
import { Island } from './island.tsx'

/**
 * What is wrong with a form, above it, each with a link to its field: what the page was given, unless told otherwise. It takes the
 * focus when the page opens.
 */
export const ErrorSummary = (props: { errors?: readonly FormError[] | undefined; title?: string }) => {
  const { errors = summaryOf(shownErrors()), title } = props
  return errors.length === 0 ? null : (
    <div
      class="rounded-field border border-l-4 border-error bg-base-100 px-4 py-3"
      role="alert"
      tabindex={-1}
      id="errors"
      autofocus
    >
      <h2 class="font-sans text-base font-semibold tracking-normal">
        {title ?? (errors.length === 1 ? 'Please fix 1 field' : `Please fix ${errors.length} fields`)}
      </h2>
      <ul class="mt-1.5 grid gap-2">
        {errors.map((error) => (
          <li class="text-error">
            {error.field === undefined ? (
              error.message
            ) : (
              <a class="text-link inline-block" href={`#${fieldId(error.field)}`}>
                {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
      <Island name="mended" />
    </div>
  )
}
