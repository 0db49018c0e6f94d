import type { Graph } from './evaluate.ts'
import { expectedAlarms, expectedFunctions } from './expected.ts'
import { functionsOf, input, named, ofType, type Policy, routesOf } from './read-graph.ts'

type Behavior = Record<string, unknown> & { pathPattern?: string; trustedKeyGroups?: string[] }

/** The distribution: what goes where, over TLS, what may be kept, and whom materials open to. */
export const checkRouter = (graph: Graph): string[] => {
  const findings: string[] = []
  const must = (holds: boolean, words: string) => {
    if (!holds) findings.push(words)
  }
  const routes = routesOf(graph)
  const expected = new Map(
    Object.entries(expectedFunctions).flatMap(([entry, { path }]) => (path ? [[path, entry] as const] : [])),
  )
  for (const fn of functionsOf(graph)) {
    const path = [...expected].find(([, entry]) => entry === fn.entry)?.[0]
    const url = ofType(graph, 'aws:lambda/functionUrl:FunctionUrl').find(({ name }) => name === `${fn.name}Url`)
    must(Boolean(url) === Boolean(path), `${fn.entry} ${url ? 'answers' : 'does not answer'} the world`)
    if (path) must(routes[path] === `url ${fn.name}`, `${path} does not lead to ${fn.entry}`)
    const mode = expectedFunctions[fn.entry]?.streams ? 'RESPONSE_STREAM' : 'BUFFERED'
    if (url) must(input(url, 'invokeMode') === mode, `${fn.entry} does not answer in the mode ${mode}`)
    if (url) must(input(url, 'cors') === undefined, `${fn.entry} lets other origins in`)
  }
  must(routes['/assets'] === 'bucket RouterRoute/assets', '/assets does not lead to the bucket of assets')
  must(routes['/materials'] === 'bucket RouterRoute/materials', '/materials does not lead to the bucket of materials')

  const distribution = named(graph, 'aws:cloudfront/distribution:Distribution', 'RouterCdnDistribution')
  const usual = input<Behavior>(distribution, 'defaultCacheBehavior')
  const ordered = input<Behavior[]>(distribution, 'orderedCacheBehaviors') ?? []
  for (const behavior of [usual, ...ordered]) {
    const at = behavior.pathPattern ?? '/*'
    must(behavior.viewerProtocolPolicy === 'redirect-to-https', `${at} answers without TLS`)
    must(Boolean(behavior.responseHeadersPolicyId), `${at} answers without security headers`)
  }
  const materials = ordered.find(({ pathPattern }) => pathPattern === '/materials/*')
  must(materials?.trustedKeyGroups?.length === 1, 'materials open without a signed cookie')
  must(
    ordered.some(({ pathPattern, originRequestPolicyId }) => pathPattern === '/assets/*' && !originRequestPolicyId),
    'assets are kept once for each visitor',
  )
  const errors = input<{ errorCode: number; errorCachingMinTtl: number }[]>(distribution, 'customErrorResponses') ?? []
  for (const status of [404, 500, 502, 503, 504]) {
    const kept = errors.find(({ errorCode }) => errorCode === status)?.errorCachingMinTtl
    must(kept === 0, `CloudFront keeps answers ${status} that nobody told it to keep`)
  }
  const certificate = input<Record<string, unknown>>(distribution, 'viewerCertificate') ?? {}
  must(
    certificate.cloudfrontDefaultCertificate === true || certificate.minimumProtocolVersion === 'TLSv1.2_2021',
    'a domain answers below TLS 1.2',
  )
  const policy = named(graph, 'aws:cloudfront/cachePolicy:CachePolicy', 'RouterServerCachePolicy')
  const key = 'parametersInCacheKeyAndForwardedToOrigin'
  must(input(policy, 'defaultTtl') === 0, 'answers are kept that do not say they may be')
  must(
    (input<string[]>(policy, key, 'cookiesConfig', 'cookies', 'items') ?? []).includes('__Host-lectern-session'),
    "one person's page may be another's from the cache",
  )
  must(
    (input<string[]>(policy, key, 'headersConfig', 'headers', 'items') ?? []).includes('authorization'),
    "one key's answer may be another's from the cache",
  )
  const [front] = ofType(graph, 'aws:cloudfront/function:Function')
  const code = front ? input<string>(front, 'code') : ''
  must(Buffer.byteLength(code) > 0 && Buffer.byteLength(code) < 10_240, 'CloudFront takes no function of this size')
  must(code.includes("headers['x-lectern-client'] = { value: event.viewer.ip }"), 'functions do not learn who asks')
  return findings
}

