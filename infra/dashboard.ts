import { own } from './alarms.ts'
import { service } from './function.ts'
import { pictures } from './pictures.ts'
import { settings } from './settings.ts'
import { functions as siteFunctions } from './site.ts'
import { storage } from './storage.ts'
import { deliveryDeadLetters, deliveryQueue, outboxDeadLetters, functions as workerFunctions } from './workers.ts'

const region = aws.getRegionOutput().region

type Graph = [title: string, metrics: unknown[][], stat: string]

/** Three in a row, below the line of text. */
const widget = ([title, metrics, stat]: Graph, index: number, regionName: string) => ({
  type: 'metric',
  x: (index % 3) * 8,
  y: 1 + Math.floor(index / 3) * 6,
  width: 8,
  height: 6,
  properties: { title, metrics, stat, period: 60, region: regionName, view: 'timeSeries' },
})

const names = $util.all([
  region,
  $util.output(Object.fromEntries(Object.entries(siteFunctions).map(([name, fn]) => [name, fn.name]))),
  $util.output(
    Object.fromEntries(Object.entries({ ...workerFunctions, pictures }).map(([name, fn]) => [name, fn.name])),
  ),
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
    const ofTable = (...metrics: string[]) => metrics.map((metric) => ['AWS/DynamoDB', metric, 'TableName', table])
    const graphs: Graph[] = [
      ['Requests', ofFunctions('UrlRequestCount', pages), 'Sum'],
      ['Latency, p99, ms', ofFunctions('UrlRequestLatency', pages), 'p99'],
      ['5xx', ofFunctions('Url5xxCount', pages), 'Sum'],
      ['Errors', ofFunctions('Errors', all), 'Sum'],
      ['Throttles', ofFunctions('Throttles', all), 'Sum'],
      ['Running at once', ofFunctions('ConcurrentExecutions', all), 'Maximum'],
      ['Messages waiting', ofQueues('ApproximateNumberOfMessagesVisible'), 'Maximum'],
      ['Lag, seconds', ofBusiness('OutboxAgeSeconds', 'HoldSweeperLagSeconds', 'ReminderLagSeconds'), 'Maximum'],
      ['Table units', ofTable('ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'), 'Sum'],
      ['Business', ofBusiness('Registrations', 'RevenueCents', 'RefundedCents', 'Redemptions'), 'Sum'],
      ['Mails', ofBusiness('MailSent', 'MailFailed', 'MailDelivered', 'MailBounced', 'MailComplained'), 'Sum'],
    ]
    const markdown = `**Lectern, ${$app.stage}** · run by ${settings.organizer.name}`
    return JSON.stringify({
      widgets: [
        { type: 'text', x: 0, y: 0, width: 24, height: 1, properties: { markdown } },
        ...graphs.map((graph, index) => widget(graph, index, at)),
      ],
    })
  }),
})
