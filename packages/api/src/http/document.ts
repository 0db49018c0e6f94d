import { type Declared, usualBodyKilobytes } from './declared.ts'
import { type Api, route } from './route.ts'

const tags = [
  { name: 'Health', description: 'Whether the API is up.' },
  { name: 'Events', description: 'Classes, webinars, breakouts, conferences, and meetings.' },
  { name: 'Store', description: 'Books, downloads, recorded training, and bundles of them.' },
  { name: 'Orders', description: 'Prices, registrations, and the waitlist.' },
  { name: 'Me', description: "What belongs to the API key's owner." },
  { name: 'Membership', description: 'Plans, what you are a member of, and your team.' },
  { name: 'Admin: catalog', description: 'Courses, events, titles, and bundles.' },
  { name: 'Admin: sales', description: 'Promotions, orders, rosters, and emails.' },
  { name: 'Admin: people', description: 'People and their memberships.' },
  { name: 'Admin: membership', description: 'Plans, memberships, and teams.' },
  { name: 'Webhooks', description: 'Events from other services.' },
]

const description = `Events, registrations, orders, and everything the site's pages do, for programs.

Amounts are integer cents in fields ending in \`Cents\`. Instants are RFC 3339 in UTC, such as
\`2024-04-23T16:00:00Z\`; local date-times have no offset and are in the zone given next to them.
Unknown fields in a body are refused. Lists are \`{ items, next }\`; send \`next\` back as \`?cursor=\`.
Errors are \`application/problem+json\` with a stable \`code\`.`

type Document = ReturnType<Api['app']['getOpenAPI31Document']>

/** The generator writes an expression with its flags, `^a$/u`; a pattern has none (JSON Schema, 6.3.3). */
const withoutFlags = (document: Document): Document =>
  JSON.parse(JSON.stringify(document), (name, value: unknown) =>
    name === 'pattern' && typeof value === 'string' ? value.replace(/\/[dgimsuvy]+$/, '') : value,
  )

/** The OpenAPI 3.1 document of what was registered. Made when first asked for: most processes never are. */
export const documentOf = ({ app, services }: Api): (() => Document) => {
  let made: Document | undefined
  return () => {
    made ??= withoutFlags(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Lectern API',
          version: services.version,
          description,
          license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
          contact: { name: services.organizer.name, email: services.organizer.email },
        },
        servers: [{ url: '/', description: 'This site' }],
        tags,
      }),
    )
    return made
  }
}

/** What a public address that the document doesn't list declares. */
export const publicPage = (path: string): Declared => ({
  ...{ method: 'get', path, who: 'nobody', audit: undefined },
  ...{ caching: 'revalidated', limits: [], bodyKilobytes: usualBodyKilobytes, delivers: 'no' },
})

/** Registers the ways to say who asks, and answers the document. */
export const documentRoutes = (api: Api): void => {
  const { app } = api
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: "A person's API key, lk_…",
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'orderToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token returned with an order. It opens that order only.',
  })
  const document = documentOf(api)
  route(api, publicPage('/api/openapi.json'), async (c) => c.json(document()))
}
