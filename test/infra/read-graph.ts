import type { Graph, GraphBuild, GraphResource } from './evaluate.ts'

export type Statement = {
  Effect: string
  Action: string | string[]
  Resource: string | string[]
  Principal?: unknown
  Condition?: unknown
}
export type Policy = { Statement: Statement[] }

const list = <Value>(value: Value | Value[] | undefined): Value[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const ofType = (graph: Graph, type: string): GraphResource[] =>
  graph.resources.filter((resource) => resource.type === type && !resource.read)

/** @throws Error when there is none */
export const named = (graph: Graph, type: string, name: string): GraphResource => {
  const found = ofType(graph, type).find((resource) => resource.name === name)
  if (!found) throw new Error(`There is no ${type} ${name}`)
  return found
}

/** A value deep in a resource's inputs, typed by anyone who asks. */
export const input = <Value>(resource: GraphResource, ...path: (string | number)[]): Value =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)?.[key], resource.inputs) as Value

export type FunctionOfGraph = {
  name: string
  entry: string
  handler: string
  resource: GraphResource
  build: GraphBuild
  role: GraphResource
  environment: Record<string, string>
  statements: Statement[]
}

/** Who may take a role. It comes as text or as a document, by who wrote it. */
export const trustOf = (role: GraphResource): Statement[] => {
  const policy = input<string | Policy>(role, 'assumeRolePolicy')
  return (typeof policy === 'string' ? (JSON.parse(policy) as Policy) : policy).Statement
}

const lambdaType = 'aws:lambda/function:Function'

/** The functions as they would be made, each with its role and what its bundle is made of. */
export const functionsOf = (graph: Graph): FunctionOfGraph[] =>
  ofType(graph, lambdaType).map((resource) => {
    const name = resource.name.replace(/Function$/, '')
    const build = graph.builds.find(({ functionID }) => functionID === name)
    if (!build) throw new Error(`Nothing is bundled for ${name}`)
    const role = named(graph, 'aws:iam/role:Role', `${name}Role`)
    return {
      name,
      entry: /([\w-]+)\.handler$/.exec(build.handler)?.[1] ?? '',
      handler: build.handler,
      resource,
      build,
      role,
      environment: input(resource, 'environment', 'variables'),
      statements: statementsOf(role),
    }
  })

export const functionOf = (graph: Graph, entry: string): FunctionOfGraph => {
  const found = functionsOf(graph).find((each) => each.entry === entry)
  if (!found) throw new Error(`No function runs ${entry}`)
  return found
}

export const statementsOf = (role: GraphResource): Statement[] =>
  list(input<{ policy: string }[] | undefined>(role, 'inlinePolicies')).flatMap(
    ({ policy }) => (JSON.parse(policy) as Policy).Statement,
  )

/** ARNs by what they stand for in this project, so that a statement fits on a line. */
const shortResource = (arn: string): string =>
  arn
    .replace(/^arn:aws:dynamodb:[^:]*:\d+:table\/[^/]+/, 'table')
    .replace(/\/index\//, '/')
    .replace(/^table\/stream\/.*/, 'stream')
    .replace(/^arn:aws:logs:.*:log-group:\/lectern\/[^/]+\/([\w-]+):\*$/, 'log of $1')
    .replace(/^arn:aws:s3:::[^/]+$/, 'bucket')
    .replace(/^arn:aws:s3:::[^/]+\/(materials[\w/]*)\/\*$/, '$1')
    .replace(/^arn:aws:sqs:[^:]*:\d+:lectern-.+-(\w+)Queue-\w+$/, '$1')
    .replace(/^arn:aws:lambda:[^:]*:\d+:function:lectern-.+-(\w+)Function-\w+$/, '$1')

/** A statement on one line: `dynamodb: GetItem PutItem on table`, with what is unusual about it. */
export const readable = ({ Effect, Action, Resource, Condition }: Statement): string => {
  const actions = list(Action)
  const services = [...new Set(actions.map((action) => action.split(':')[0]))]
  const names = actions.map((action) => (services.length === 1 ? action.split(':')[1] : action))
  const resources = list(Resource).map(shortResource)
  return [
    Effect === 'Allow' ? '' : `${Effect}! `,
    services.length === 1 ? `${services[0]}: ` : '',
    `${[...names].sort().join(' ')} on ${[...resources].sort().join(' ')}`,
    Condition ? ` if ${JSON.stringify(Condition)}` : '',
  ].join('')
}

/** What the routes of the distribution are, from a path to the function or bucket behind it. */
export const routesOf = (graph: Graph): Record<string, string> =>
  Object.fromEntries(
    ofType(graph, 'pulumi-nodejs:dynamic:Resource')
      .filter(({ name }) => name.endsWith('KvRoutesUpdate'))
      .map((resource) => {
        const [kind, , , path = ''] = input<string>(resource, 'entry').split(',')
        return [path, `${kind} ${resource.name.replace(/RoutesUpdate\..*/, '')}`]
      }),
  )
