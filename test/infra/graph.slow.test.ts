import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { entryPoints } from '../../packages/functions/build.ts'
import { checkClock, checkDelivery, checkStream } from './check-data-flow.ts'
import { checkAlarms, checkBuckets, checkData, checkRouter, checkVisits } from './check-front.ts'
import { checkFunctions, checkSecrets } from './check-functions.ts'
import { evaluate, type Graph } from './evaluate.ts'
import { preparePlatform, root } from './platform.ts'
import { functionOf, functionsOf, input, named, ofType, type Policy } from './read-graph.ts'

const findingsOf = (graph: Graph, kept = true): string[] => [
  ...checkFunctions(graph),
  ...checkSecrets(graph),
  ...checkDelivery(graph),
  ...checkStream(graph),
  ...checkClock(graph),
  ...checkRouter(graph),
  ...checkBuckets(graph),
  ...checkVisits(graph, kept),
  ...checkAlarms(graph),
  ...checkData(graph, kept),
]

/** A stage with people in it, on its secrets alone; and one for trying things out, with all that may be set. */
let production: Graph
let trial: Graph

beforeAll(async () => {
  await preparePlatform()
  ;[production, trial] = await Promise.all([
    evaluate('production'),
    evaluate('dev-ann', {
      LECTERN_DOMAIN: 'events.example.org',
      LECTERN_CERTIFICATE_ARN: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
      LECTERN_ALARM_EMAIL: 'ops@example.org',
      ORGANIZER_EMAIL: 'hello@example.org',
      RESEND_DKIM_KEY: 'p=MIGf',
    }),
  ])
})

describe('what would be deployed', () => {
  it("type-checks against SST's own types", async () => {
    const check = promisify(execFile)(
      process.execPath,
      ['node_modules/typescript7/bin/tsc', '-p', 'infra/tsconfig.json'],
      {
        cwd: root,
      },
    ).then(
      () => 'sound',
      (error: { stdout: string }) => error.stdout,
    )
    expect(await check).toBe('sound')
  })

  it('is sound, with nothing set but secrets', () => {
    expect(findingsOf(production)).toEqual([])
  })

  it('runs every entry point, and nothing else', () => {
    const entries = functionsOf(production).map(({ entry }) => entry)
    expect(entries.sort()).toEqual([...entryPoints].sort())
  })

  it('may be removed without a trace where it is for trying out', () => {
    expect(findingsOf(trial, false)).toEqual([])
    expect(ofType(trial, 'aws:wafv2/webAcl:WebAcl')).toHaveLength(0)
  })

  it('takes a domain, an organizer and an address for alarms from the environment', () => {
    expect(functionOf(trial, 'site').environment).toMatchObject({
      SITE_URL: 'https://events.example.org',
      ORGANIZER_EMAIL: 'hello@example.org',
    })
    const distribution = named(trial, 'aws:cloudfront/distribution:Distribution', 'RouterCdnDistribution')
    expect(input(distribution, 'aliases')).toEqual(['events.example.org'])
    const records = ofType(trial, 'aws:route53/record:Record').map(({ inputs }) => [
      inputs.type,
      inputs.name,
      inputs.records,
    ])
    expect(records).toContainEqual(['TXT', 'resend._domainkey.example.org', ['p=MIGf']])
    expect(records).toContainEqual(['TXT', 'send.example.org', ['v=spf1 include:amazonses.com ~all']])
    const data = named(trial, 'aws:cloudformation/stack:Stack', 'Data')
    expect(functionOf(trial, 'clock').environment.POWERTOOLS_SERVICE_NAME).toBe('lectern-dev-ann')
    expect(functionOf(production, 'clock').environment.POWERTOOLS_SERVICE_NAME).toBe('lectern-production')
    expect(input(data, 'parameters')).toEqual({ SiteOrigin: 'https://events.example.org' })
    expect(input<string>(data, 'templateBody')).toContain('ops@example.org')
  })
})

/** A graph in which one thing was done wrong. */
const mutated = (spoil: (graph: Graph) => void): Graph => {
  const graph = structuredClone(production)
  spoil(graph)
  return graph
}

const changePolicy = (graph: Graph, entry: string, change: (policy: Policy) => void): void => {
  const [inline] = input<{ policy: string }[]>(functionOf(graph, entry).role, 'inlinePolicies')
  if (!inline) throw new Error(`${entry} has no policy`)
  const policy: Policy = JSON.parse(inline.policy)
  change(policy)
  inline.policy = JSON.stringify(policy)
}

const set = (graph: Graph, type: string, name: string, values: Record<string, unknown>): void => {
  Object.assign(named(graph, type, name).inputs, values)
}

