import {
  type Attribute,
  type CustomAttributeTypeName,
  Entity,
  type OpaquePrimitiveTypeName,
  type Schema,
} from 'electrodb'
import type { retention } from './retention.ts'
import { indexes, type Table, ttlAttribute } from './table.ts'

/** Stored as it is given; of the type that is said. */
const anyOf = <T>() => 'any' as unknown as CustomAttributeTypeName<T>

/** A text that is one of some words. */
const textOf = <T extends string>() => 'string' as unknown as OpaquePrimitiveTypeName<T>

/** Attributes that every item of an entity has. */
export const required = {
  text: { type: 'string', required: true },
  number: { type: 'number', required: true },
  flag: { type: 'boolean', required: true },
  texts: { type: 'list', items: { type: 'string' }, required: true },
  textOf: <T extends string>() => ({ type: textOf<T>(), required: true }) as const,
  anyOf: <T>() => ({ type: anyOf<T>(), required: true }) as const,
} as const

/** Attributes that an item may do without. */
export const optional = {
  text: { type: 'string' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  texts: { type: 'list', items: { type: 'string' } },
  anyOf: <T>() => ({ type: anyOf<T>() }) as const,
} as const

/** What the table forgets by itself. Its items carry `ttl`, in epoch seconds. */
type Forgotten = {
  [K in keyof typeof retention]: (typeof retention)[K]['by'] extends 'ttl' ? K : never
}[keyof typeof retention]

/**
 * One way to find an item: by its own key, or by an index that it is in when it has all attributes that are named here.
 * Templates name attributes in braces: `roster#${event}#${shard}`. They are stored as written, so they never change.
 */
type Key = {
  index?: keyof typeof indexes
  pk: string
  sk: string
  /** Keeps an item out of the index even though it has the attributes. */
  condition?: (item: Record<string, unknown>) => boolean
}

/** The attributes that a template names: `roster#${event}#${shard}` gives `['event', 'shard']`. */
type NamedIn<Template extends string> = Template extends `${string}\${${infer Name}}${infer Rest}`
  ? readonly [Name, ...NamedIn<Rest>]
  : readonly []

/** A key whose templates name attributes alone. */
type KeyOf<Name extends PropertyKey, K extends Key> = NamedIn<K['pk'] | K['sk']>[number] extends Name
  ? Key
  : Record<`no attribute ${Exclude<NamedIn<K['pk'] | K['sk']>[number], Name>}`, true>

type Part<Template extends string> = { field: string; composite: NamedIn<Template>; template: Template; casing: 'none' }

type IndexOf<K extends Key> = { pk: Part<K['pk']>; sk: Part<K['sk']> } & (K extends { index: string }
  ? { index: string }
  : unknown)

type WithTtl<A, Kept> = Kept extends string ? ('ttl' extends keyof A ? A : A & { ttl: typeof required.number }) : A

type SchemaOf<A, K extends Record<string, Key>> = {
  model: { entity: string; version: string; service: string }
  attributes: A
  indexes: { [Name in keyof K]: IndexOf<K[Name]> }
}

type EntityOf<A, S> =
  S extends Schema<keyof A & string, string, string> ? Entity<keyof A & string, string, string, S> : never

type Declared = {
  name: string
  kept?: Forgotten | undefined
  attributes: Record<string, Attribute>
  keys: Record<string, Key>
}

const partOf = (field: string, template: string) => ({
  field,
  composite: [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name),
  template,
  casing: 'none' as const,
})

const indexOf = ({ index, pk, sk, condition }: Key): Schema<string, string, string>['indexes'][string] => {
  const fields = index ? indexes[index] : { pk: 'pk', sk: 'sk' }
  return {
    ...(index && { index: indexes[index].index }),
    ...(condition && { condition }),
    pk: partOf(fields.pk, pk),
    sk: partOf(fields.sk, sk),
  }
}

/** What a declaration means to ElectroDB. */
export const schemaOf = ({ name, kept, attributes, keys }: Declared): Schema<string, string, string> => ({
  model: { entity: name, version: '1', service: 'lectern' },
  attributes: kept ? { [ttlAttribute]: required.number, ...attributes } : attributes,
  indexes: Object.fromEntries(Object.entries(keys).map(([key, parts]) => [key, indexOf(parts)])),
})

/**
 * Declares what is stored of one kind of item, and by which keys it is found. Bound to the table that a use case is given:
 * `const orders = entity({ … })`, then `orders(table)` is ElectroDB's, with `get`, `put`, and a query for each key.
 * Bound once per table, since that costs more than using it. docs/data.md lists all declarations.
 * @param declared.kept  for how long, when the table forgets it by itself; adds the attribute `ttl`, see `ttlOf`
 */
export const entity = <
  const A extends Record<string, Attribute>,
  const K extends Record<string, Key>,
  const Kept extends Forgotten | undefined = undefined,
>(declared: {
  name: string
  kept?: Kept
  attributes: A
  keys: K & { [Name in keyof K]: KeyOf<keyof WithTtl<A, Kept>, K[Name]> }
}): ((table: Table) => EntityOf<WithTtl<A, Kept>, SchemaOf<WithTtl<A, Kept>, K>>) => {
  type Bound = EntityOf<WithTtl<A, Kept>, SchemaOf<WithTtl<A, Kept>, K>>
  const bound = new WeakMap<Table, Bound>()
  return (table) => {
    const known = bound.get(table)
    if (known) return known
    // The types derive from the templates what `schemaOf` does.
    const made = new Entity(schemaOf(declared), { client: table.client, table: table.name }) as unknown as Bound
    bound.set(table, made)
    return made
  }
}
