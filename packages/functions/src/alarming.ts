/** What is logged when Stripe refuses for good: nobody can pay until someone has looked. */
export const paymentsRefused = 'the payment provider refuses for good'

/** Events of the log that ring an alarm (`infra/alarms.ts`), and the metric that counts them. */
const metrics: Readonly<Record<string, string>> = { [paymentsRefused]: 'PaymentsRefused' }

/**
 * The line that CloudWatch counts an alarming event by: its embedded metric format, written by hand so that what answers
 * pages needs no library for it (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export const metricLine = (message: string, service: string, at: Date): string | undefined => {
  const name = metrics[message]
  if (name === undefined) return undefined
  const shape = { Namespace: 'Lectern', Dimensions: [['service']], Metrics: [{ Name: name, Unit: 'Count' }] }
  return JSON.stringify({ _aws: { Timestamp: at.getTime(), CloudWatchMetrics: [shape] }, service, [name]: 1 })
}
