import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'

const metrics = new Metrics({ namespace: 'Lectern' })

/** What is counted of the business and of the work behind it. Money in cents, which have no unit of CloudWatch's. */
const units = {
  Registrations: MetricUnit.Count,
  RevenueCents: MetricUnit.NoUnit,
  RefundedCents: MetricUnit.NoUnit,
  Redemptions: MetricUnit.Count,
  UnpaidSeatsLapsed: MetricUnit.Count,
  MailSent: MetricUnit.Count,
  MailFailed: MetricUnit.Count,
  MailDelivered: MetricUnit.Count,
  MailBounced: MetricUnit.Count,
  MailComplained: MetricUnit.Count,
  HoldSweeperLagSeconds: MetricUnit.Seconds,
  ReminderLagSeconds: MetricUnit.Seconds,
  OutboxAgeSeconds: MetricUnit.Seconds,
  OutboxRowsFailed: MetricUnit.Count,
  OutboxRowsGivenUp: MetricUnit.Count,
  OutboxRowsRequeued: MetricUnit.Count,
} as const

export type MetricName = keyof typeof units
export type Count = (name: MetricName, value?: number) => void

export const count: Count = (name, value = 1) => metrics.addMetric(name, units[name], value)

/** Tells what was counted during an invocation, when anything was. */
export const publishCounts = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
}
