import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Declared, Who } from './declared.ts'
import { Code, Example, Label, Shape, Words } from './docs-parts.tsx'
import { describeSchema, type Schema } from './docs-schema.ts'
import { documentOf, publicPage } from './document.ts'
import { type Api, route } from './route.ts'

type Content = Record<string, { schema?: Schema; example?: unknown }>
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content }>
}
type Document = {
  info: { title: string; version: string; description?: string }
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
type Call = { method: string; path: string; operation: Operation; who: Who }

const anchorOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** Who may make a call, for the reader. */
const whoMay: Record<Who, string> = {
  nobody: 'Anyone',
  signed: 'The other service, which signs it',
  all: 'Anyone; an API key identifies you',
  order: "The order's token, or an API key",
  person: 'An API key',
  instructor: "An admin's or instructor's API key",
  admin: "An admin's API key",
}

const Parameters = ({ parameters }: { parameters: Parameter[] }) =>
  parameters.length === 0 ? null : (
    <>
      <Label>Parameters</Label>
      <dl class="mt-2 grid gap-2 text-sm">
        {parameters.map(({ name, in: place, required, description, schema = {} }) => (
          <div>
            <dt>
              <code class="font-medium">{name}</code>{' '}
              <span class="text-muted">
                {place}, {describeSchema(schema)}
                {required ? ', required' : ''}
              </span>
            </dt>
            {description ? (
              <dd class="text-muted">
                <Words text={description} />
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </>
  )

const Body = ({ operation }: { operation: Operation }) => {
  const content = operation.requestBody?.content['application/json']
  if (!content?.schema) return null
  return (
    <>
      <Label>Body{operation.requestBody?.required ? '' : ' (optional)'}</Label>
      <div class="mt-2 text-sm">
        <Shape schema={content.schema} />
        <Example example={content.example} />
      </div>
    </>
  )
}

const Responses = ({ responses }: { responses: Operation['responses'] }) => {
  const answers = Object.entries(responses).sort(([a], [b]) => Number(a) - Number(b))
  return (
    <>
      <Label>Responses</Label>
      <ul class="mt-2 grid gap-2 text-sm">
        {answers.map(([status, { description, content = {} }]) => {
          const [type, shown] = Object.entries(content)[0] ?? []
          const json = type === 'application/json'
          return (
            <li class="min-w-0">
              <code class="nums font-medium">{status}</code> <Words text={description} />
              {json && shown?.schema ? (
                <>
                  : <Shape schema={shown.schema} />
                  <Example example={shown.example} />
                </>
              ) : null}
            </li>
          )
        })}
      </ul>
    </>
  )
}

const CallSection = ({ method, path, operation, who }: Call) => (
  <section class="mt-10 border-t border-base-300 pt-8" id={operation.operationId}>
    <h3 class="text-xl font-semibold">{operation.summary}</h3>
    <p class="mt-2">
      <code class="rounded-field bg-base-200 px-2 py-1 text-sm font-medium">
        {method.toUpperCase()} {path}
      </code>
    </p>
    {operation.description ? (
      <p class="mt-3 max-w-prose">
        <Words text={operation.description} />
      </p>
    ) : null}
    <p class="mt-2 text-sm text-muted">{whoMay[who]}</p>
    <Parameters parameters={operation.parameters ?? []} />
    <Body operation={operation} />
    <Responses responses={operation.responses} />
  </section>
)

const Contents = ({ document, calls }: { document: Document; calls: Call[] }) => (
  <nav class="mt-8 grid gap-6 md:grid-cols-2" aria-label="Calls">
    {document.tags.map(({ name }) => (
      <div>
        <h2 class="font-semibold">
          <a class="text-link" href={`#${anchorOf(name)}`}>
            {name}
          </a>
        </h2>
        <ul class="mt-2 grid gap-2 text-sm">
          {calls
            .filter(({ operation }) => operation.tags.includes(name))
            .map(({ method, path, operation }) => (
              <li>
                <a class="text-link" href={`#${operation.operationId}`}>
                  <code>
                    {method.toUpperCase()} {path}
                  </code>
                </a>
              </li>
            ))}
        </ul>
      </div>
    ))}
  </nav>
)

const Page = ({ document, routes }: { document: Document; routes: readonly Declared[] }) => {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]): Call[] =>
      routes
        .filter((route) => route.method === method && route.path === path)
        .map(({ who }) => ({ method, path, operation, who })),
    ),
  )
  const paragraphs = (document.info.description ?? '').split('\n\n')
  return (
    <>
      <h1 class="text-3xl font-semibold">API</h1>
      <p class="mt-2 text-muted">
        Version {document.info.version}. Also available as{' '}
        <a class="text-link" href="/api/openapi.json">
          an OpenAPI document
        </a>
        .
      </p>
      {paragraphs.map((text) => (
        <p class="mt-4 max-w-prose">
          <Words text={text} />
        </p>
      ))}
      <Contents document={document} calls={calls} />
      {document.tags.map(({ name, description }) => (
        <section class="mt-14" id={anchorOf(name)}>
          <h2 class="text-2xl font-semibold">{name}</h2>
          <p class="mt-2 text-muted">{description}</p>
          {calls
            .filter(({ operation }) => operation.tags.includes(name))
            .map((call) => (
              <CallSection {...call} />
            ))}
        </section>
      ))}
      <section class="mt-14" id="shapes">
        <h2 class="text-2xl font-semibold">Shapes</h2>
        <p class="mt-2 text-muted">
          A question mark means the field may be missing. Every error is application/problem+json and a Problem; some
          have more fields.
        </p>
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <section class="mt-6" id={`shape-${name}`}>
            <h3 class="font-semibold">{name}</h3>
            <Code>{describeSchema(schema)}</Code>
          </section>
        ))}
      </section>
    </>
  )
}

const BareLayout = ({ title, children }: { title: string; children: Child }) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </head>
      <body>
        <main id="main">{children}</main>
      </body>
    </html>
  </>
)

const contentPolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The readable page of the document. */
export const docsRoutes = (api: Api): void => {
  const { services } = api
  const document = documentOf(api)
  const Layout = services.docsLayout ?? BareLayout
  route(api, publicPage('/api/docs'), async (c) => {
    c.header('content-security-policy', contentPolicy)
    return c.html(
      <Layout title="API">
        <Page document={document() as unknown as Document} routes={api.routes} />
      </Layout>,
    )
  })
}