/** Buckets that this graph makes: closed to the public, and open to the one distribution. */
export const checkBuckets = (graph: Graph): string[] =>
  ofType(graph, 'aws:s3/bucket:Bucket').flatMap((bucket) => {
    const findings: string[] = []
    const place = input<string>(bucket, 'bucket')
    const ofBucket = (type: string) => ofType(graph, type).find((each) => input<string>(each, 'bucket') === place)
    const block = ofBucket('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock')
    for (const rule of ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']) {
      if (!block || input(block, rule) !== true) findings.push(`${bucket.name} is not closed: ${rule}`)
    }
    const policy = ofBucket('aws:s3/bucketPolicy:BucketPolicy')
    const { Statement }: Policy = policy ? JSON.parse(input<string>(policy, 'policy')) : { Statement: [] }
    for (const { Effect, Principal, Condition } of Statement) {
      const anybody = JSON.stringify(Principal).includes('"*"')
      if (Effect === 'Allow' && (anybody || !JSON.stringify(Condition ?? '').includes(':distribution/')))
        findings.push(`${bucket.name} answers others than the distribution`)
    }
    if (
      !Statement.some(
        ({ Effect, Condition }) => Effect === 'Deny' && JSON.stringify(Condition).includes('SecureTransport'),
      )
    )
      findings.push(`${bucket.name} answers without TLS`)
    return findings
  })

/** What personal data, or keys to it, may stand in: none of it is kept of a request. */
const telling = ['uri', 'query', 'Cookie', 'Referer', 'User-Agent', 'forwarded', 'Host']

/** Access logs of the edge and its limit by address, both only where there are people. */
export const checkVisits = (graph: Graph, kept: boolean): string[] => {
  const findings: string[] = []
  const must = (holds: boolean, words: string) => {
    if (!holds) findings.push(words)
  }
  const deliveries = ofType(graph, 'aws:cloudwatch/logDelivery:LogDelivery')
  must(deliveries.length === (kept ? 1 : 0), 'visits are logged, or not, in the wrong stages')
  for (const delivery of deliveries) {
    const fields = input<string[]>(delivery, 'recordFields') ?? []
    must(fields.includes('sc-status') && fields.includes('c-ip'), 'the log of visits tells nothing')
    for (const field of fields) {
      must(!telling.some((word) => field.includes(word)), `the log of visits keeps ${field}`)
    }
    const [source] = ofType(graph, 'aws:cloudwatch/logDeliverySource:LogDeliverySource')
    const [destination] = ofType(graph, 'aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination')
    must(Boolean(source && /:distribution\//.test(input(source, 'resourceArn'))), 'the log is of something else')
    const place =
      destination && input<string>(destination, 'deliveryDestinationConfiguration', 'destinationResourceArn')
    must(Boolean(place?.endsWith('/edge')), 'the log of visits goes where nothing forgets it')
    for (const each of [delivery, source, destination]) {
      must(Boolean(each && input(each, 'region') === 'us-east-1'), 'CloudFront logs from us-east-1 alone')
    }
  }
  for (const firewall of ofType(graph, 'aws:wafv2/webAcl:WebAcl')) {
    const rules = input<{ statement: { rateBasedStatement?: { limit: number } } }[]>(firewall, 'rules') ?? []
    const limits = rules.flatMap(({ statement }) => statement.rateBasedStatement?.limit ?? [])
    must(limits.length === 1 && limits.every((limit) => limit >= 10_000), 'a conference behind one address is shut out')
  }
  return findings
}

/** Alarms: each failure that someone must know of has one, and each has someone to tell. */
export const checkAlarms = (graph: Graph): string[] => {
  const alarms = ofType(graph, 'aws:cloudwatch/metricAlarm:MetricAlarm')
  const keyOf = (entry: string) => entry.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const wanted = [
    ...expectedAlarms,
    ...Object.entries(expectedFunctions).flatMap(([entry, { path }]) =>
      ['errors', 'throttles', ...(path ? ['5xx', 'p99'] : [])].map((kind) => `${keyOf(entry)}-${kind}`),
    ),
  ]
  const names = alarms.map(({ name }) => name)
  return [
    ...wanted.filter((name) => !names.includes(name)).map((name) => `there is no alarm ${name}`),
    ...alarms
      .filter((alarm) => String(input(alarm, 'alarmActions')) !== 'arn:aws:sns:us-east-1:111122223333:lectern-alarms')
      .map(({ name }) => `the alarm ${name} tells nobody`),
  ]
}

/** What holds data: kept, protected and guarded by the stack's policy where there are people, and only there. */
export const checkData = (graph: Graph, kept: boolean): string[] => {
  const data = named(graph, 'aws:cloudformation/stack:Stack', 'Data')
  const findings: string[] = []
  if (graph.app.protect !== kept) findings.push('the stage may be removed by one command, or never')
  if (data.protect !== kept) findings.push('the data is protected only where it need not be')
  if (data.retainOnDelete !== kept) findings.push('the data goes with the code, or stays for ever')
  if (Boolean(input(data, 'policyBody')) !== kept) findings.push('the data has no policy against being replaced')
  if (Buffer.byteLength(input<string>(data, 'templateBody')) > 51_200)
    findings.push('the template is too long to be sent')
  for (const log of ofType(graph, 'aws:cloudwatch/logGroup:LogGroup')) {
    if (!(input<number>(log, 'retentionInDays') > 0)) findings.push(`${log.name} keeps logs for ever`)
  }
  return findings
}
