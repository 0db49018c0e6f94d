import { service } from './function.ts'
import { pictures } from './pictures.ts'
import { functions as siteFunctions } from './site.ts'
import { storage } from './storage.ts'
import { deliveryDeadLetters, deliveryQueue, outboxDeadLetters, functions as workerFunctions } from './workers.ts'

/** The namespace of the product's own metrics; what the functions write goes there. */
export const own = 'Lectern'

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
    // The topic lives with the data stack, whose alarms use it too. The address, if there is one, is subscribed there.
    alarmActions: [storage.alarmTopicArn],
    okActions: [storage.alarmTopicArn],
  })
}

const ofFunction = (fn: sst.aws.Function) => ({ namespace: 'AWS/Lambda', dimensions: { FunctionName: fn.name } })

for (const [name, fn] of Object.entries({ ...siteFunctions, ...workerFunctions, pictures })) {
  alarm(`${name}-errors`, {
    ...ofFunction(fn),
    description: `${name} failed or ran out of time three times in five minutes. Its log says why.`,
    metric: 'Errors',
    threshold: 3,
  })
  alarm(`${name}-throttles`, {
    ...ofFunction(fn),
    description: `${name} was turned away: the account's concurrency is used up. Ask AWS for more.`,
    metric: 'Throttles',
    threshold: 1,
  })
}

for (const [name, fn] of Object.entries(siteFunctions)) {
  alarm(`${name}-5xx`, {
    ...ofFunction(fn),
    description: `${name} answered 5xx five times in five minutes.`,
    metric: 'Url5xxCount',
    threshold: 5,
  })
  alarm(`${name}-p99`, {
    ...ofFunction(fn),
    description: `One request in a hundred to ${name} takes three seconds or more, in 3 of 5 looks.`,
    metric: 'UrlRequestLatency',
    statistic: 'p99',
    looks: [3, 5],
    threshold: 3000,
  })
}

for (const [name, queue] of Object.entries({ delivery: deliveryDeadLetters, outbox: outboxDeadLetters })) {
  alarm(`${name}-dead-letters`, {
    description: `Something gave up and waits among the dead letters of ${name}. docs/operations.md says how to put it back.`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: 'Maximum',
    period: 60,
    threshold: 1,
  })
}

alarm('stream-age', {
  ...ofFunction(workerFunctions.outbox),
  description:
    'Outbox rows wait for more than a minute on the stream: the outbox function fails, or there are too many.',
  metric: 'IteratorAge',
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

/** What the product counts of itself. */
const counted = { namespace: own, dimensions: { service } }

/** A wait that the clock measures each minute, and that is too long five times in a row. */
const waits = { ...counted, statistic: 'Maximum', period: 60, looks: [5, 5] } satisfies Partial<Watch>

// The clock measures both each minute, so silence means that it does not run.
alarm('outbox-age', {
  ...waits,
  description: 'The oldest outbox row that is due has waited for ten minutes, or the clock does not run.',
  metric: 'OutboxAgeSeconds',
  threshold: 600,
  silence: 'breaching',
})

alarm('hold-lag', {
  ...waits,
  description: 'Seats are held for five minutes longer than they may be, or the clock does not run.',
  metric: 'HoldSweeperLagSeconds',
  threshold: 300,
  silence: 'breaching',
})

alarm('holds-lapsed', {
  ...counted,
  description:
    'A hundred seats were held and not paid within an hour: someone may be keeping them from those who would.',
  metric: 'UnpaidSeatsLapsed',
  period: 3600,
  threshold: 100,
})

alarm('reminder-lag', {
  ...waits,
  description: 'A reminder that is due has waited for ten minutes.',
  metric: 'ReminderLagSeconds',
  threshold: 600,
})

alarm('payments-refused', {
  ...counted,
  description:
    'Stripe refuses for good: nobody can pay, though nothing is kept of it. The log says what was asked; look at the key, and at the account in Stripe.',
  metric: 'PaymentsRefused',
  threshold: 1,
})

alarm('rows-given-up', {
  ...counted,
  description: 'An outbox row failed fourteen times and was set aside in the table. The admin pages list it, with why.',
  metric: 'OutboxRowsGivenUp',
  threshold: 1,
})

alarm('clock-stopped', {
  ...ofFunction(workerFunctions.clock),
  description: 'The clock has not run for five minutes: holds are not released, and nothing is retried.',
  metric: 'Invocations',
  comparison: 'LessThanThreshold',
  threshold: 1,
  silence: 'breaching',
})
