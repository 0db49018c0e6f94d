import { router } from './router.ts'
import { kept } from './settings.ts'
import { storage } from './storage.ts'

/** CloudFront hands its logs over in this region alone, wherever the rest runs. */
const region = 'us-east-1'

/**
 * What is kept of each request, to look into an outage or an attack: from where, when, which kind of path, and what came of it.
 * No path, query, cookie, referrer, or browser: those name people, or hold an order's token or a calendar's address. The
 * request's id at the edge finds the rest, as far as there is any, in the function's own log.
 */
const fields = [
  'date',
  'time',
  'c-ip',
  'cs-method',
  'cache-behavior-path-pattern',
  'sc-status',
  'sc-bytes',
  'time-taken',
  'ssl-protocol',
  'x-edge-location',
  'x-edge-request-id',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
]

/** Only where there are people. The bucket forgets each line after 30 days. */
const logVisits = (): void => {
  const source = new aws.cloudwatch.LogDeliverySource('EdgeLogSource', {
    name: `${$app.name}-${$app.stage}-edge`,
    region,
    logType: 'ACCESS_LOGS',
    resourceArn: router.nodes.cdn.nodes.distribution.arn,
  })
  const destination = new aws.cloudwatch.LogDeliveryDestination('EdgeLogDestination', {
    name: `${$app.name}-${$app.stage}-edge`,
    region,
    outputFormat: 'json',
    deliveryDestinationConfiguration: { destinationResourceArn: $interpolate`${storage.logsBucketArn}/edge` },
  })
  new aws.cloudwatch.LogDelivery('EdgeLog', {
    region,
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.arn,
    recordFields: fields,
  })
}

if (kept) logVisits()
