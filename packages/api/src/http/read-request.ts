import { canName, fieldErrors, invalidInput, notFound, Problem } from '@lectern/core/platform'
import type { Context } from 'hono'
import * as z from 'zod'
import { HttpProblem } from './problem-document.ts'

const parse = <S extends z.ZodType>(schema: S | undefined, input: unknown, path?: string): z.infer<S> => {
  if (!schema) return undefined as z.infer<S>
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const errors = fieldErrors(result.error.issues)
  throw invalidInput(path === undefined ? errors : errors.map((error) => ({ ...error, path })))
}

/** A header; its errors name it like a field. @throws Problem invalid `input.invalid` */
export const readHeader = <S extends z.ZodType>(schema: S, c: Context, name: string): z.infer<S> =>
  parse(schema, c.req.header(name.toLowerCase()), name)

/**
 * The parts of the address. A value that can't be an id or slug is answered like one that doesn't exist.
 * @throws Problem not-found
 */
export const readParams = <S extends z.ZodType>(schema: S | undefined, c: Context): z.infer<S> => {
  if (!schema) return undefined as z.infer<S>
  const params = c.req.param()
  const result = schema.safeParse(params)
  if (!result.success || !Object.values(params).every(canName)) throw notFound('thing')
  return result.data
}

/**
 * The query. Unknown and repeated names are refused, since such mistakes would otherwise go unnoticed.
 * @throws Problem invalid `input.invalid`
 */
export const readQuery = <S extends z.ZodType>(schema: S | undefined, c: Context): z.infer<S> => {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const errors = Object.entries(c.req.queries()).flatMap(([path, values]) => {
    if (!known.includes(path)) return [{ path, message: `“${path.slice(0, 40)}” isn’t a query parameter here` }]
    if (values.length > 1) return [{ path, message: 'Send it only once' }]
    return values.some((value) => /\p{Cc}/u.test(value)) ? [{ path, message: 'Remove control characters' }] : []
  })
  if (errors.length > 0) throw invalidInput(errors)
  return parse(schema, c.req.query())
}

/** No schema of ours is nested deeper. */
const deepest = 32

/** Checks a whole body for what no schema checks: depth, and broken characters, which no key can hold. */
const refuseMalformed = (body: unknown): void => {
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value: body, path: '', depth: 0 }]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { value, path, depth } = one
    if (depth > deepest) throw invalidInput([{ path, message: 'The body is nested too deeply' }])
    if (typeof value === 'string' && !value.isWellFormed()) {
      throw invalidInput([{ path, message: 'This contains a broken character. Send it again.' }])
    }
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value)) {
      if (!name.isWellFormed()) throw invalidInput([{ path, message: 'A field name contains a broken character.' }])
      waiting.push({ value: inner, path: path === '' ? name : `${path}.${name}`, depth: depth + 1 })
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The body: JSON in UTF-8, or text where the operation takes text.
 * @throws Problem invalid `input.invalid`, `input.malformed`; HttpProblem 415 `input.wrong-content-type`
 */
export const readBody = async <S extends z.ZodType>(
  schema: S | undefined,
  c: Context,
  { bodyOptional, bodyText }: { bodyOptional?: boolean; bodyText?: boolean },
): Promise<z.infer<S>> => {
  if (!schema) return undefined as z.infer<S>
  const bytes = await c.req.arrayBuffer()
  if (bytes.byteLength === 0 && bodyOptional) return parse(schema, {})
  const type = c.req.header('content-type') ?? ''
  if (bodyText && /^text\/(csv|plain)\s*(;|$)/i.test(type)) return parse(schema, new TextDecoder().decode(bytes))
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpProblem(415, 'input.wrong-content-type', 'Send the body as application/json.')
  }
  let body: unknown
  try {
    body = JSON.parse(utf8.decode(bytes))
  } catch {
    throw new Problem('invalid', 'input.malformed', 'The body isn’t valid JSON in UTF-8.')
  }
  refuseMalformed(body)
  return parse(schema, body)
}
