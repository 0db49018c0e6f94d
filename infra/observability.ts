import { service } from './function.ts'
import { settings } from './settings.ts'
import { functions as siteFunctions } from './site.ts'
import { storage } from './storage.ts'
import { deliveryDeadLetters, deliveryQueue, outboxDeadLetters, functions as workerFunctions } from './workers.ts'

/** The namespace of the product's own metrics; what the functions write goes there. */
const own = 'Lectern'

type Watch = {
  description: string
  namespace: string
  metric: string
  dimensions?: Record<string, $util.Input<string>>
  statistic?: 'Sum' | 'Maximum' | 'p99'
  /** Seconds of one look, and of how many looks how many must be bad. */
  period?: number
  looks?: [bad: number, of: number]
  comparison?: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold'
  threshold: number
  /** Whether silence is bad news. Most metrics are written only when something happens. */
  silence?: 'notBreaching' | 'breaching'
}

const alarm = (name: string, watch: Watch): aws.cloudwatch.MetricAlarm => {
  const [bad, of] = watch.looks ?? [1, 1]
  const percentile = watch.statistic === 'p99'
  return new aws.cloudwatch.MetricAlarm(name, {
    name: `${$app.name}-${$app.stage}-${name}`,
    alarmDescription: watch.description,
    namespace: watch.namespace,
    metricName: watch.metric,
    dimensions: watch.dimensions,
    ...(percentile ? { extendedStatistic: 'p99' } : { statistic: watch.statistic ?? 'Sum' }),
    period: watch.period ?? 300,
    evaluationPeriods: of,
    datapointsToAlarm: bad,
    comparisonOperator: watch.comparison ?? 'GreaterThanOrEqualToThreshold',
    threshold: watch.threshold,
    treatMissingData: watch.silence ?? 'notBreaching',
    ...(percentile ? { evaluateLowSampleCountPercentiles: 'ignore' } : {}),
    // The topic stands with the data, whose alarms it tells too; the address, where there is one, is subscribed there.
    alarmActions: [storage.alarmTopicArn],
    okActions: [storage.alarmTopicArn],
  })
}

for (const [name, fn] of Object.entries({ ...siteFunctions, ...workerFunctions })) {
  const lambda = { namespace: 'AWS/Lambda', dimensions: { FunctionName: fn.name } }
  alarm(`${name}-errors`, {
    ...lambda,
    description: `${name} failed or ran out of time three times in five minutes. Its log says why.`,
    metric: 'Errors',
    threshold: 3,
  })
  alarm(`${name}-throttles`, {
    ...lambda,
    description: `${name} was turned away: the account's concurrency is used up. Ask AWS for more.`,
    metric: 'Throttles',
    threshold: 1,
  })
}

for (const [name, fn] of Object.entries(siteFunctions)) {
  const url = { namespace: 'AWS/Lambda', dimensions: { FunctionName: fn.name } }
  alarm(`${name}-5xx`, {
    ...url,
    description: `${name} answered 5xx five times in five minutes.`,
    metric: 'Url5xxCount',
    threshold: 5,
  })
  alarm(`${name}-p99`, {
    ...url,
    description: `One request in a hundred to ${name} takes three seconds or more, in 3 of 5 looks.`,
    metric: 'UrlRequestLatency',
    statistic: 'p99',
    looks: [3, 5],
    threshold: 3000,
  })
}

for (const [name, queue] of Object.entries({ delivery: deliveryDeadLetters, outbox: outboxDeadLetters })) {
  alarm(`${name}-dead-letters`, {
    description: `Something gave up and waits among the dead letters of ${name}. README says how to put it back.`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: 'Maximum',
    period: 60,
    threshold: 1,
  })
}

alarm('stream-age', {
  description:
    'Outbox rows wait for more than a minute on the stream: the outbox function fails, or there are too many.',
  namespace: 'AWS/Lambda',
  metric: 'IteratorAge',
  dimensions: { FunctionName: workerFunctions.outbox.name },
  statistic: 'Maximum',
  period: 60,
  looks: [3, 5],
  threshold: 60_000,
})

alarm('delivery-age', {
  description: 'A message has waited for a quarter of an hour: the sender fails, or Resend lets too few through.',
  namespace: 'AWS/SQS',
  metric: 'ApproximateAgeOfOldestMessage',
  dimensions: { QueueName: deliveryQueue.nodes.queue.name },
  statistic: 'Maximum',
  period: 60,
  looks: [3, 5],
  threshold: 900,
})

