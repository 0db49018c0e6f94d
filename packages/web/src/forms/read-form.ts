import { Problem } from '@lectern/core/platform'
import type { Context } from 'hono'

const kinds = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i

/**
 * The fields and files of a form that was sent, as a whole or in parts; asked for again, it is the same.
 * @throws Problem invalid `input.no-form` for what is no form, or a broken one
 */
export const readFormData = async (c: Context): Promise<FormData> => {
  const noForm = () => new Problem('invalid', 'input.no-form', 'This address only accepts its page’s form.')
  if (!kinds.test(c.req.header('content-type') ?? '')) throw noForm()
  try {
    return await c.req.formData()
  } catch (error) {
    // What cannot be parsed; a body that is too long or breaks off is refused where it is limited.
    if (error instanceof TypeError) throw noForm()
    throw error
  }
}

/** A field that holds text; empty when it is missing or a file. */
export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
