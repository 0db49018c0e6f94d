import { nastyTexts, nastyValues, takingTurns } from './nasty.ts'

/** As much of JSON Schema as the API's document uses. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  minimum?: number
  default?: unknown
  examples?: unknown[]
}

export type Components = Readonly<Record<string, Schema>>

/** Something that a schema takes, or nearly. */
export const sampleOf = (schema: Schema, components: Components, depth = 0): unknown => {
  const ref = schema.$ref?.split('/').at(-1)
  if (ref !== undefined) return sampleOf(components[ref] ?? {}, components, depth)
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (one) return sampleOf(one, components, depth)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  if (schema.type === 'object' && depth < 6) {
    const parts = Object.entries(schema.properties ?? {})
    return Object.fromEntries(parts.map(([name, inner]) => [name, sampleOf(inner, components, depth + 1)]))
  }
  if (schema.type === 'array') return schema.items ? [sampleOf(schema.items, components, depth + 1)] : []
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (schema.format === 'email') return 'eve@example.com'
  if (schema.format === 'uri') return 'https://example.com/'
  return 'sample'
}

/** A body that an operation takes: its example, or what its schema says, with what is there where something is named. */
export const bodyOf = (
  { schema, example }: { schema: Schema; example?: unknown },
  components: Components,
  there: Readonly<Record<string, string>>,
): unknown => {
  const named: Record<string, string | undefined> = {
    session: there.sessions,
    promotionId: there.promotions,
    personId: there.people,
    person: there.people,
    seats: there.seats,
  }
  const replaced = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => replaced(one, name))
    if (typeof value !== 'object' || value === null) return (typeof value === 'string' && named[name]) || value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, key)]))
  }
  return replaced(example ?? sampleOf(schema, components))
}

/** The properties of a body's schema, in whichever of its forms. */
export const propertiesOf = (schema: Schema, components: Components): string[] => {
  const ref = schema.$ref?.split('/').at(-1)
  if (ref !== undefined) return propertiesOf(components[ref] ?? {}, components)
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [...Object.keys(schema.properties ?? {}), ...parts.flatMap((part) => propertiesOf(part, components))]
}

const [someTexts, someValues] = [takingTurns(nastyTexts, 1), takingTurns(nastyValues, 1)]

type Spoilt = { place: string; body: unknown }

/** A body again and again, each time with another thing wrong in one of its places; of a list, in its first. */
export const spoilt = function* (
  body: unknown,
  place = '',
  put: (value: unknown) => unknown = (value) => value,
): Generator<Spoilt> {
  if (typeof body === 'string') for (const text of someTexts()) yield { place, body: put(text) }
  for (const value of someValues()) yield { place, body: put(value) }
  if (typeof body !== 'object' || body === null) return
  const entries: [string, unknown][] = Array.isArray(body)
    ? [...body.slice(0, 1).entries()].map(([at, one]) => [String(at), one])
    : Object.entries(body)
  for (const [name, inner] of entries) {
    const within = (value: unknown) =>
      Array.isArray(body) ? body.map((one, at) => (String(at) === name ? value : one)) : { ...body, [name]: value }
    if (!Array.isArray(body))
      yield {
        place: `${place}.${name} missing`,
        body: put(Object.fromEntries(entries.filter(([one]) => one !== name))),
      }
    yield* spoilt(inner, `${place}.${name}`, (value) => put(within(value)))
  }
}

/** A body with one property more, of those that its example leaves out. */
export const exceeded = function* (body: unknown, properties: readonly string[]): Generator<Spoilt> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return
  for (const name of properties.filter((one) => !(one in body))) {
    for (const value of [...someTexts(), ...someValues()])
      yield { place: `.${name} besides`, body: { ...body, [name]: value } }
  }
}
