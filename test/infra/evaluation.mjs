// Runs in a process of its own, bundled with `sst.config.ts` as SST bundles it: evaluates the stage under Pulumi's mocks,
// and writes what would be made to the file that LECTERN_GRAPH names. `run` changes the working directory.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import * as aws from '@pulumi/aws'
import { runtime } from '@pulumi/pulumi'
import * as tls from '@pulumi/tls'

const { LECTERN_GRAPH, LECTERN_ROOT, LECTERN_STAGE, LECTERN_PLATFORM, LECTERN_WORK } = process.env
const account = '111122223333'
const region = 'us-east-1'
const arn = (service, rest, place = region) => `arn:aws:${service}:${place}:${account}:${rest}`

const graph = { app: undefined, resources: [], builds: [], calls: [] }

/** Secrets come wrapped; what is inside is marked as such by nothing else, so the wrapping is taken off. */
const open = (value) => {
  if (Array.isArray(value)) return value.map(open)
  if (value === null || typeof value !== 'object') return value
  if ('4dabf18193072939515e22adb298388d' in value) return open(value.value)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, open(inner)]))
}

/** What AWS would answer with, as far as other resources read it. */
const stateOf = (type, name, inputs) => {
  switch (type) {
    case 'aws:lambda/function:Function': {
      const own = inputs.name ?? name
      return { name: own, arn: arn('lambda', `function:${own}`), publish: inputs.publish ?? false }
    }
    case 'aws:lambda/functionUrl:FunctionUrl':
      return { functionUrl: `https://${inputs.functionName.toLowerCase()}.lambda-url.${region}.on.aws/` }
    case 'aws:sqs/queue:Queue': {
      const own = inputs.name ?? name
      return { name: own, arn: arn('sqs', own), url: `https://sqs.${region}.amazonaws.com/${account}/${own}` }
    }
    case 'aws:iam/role:Role':
      return { name: inputs.name ?? name, arn: arn('iam', `role/${inputs.name ?? name}`, '') }
    case 'aws:cloudwatch/logGroup:LogGroup':
      return { arn: arn('logs', `log-group:${inputs.name}`) }
    case 'aws:cloudfront/distribution:Distribution':
      return {
        arn: arn('cloudfront', 'distribution/E1', ''),
        domainName: 'd1.cloudfront.net',
        hostedZoneId: 'Z2',
        etag: 'e',
      }
    case 'aws:cloudfront/keyValueStore:KeyValueStore':
      return { arn: arn('cloudfront', 'key-value-store/k', '') }
    case 'aws:cloudfront/function:Function':
      return { arn: arn('cloudfront', `function/${name}`, '') }
    case 'aws:wafv2/webAcl:WebAcl':
      return { arn: arn('wafv2', `global/webacl/${name}/w`) }
    case 'aws:s3/bucket:Bucket': {
      const own = inputs.bucket ?? name.toLowerCase()
      return { bucket: own, arn: `arn:aws:s3:::${own}`, bucketRegionalDomainName: `${own}.s3.${region}.amazonaws.com` }
    }
    case 'aws:cloudformation/stack:Stack': {
      const known = {
        TableName: 'lectern-table',
        TableArn: arn('dynamodb', 'table/lectern-table'),
        TableStreamArn: arn('dynamodb', 'table/lectern-table/stream/2026-01-01T00:00:00.000'),
        MaterialsBucketName: 'lectern-materials',
        MaterialsBucketArn: 'arn:aws:s3:::lectern-materials',
        AlarmTopicArn: arn('sns', 'lectern-alarms'),
      }
      const names = Object.keys(JSON.parse(inputs.templateBody).Outputs)
      return { outputs: Object.fromEntries(names.map((output) => [output, known[output] ?? `${output}-value`])) }
    }
    case 'random:index/randomBytes:RandomBytes':
      return { base64: Buffer.alloc(32, 7).toString('base64') }
    case 'tls:index/privateKey:PrivateKey':
      return { publicKeyPem: 'public-half-of-the-signing-key', privateKeyPem: 'private-half-of-the-signing-key' }
    case 'pulumi-nodejs:dynamic:Resource':
      return { isDone: true, id: name }
    default:
      return {}
  }
}

