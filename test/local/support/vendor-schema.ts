import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { createGenerator, type Schema, type SchemaGenerator } from 'ts-json-schema-generator'

export type Node = { [name: string]: unknown }

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

/**
 * Stripe's enumerations admit any other string, for values to come. A stand-in should answer only with those that are
 * documented, so the open end is cut off.
 */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed)
  if (!isNode(value)) return value
  const node = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closed(inner)]))
  const choices = nodes(node.anyOf)
  if (!choices.some((choice) => typeof choice.const === 'string')) return node
  return { ...node, anyOf: choices.filter((choice) => !(choice.type === 'string' && choice.const === undefined)) }
}

let generator: SchemaGenerator | undefined

const made = (): SchemaGenerator => {
  generator ??= createGenerator({
    path: join(import.meta.dirname, './vendor-types.ts'),
    tsconfig: join(import.meta.dirname, '../../../tsconfig.json'),
    type: '*',
    expose: 'none',
    skipTypeCheck: true,
    additionalProperties: false,
  })
  return generator
}

/** JSON Schema of one of the vendor's types, by its name in vendor-types.ts. */
export const schemaOf = (type: string): Node => {
  const schema: Schema = made().createSchema(type)
  const tidy = closed(schema)
  if (!isNode(tidy)) throw new Error(`No schema for ${type}`)
  return tidy
}

const compiled = new Map<string, ValidateFunction>()

export const validator = (type: string): ValidateFunction => {
  const known = compiled.get(type)
  if (known) return known
  const fresh = new Ajv({ allErrors: true, strict: false }).compile(schemaOf(type))
  compiled.set(type, fresh)
  return fresh
}

export const faultsOf = (validate: ValidateFunction, value: unknown): unknown =>
  validate(value) ? [] : validate.errors

/** What one finds at a place of a schema, through references and alternatives. */
const alternatives = (root: Node, node: Node): Node[] => {
  if (typeof node.$ref === 'string') {
    const name = decodeURIComponent(node.$ref.replace('#/definitions/', ''))
    const target = isNode(root.definitions) ? root.definitions[name] : undefined
    return isNode(target) ? alternatives(root, target) : []
  }
  const inner = [...nodes(node.anyOf), ...nodes(node.allOf)]
  return [node, ...inner.flatMap((each) => alternatives(root, each))]
}

/** The names and values that we accept and the vendor does not know. */
export const strangers = (ours: Node, vendor: Node[], root: Node, path: string): string[] => {
  const all = vendor.flatMap((node) => alternatives(root, node))
  if (isNode(ours.properties)) {
    return Object.entries(ours.properties).flatMap(([name, inner]) => {
      const known = all.flatMap((node) =>
        isNode(node.properties) && isNode(node.properties[name]) ? [node.properties[name]] : [],
      )
      if (known.length === 0) return [`${path}.${name}`]
      return isNode(inner) ? strangers(inner, known.filter(isNode), root, `${path}.${name}`) : []
    })
  }
  if (isNode(ours.items)) {
    const items = all.flatMap((node) => (isNode(node.items) ? [node.items] : []))
    return items.length === 0 ? [`${path}[]`] : strangers(ours.items, items, root, `${path}[]`)
  }
  if (Array.isArray(ours.enum)) {
    const values = all.flatMap((node) => [node.const, ...(Array.isArray(node.enum) ? node.enum : [])])
    const isFlag = all.some((node) => node.type === 'boolean')
    return ours.enum.filter((value) => !isFlag && !values.includes(value)).map((value) => `${path}=${String(value)}`)
  }
  return []
}
