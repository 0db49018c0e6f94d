import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test, vi } from 'vitest'
import { newDataStack, readTemplate, type Template } from '../../../infra/data/template.ts'
import { properties } from './readable.ts'

type Key = { field: string }
type Schema = {
  model: { entity: string }
  attributes: Record<string, { field?: string }>
  indexes: Record<string, { index?: string; pk: Key; sk?: Key }>
}

const declared = vi.hoisted((): { schemas: unknown[] } => ({ schemas: [] }))

// Every entity of the core is declared by one function. What passes through it is the model, no matter who wrote it and how.
vi.mock('../../../packages/core/src/platform/entity.ts', async (original) => {
  const module = await original<typeof import('../../../packages/core/src/platform/entity.ts')>()
  const entity = (declaration: Parameters<typeof module.schemaOf>[0]) => {
    declared.schemas.push(module.schemaOf(declaration))
    return module.entity(declaration)
  }
  return { ...module, entity }
})

// A declaration ends its line there; a mention in a comment does not.
const declaration = /= entity\(\{\n/g
const root = resolve('packages/core/src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join(root, path))
  .filter((path) => readFileSync(path, 'utf8').match(declaration))

let schemas: Schema[] = []
let template: Template = { Resources: {}, Outputs: {} }

beforeAll(async () => {
  for (const file of files) await import(pathToFileURL(file).href)
  schemas = declared.schemas as Schema[]
  template = readTemplate(newDataStack({ stage: 'production' })).template
})

const sorted = (lines: Iterable<string>) => [...new Set(lines)].sort()

test('every entity that the core declares is seen', () => {
  const inText = files.flatMap((file) => readFileSync(file, 'utf8').match(declaration) ?? [])
  expect(schemas.length).toBeGreaterThan(15)
  expect(schemas.length).toBe(inText.length)
})

test('the table has the keys and indexes that the entities use, and not one besides', () => {
  const used = schemas.flatMap(({ indexes }) =>
    Object.values(indexes).map(({ index, pk, sk }) => `${index ?? 'table'} ${pk.field} ${sk?.field}`),
  )
  type Keys = { AttributeName: string; KeyType: string }[]
  const line = (name: string, keys: Keys) => `${name} ${keys.map(({ AttributeName }) => AttributeName).join(' ')}`
  const { KeySchema, GlobalSecondaryIndexes } = properties(template, 'Table') as {
    KeySchema: Keys
    GlobalSecondaryIndexes: { IndexName: string; KeySchema: Keys }[]
  }
  const built = [
    line('table', KeySchema),
    ...GlobalSecondaryIndexes.map((index) => line(index.IndexName, index.KeySchema)),
  ]
  expect(sorted(used)).toEqual(sorted(built))
})

test('the table declares the attributes of its keys, and not one besides', () => {
  const used = schemas.flatMap(({ indexes }) =>
    Object.values(indexes).flatMap(({ pk, sk }) => [pk.field, sk?.field ?? '']),
  )
  const { AttributeDefinitions } = properties(template, 'Table') as {
    AttributeDefinitions: { AttributeName: string }[]
  }
  expect(sorted(used)).toEqual(sorted(AttributeDefinitions.map(({ AttributeName }) => AttributeName)))
})

test('the attribute by which DynamoDB cleans up is one that entities write', () => {
  const { TimeToLiveSpecification } = properties(template, 'Table') as {
    TimeToLiveSpecification: { AttributeName: string }
  }
  const writers = schemas.filter(({ attributes }) =>
    Object.entries(attributes).some(([name, { field }]) => (field ?? name) === TimeToLiveSpecification.AttributeName),
  )
  expect(writers.map(({ model }) => model.entity)).not.toEqual([])
})