const mutations: Record<string, { spoil: (graph: Graph) => void; finding: RegExp }> = {
  'a wider policy': {
    spoil: (graph) =>
      changePolicy(graph, 'site', ({ Statement }) => {
        Object.assign(Statement[0] ?? {}, { Action: ['dynamodb:*'] })
      }),
    finding: /site: has wildcard actions/,
  },
  'one action too many': {
    spoil: (graph) =>
      changePolicy(graph, 'resend-webhook', ({ Statement }) => {
        Object.assign(Statement[0] ?? {}, { Action: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'] })
      }),
    finding: /resend-webhook: may, and should not/,
  },
  'every table in place of ours': {
    spoil: (graph) =>
      changePolicy(graph, 'clock', ({ Statement }) => {
        Object.assign(Statement[0] ?? {}, { Resource: '*' })
      }),
    finding: /clock: may, and should not/,
  },
  'a role that the account may take': {
    spoil: (graph) => {
      const policy = {
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::1:root' } }],
      }
      functionOf(graph, 'api').role.inputs.assumeRolePolicy = JSON.stringify(policy)
    },
    finding: /api: trusts others than Lambda/,
  },
  'deliveries without dead letters': {
    spoil: (graph) => set(graph, 'aws:sqs/queue:Queue', 'DeliveryQueue', { redrivePolicy: undefined }),
    finding: /deliveries have no dead letters/,
  },
  'a stream without a place for what fails': {
    spoil: (graph) =>
      set(graph, 'aws:lambda/eventSourceMapping:EventSourceMapping', 'OutboxStream', { destinationConfig: undefined }),
    finding: /what the stream gives up is told to nobody/,
  },
  'a stream that brings every row': {
    spoil: (graph) =>
      set(graph, 'aws:lambda/eventSourceMapping:EventSourceMapping', 'OutboxStream', { filterCriteria: undefined }),
    finding: /the stream brings more/,
  },
  'a message that comes back too early': {
    spoil: (graph) => set(graph, 'aws:sqs/queue:Queue', 'DeliveryQueue', { visibilityTimeoutSeconds: 60 }),
    finding: /while the sender may still be at it/,
  },
  'logs that do not tell stages apart': {
    spoil: (graph) => {
      functionOf(graph, 'sender').environment.POWERTOOLS_SERVICE_NAME = 'lectern'
    },
    finding: /logs and metrics go under/,
  },
  'a secret in an environment': {
    spoil: (graph) => {
      functionOf(graph, 'sender').environment.RESEND_API_KEY = 're_fake_ecf8427e1c2d'
    },
    finding: /ResendApiKey stands in the open/,
  },
  'a secret that is not needed': {
    spoil: (graph) => {
      functionOf(graph, 'outbox').build.links.LecternSecret = { value: 'x' }
    },
    finding: /outbox: is linked with LecternSecret/,
  },
  'a handler that is not there': {
    spoil: (graph) => {
      functionOf(graph, 'clock').build.handler = 'packages/functions/src/cuckoo.handler'
    },
    finding: /nothing runs clock/,
  },
  'a public bucket': {
    spoil: (graph) =>
      set(graph, 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'AssetsPublicAccessBlock', {
        blockPublicPolicy: false,
      }),
    finding: /AssetsBucket is not closed/,
  },
  'materials for everyone': {
    spoil: (graph) => {
      const type = 'aws:cloudfront/distribution:Distribution'
      const behaviors = input<Record<string, unknown>[]>(
        named(graph, type, 'RouterCdnDistribution'),
        'orderedCacheBehaviors',
      )
      for (const behavior of behaviors) behavior.trustedKeyGroups = undefined
    },
    finding: /materials open without a signed cookie/,
  },
  'visits that nobody logs': {
    spoil: (graph) => {
      graph.resources = graph.resources.filter(({ type }) => type !== 'aws:cloudwatch/logDelivery:LogDelivery')
    },
    finding: /visits are logged, or not, in the wrong stages/,
  },
  'a log that keeps what people asked for': {
    spoil: (graph) =>
      set(graph, 'aws:cloudwatch/logDelivery:LogDelivery', 'EdgeLog', {
        recordFields: ['c-ip', 'sc-status', 'cs-uri-query'],
      }),
    finding: /the log of visits keeps cs-uri-query/,
  },
  'a limit that a conference meets': {
    spoil: (graph) => {
      const [firewall] = ofType(graph, 'aws:wafv2/webAcl:WebAcl')
      const rules = firewall && input<{ statement: { rateBasedStatement?: { limit: number } } }[]>(firewall, 'rules')
      for (const { statement } of rules ?? [])
        if (statement.rateBasedStatement) statement.rateBasedStatement.limit = 2000
    },
    finding: /a conference behind one address is shut out/,
  },
  'data that goes with the code': {
    spoil: (graph) => {
      named(graph, 'aws:cloudformation/stack:Stack', 'Data').retainOnDelete = false
    },
    finding: /the data goes with the code/,
  },
  'an alarm that tells nobody': {
    spoil: (graph) => set(graph, 'aws:cloudwatch/metricAlarm:MetricAlarm', 'hold-lag', { alarmActions: [] }),
    finding: /the alarm hold-lag tells nobody/,
  },
}

describe('the checks find', () => {
  it.each(Object.entries(mutations))('%s', (_, { spoil, finding }) => {
    expect(findingsOf(mutated(spoil)).join('\n')).toMatch(finding)
  })
})
