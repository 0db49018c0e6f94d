import { own } from './alarms.ts'
import { service } from './function.ts'
import { settings } from './settings.ts'
import { functions as siteFunctions } from './site.ts'
import { storage } from './storage.ts'
import { deliveryDeadLetters, deliveryQueue, outboxDeadLetters, functions as workerFunctions } from './workers.ts'

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
          properties: { markdown: `**Lectern, ${$app.stage}** · run by ${settings.organizer.name}` },
        },
        graph('Requests', 0, 1, ofFunctions('UrlRequestCount', pages), 'Sum', at),
        graph('Latency, p99, ms', 8, 1, ofFunctions('UrlRequestLatency', pages), 'p99', at),
        graph('5xx', 16, 1, ofFunctions('Url5xxCount', pages), 'Sum', at),
        graph('Errors', 0, 7, ofFunctions('Errors', all), 'Sum', at),
        graph('Throttles', 8, 7, ofFunctions('Throttles', all), 'Sum', at),
        graph('Running at once', 16, 7, ofFunctions('ConcurrentExecutions', all), 'Maximum', at),
        graph('Messages waiting', 0, 13, ofQueues('ApproximateNumberOfMessagesVisible'), 'Maximum', at),
        graph(
          'Lag, seconds',
          8,
          13,
          ofBusiness('OutboxAgeSeconds', 'HoldSweeperLagSeconds', 'ReminderLagSeconds'),
          'Maximum',
          at,
        ),
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
