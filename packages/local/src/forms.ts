import { Problem } from '@lectern/core/platform'
import type { Context } from 'hono'

export const wantsJson = (context: Context): boolean => /\bjson\b/.test(context.req.header('accept') ?? '')

/** A form of a browser is sent on to a page; everything else gets JSON. */
export const isForm = (context: Context): boolean =>
  /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(context.req.header('content-type') ?? '') &&
  !wantsJson(context)

/** What was sent, from a form or as JSON. */
export const bodyOf = async (context: Context): Promise<unknown> => {
  if (/^(application\/x-www-form|multipart)/.test(context.req.header('content-type') ?? ''))
    return context.req.parseBody()
  const text = await context.req.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid', 'input.not-json', 'The body isn’t valid JSON.')
  }
}