// The clock measures both each minute, so silence means that it does not run.
alarm('outbox-age', {
  description: 'The oldest outbox row that is due has waited for ten minutes, or the clock does not run.',
  namespace: own,
  metric: 'OutboxAgeSeconds',
  dimensions: { service },
  statistic: 'Maximum',
  period: 60,
  looks: [5, 5],
  threshold: 600,
  silence: 'breaching',
})

alarm('hold-lag', {
  description: 'Seats are held for five minutes longer than they may be, or the clock does not run.',
  namespace: own,
  metric: 'HoldSweeperLagSeconds',
  dimensions: { service },
  statistic: 'Maximum',
  period: 60,
  looks: [5, 5],
  threshold: 300,
  silence: 'breaching',
})

alarm('rows-given-up', {
  description: 'An outbox row failed fourteen times and was set aside in the table. The admin pages list it, with why.',
  namespace: own,
  metric: 'OutboxRowsGivenUp',
  dimensions: { service },
  threshold: 1,
})

alarm('clock-stopped', {
  description: 'The clock has not run for five minutes: holds are not given back, and nothing is repeated.',
  namespace: 'AWS/Lambda',
  metric: 'Invocations',
  dimensions: { FunctionName: workerFunctions.clock.name },
  comparison: 'LessThanThreshold',
  threshold: 1,
  silence: 'breaching',
})

const region = aws.getRegionOutput().region

const graph = (title: string, x: number, y: number, metrics: unknown[][], stat: string, regionName: string) => ({
  type: 'metric',
  x,
  y,
  width: 8,
  height: 6,
  properties: { title, metrics, stat, period: 60, region: regionName, view: 'timeSeries' },
})

const names = $util.all([
  region,
  $util.output(Object.fromEntries(Object.entries(siteFunctions).map(([name, fn]) => [name, fn.name]))),
  $util.output(Object.fromEntries(Object.entries(workerFunctions).map(([name, fn]) => [name, fn.name]))),
  $util.output({
    delivery: deliveryQueue.nodes.queue.name,
    'dead deliveries': deliveryDeadLetters.nodes.queue.name,
    'dead stream records': outboxDeadLetters.nodes.queue.name,
  }),
  storage.tableName,
])

export const dashboard = new aws.cloudwatch.Dashboard('Dashboard', {
  dashboardName: `${$app.name}-${$app.stage}`,
  dashboardBody: names.apply(([at, pages, workers, queues, table]) => {
    const all = { ...pages, ...workers }
    const ofFunctions = (metric: string, of: Record<string, string>) =>
      Object.entries(of).map(([label, name]) => ['AWS/Lambda', metric, 'FunctionName', name, { label }])
    const ofQueues = (metric: string) =>
      Object.entries(queues).map(([label, name]) => ['AWS/SQS', metric, 'QueueName', name, { label }])
    const ofBusiness = (...metrics: string[]) =>
      metrics.map((metric) => [own, metric, 'service', service, { label: metric }])
    return JSON.stringify({
      widgets: [
        {
          type: 'text',
          x: 0,
          y: 0,
          width: 24,
          height: 1,
          properties: { markdown: `**Lectern, ${$app.stage}** · run by ${settings.organiser.name}` },
        },
        graph('Requests', 0, 1, ofFunctions('UrlRequestCount', pages), 'Sum', at),
        graph('Latency, p99, ms', 8, 1, ofFunctions('UrlRequestLatency', pages), 'p99', at),
        graph('5xx', 16, 1, ofFunctions('Url5xxCount', pages), 'Sum', at),
        graph('Errors', 0, 7, ofFunctions('Errors', all), 'Sum', at),
        graph('Throttles', 8, 7, ofFunctions('Throttles', all), 'Sum', at),
        graph('Running at once', 16, 7, ofFunctions('ConcurrentExecutions', all), 'Maximum', at),
        graph('Messages waiting', 0, 13, ofQueues('ApproximateNumberOfMessagesVisible'), 'Maximum', at),
        graph('Lag, seconds', 8, 13, ofBusiness('OutboxAgeSeconds', 'HoldSweeperLagSeconds'), 'Maximum', at),
        graph(
          'Table units',
          16,
          13,
          ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map((metric) => [
            'AWS/DynamoDB',
            metric,
            'TableName',
            table,
          ]),
          'Sum',
          at,
        ),
        graph(
          'Business',
          0,
          19,
          ofBusiness('Registrations', 'RevenueCents', 'RefundedCents', 'Redemptions'),
          'Sum',
          at,
        ),
        graph(
          'Mails',
          8,
          19,
          ofBusiness('MailSent', 'MailFailed', 'MailDelivered', 'MailBounced', 'MailComplained'),
          'Sum',
          at,
        ),
      ],
    })
  }),
})
