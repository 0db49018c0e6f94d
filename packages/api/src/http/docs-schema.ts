/** A JSON Schema in the document, as far as this page uses it. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: boolean | Schema
  description?: string
  format?: string
  default?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
}

const bounds = ({ minimum, maximum, maxLength, maxItems, default: fallback }: Schema): string => {
  const words = [
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : '',
    minimum !== undefined && maximum === undefined ? `at least ${minimum}` : '',
    maximum !== undefined && minimum === undefined ? `at most ${maximum}` : '',
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    maxItems === undefined ? '' : `at most ${maxItems}`,
    fallback === undefined ? '' : `else ${JSON.stringify(fallback)}`,
  ].filter(Boolean)
  return words.join(', ')
}

const simple = (schema: Schema): string => {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'anything')
  return schema.format ? `${type} (${schema.format})` : type
}

/** A schema in words that look like the JSON they stand for; a field with `?` may be left out. */
export const describeSchema = (schema: Schema, indent = ''): string => {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices) return choices.map((choice) => describeSchema(choice, indent)).join(schema.allOf ? ' & ' : ' | ')
  if (schema.items) return `[${describeSchema(schema.items, indent)}]`
  const names = Object.keys(schema.properties ?? {})
  if (schema.type !== 'object' || names.length === 0) {
    if (typeof schema.additionalProperties === 'object') {
      return `{ [name]: ${describeSchema(schema.additionalProperties, indent)} }`
    }
    return schema.type === 'object' ? '{}' : simple(schema)
  }
  const inner = `${indent}  `
  const lines = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const mark = schema.required?.includes(name) ? '' : '?'
    const note = [bounds(field), field.description ?? ''].filter(Boolean).join('. ')
    return `${inner}${name}${mark}: ${describeSchema(field, inner)}${note ? `  // ${note}` : ''}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}
