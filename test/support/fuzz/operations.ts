import { bodyOf, type Components, propertiesOf, type Schema } from './json.ts'
import { addressOf, type Route } from './routes.ts'
import type { World } from './world.tsx'

type Parameter = { name: string; in: string; required?: boolean }
type Documented = {
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema: Schema; example?: unknown }> }
}

/** A route of the API with what its document says that it reads. */
export type Operation = {
  route: Route
  address: string
  query: string[]
  headers: string[]
  /** A body that it takes, or nearly, and all that could be in one. */
  body?: { usual: unknown; properties: string[] }
}

/** All operations: the routes as the app has them, with what the document says of each. */
export const operationsOf = async (world: World): Promise<Operation[]> => {
  const document = (await (await world.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Documented>>
    components: { schemas: Components }
  }
  const components = document.components.schemas
  return world.api.map((route) => {
    const documented = document.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()] ?? {}
    const named = (place: string) =>
      (documented.parameters ?? []).flatMap((one) => (one.in === place ? [one.name] : []))
    const needed = (documented.parameters ?? []).filter((one) => one.in === 'query' && one.required)
    const values = needed.map(({ name }) => [
      name,
      name === 'session' ? (world.there.sessions ?? '') : 'ada@example.com',
    ])
    const asked = needed.length === 0 ? '' : `?${new URLSearchParams(values)}`
    const json = documented.requestBody?.content?.['application/json']
    const body = json && {
      usual: bodyOf(json, components, world.there),
      properties: propertiesOf(json.schema, components),
    }
    return {
      ...{
        route,
        address: `${addressOf(route, world.there)}${asked}`,
        query: named('query'),
        headers: named('header'),
      },
      ...(body ? { body } : {}),
    }
  })
}