const asArray = (value) => (Array.isArray(value) ? value : [value])

/** A policy document as IAM writes it, of what the provider's data source takes. */
const policyDocument = ({ statements = [] }) => ({
  Version: '2012-10-17',
  Statement: statements.map(({ effect = 'Allow', actions, resources, principals, conditions }) => ({
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...(principals
      ? { Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, asArray(identifiers)])) }
      : {}),
    ...(conditions
      ? {
          Condition: Object.fromEntries(conditions.map(({ test, variable, values }) => [test, { [variable]: values }])),
        }
      : {}),
  })),
})

const answer = (token, inputs) => {
  switch (token) {
    case 'aws:index/getRegion:getRegion':
      return { region, name: region, id: region }
    case 'aws:index/getPartition:getPartition':
      return { partition: 'aws', dnsSuffix: 'amazonaws.com' }
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { accountId: account, arn: arn('iam', 'user/deployer', '') }
    case 'aws:iam/getPolicyDocument:getPolicyDocument':
      return { statements: inputs.statements, json: JSON.stringify(policyDocument(inputs)) }
    case 'aws:route53/getZone:getZone':
      return { zoneId: 'Z1', id: 'Z1', name: inputs.name }
    default:
      throw new Error(`Nobody answers ${token}`)
  }
}

/** The questions that components ask of SST's own server. */
const rpc = {
  'Provider.Aws.Bootstrap': () => ({
    asset: 'sst-asset',
    assetEcrRegistryId: account,
    assetEcrUrl: 'ecr',
    state: 'sst-state',
  }),
  'Provider.Aws.Appsync': () => ({ http: 'none', realtime: 'none' }),
  'Runtime.Build': (input) => {
    graph.builds.push(input)
    const out = join(LECTERN_WORK, 'artifacts', `${input.functionID}-src`)
    mkdirSync(out, { recursive: true })
    return { handler: 'bundle.handler', out, errors: [], sourcemaps: [] }
  },
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const { method, params } = JSON.parse(Buffer.concat(chunks).toString())
    const known = rpc[method]
    response.end(JSON.stringify(known ? { result: known(params[0]) } : { error: `rpc: can't find method ${method}` }))
  })
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
process.env.SST_SERVER = `http://127.0.0.1:${server.address().port}`

globalThis.$config = (config) => config
const { default: config } = await import('lectern:config')
const app = await config.app({ stage: LECTERN_STAGE })
graph.app = app

Object.assign(globalThis, {
  $app: { ...app, stage: LECTERN_STAGE },
  $cli: {
    command: 'deploy',
    dev: false,
    paths: { home: LECTERN_PLATFORM, root: LECTERN_ROOT, work: LECTERN_WORK, platform: LECTERN_PLATFORM },
    state: { version: {} },
  },
  $dev: false,
})

await runtime.setMocks(
  {
    newResource: ({ type, name, inputs: given, id }) => {
      const inputs = open(given)
      const made = id || `${name}-id`
      const state = { ...inputs, ...stateOf(type, name, inputs) }
      graph.resources.push({ type, name, inputs, read: Boolean(id) })
      return { id: made, state }
    },
    call: ({ token, inputs }) => {
      graph.calls.push(token)
      return answer(token, open(inputs))
    },
  },
  app.name,
  LECTERN_STAGE,
  false,
)

const options = new Map()
const monitor = runtime.getMonitor()
const register = monitor.registerResource.bind(monitor)
monitor.registerResource = (request, callback) => {
  options.set(`${request.getType()} ${request.getName()}`, {
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
  })
  return register(request, callback)
}

const components = await import('lectern:components')
Object.assign(globalThis, { aws, tls, sst: components })
Object.assign(globalThis, await import('lectern:shim'))
const { run } = await import('lectern:run')

await runtime.runInPulumiStack(() => run(config.run))

// Resources inside `apply` come after the program has ended; when nothing is left to happen, all of them are there.
server.unref()
process.once('beforeExit', () => {
  for (const resource of graph.resources) Object.assign(resource, options.get(`${resource.type} ${resource.name}`))
  writeFileSync(LECTERN_GRAPH, JSON.stringify(graph))
})
