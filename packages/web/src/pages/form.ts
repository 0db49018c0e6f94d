import { cutText, type FieldError, Problem } from '@lectern/core/platform'
import type { FormError } from '../components/error-summary.tsx'
import type { Request } from './site-page.tsx'

/** The fields of a form that was sent. Ours are all URL-encoded; anything else is no form of this site. */
export const readForm = async (c: Request): Promise<URLSearchParams> => {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new Problem('invalid', 'input.no-form', 'This address takes the form of its page, and nothing else.')
  }
  return new URLSearchParams(await c.req.text())
}

/** A field as it was typed; absent is empty. At most 10,000 characters, so that no page grows without end. */
export const field = (form: URLSearchParams, name: string): string => cutText(form.get(name) ?? '', 10_000)

/** What is wrong, by field, for controls and for the summary above them. */
export type Errors = ReadonlyMap<string, string>

export const noErrors: Errors = new Map()

/** @param subject  what a field is about, where the same words stand at several: "Person 2" */
export const summaryOf = (
  errors: Errors,
  subject: (name: string) => string | undefined = () => undefined,
): FormError[] =>
  [...errors].map(([name, message]) => {
    const about = subject(name)
    return { ...(name === '' ? {} : { field: name }), message: about === undefined ? message : `${about}: ${message}` }
  })

/** The errors of a problem or a parse under the names that the form gives its fields; '' is the form as a whole. */
export const errorsOf = (errors: readonly FieldError[], nameOf: (path: string) => string | undefined): Errors => {
  const found = new Map<string, string>()
  for (const { path, message } of errors) {
    const name = nameOf(path) ?? ''
    if (!found.has(name)) found.set(name, message)
  }
  return found
}

/** The field errors that a problem carries in its details. */
export const fieldErrorsOf = (problem: Problem): FieldError[] => {
  const { errors } = problem.details
  return Array.isArray(errors) ? (errors as FieldError[]) : []
}
