import type { Resource, Template } from '../../../infra/data/template.ts'

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Logical ids without the hash that CDK adds to those of its making. */
export const plain = (id: string) => id.replace(/[0-9A-F]{8}(?=$|\.)/, '')

/** CloudFormation's references as text, `${Table.Arn}/backup/*`, so that an expectation can be read. */
export const readable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(readable)
  if (!isRecord(value)) return value
  const [entry, ...others] = Object.entries(value)
  if (entry && others.length === 0) {
    const [name, inner] = entry
    if (name === 'Ref') return `\${${plain(String(inner))}}`
    if (name === 'Fn::GetAtt' && Array.isArray(inner)) return `\${${plain(String(inner[0]))}.${inner[1]}}`
    if (name === 'Fn::Join' && Array.isArray(inner)) return (readable(inner[1]) as unknown[]).join(String(inner[0]))
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner)]))
}

export const resourcesOf = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter(({ Type }) => Type === type)

/** The properties of the resource that bears this id, with or without CDK's hash; nothing when there is none. */
export const properties = (template: Template, id: string): Record<string, unknown> => {
  const found = Object.entries(template.Resources).find(([name]) => name === id || plain(name) === id)
  return (readable(found?.[1].Properties) ?? {}) as Record<string, unknown>
}
