import { indexes } from '@lectern/core/platform'
import { Aws, Duration } from 'aws-cdk-lib'
import type { BackupVault } from 'aws-cdk-lib/aws-backup'
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** The operations by which the product reaches its table. CloudWatch counts system errors by operation only. */
const operations = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
] as const

/**
 * Where alarms are told: those of this stack and of whatever else runs in the account. A topic that has a policy has lost
 * the default one, so CloudWatch is let in by name.
 */
export const addAlarmTopic = (scope: Construct, email: string | undefined): Topic => {
  const topic = new Topic(scope, 'AlarmTopic', { enforceSSL: true })
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:*` },
      },
    }),
  )
  if (email) new Subscription(scope, 'AlarmEmail', { topic, protocol: SubscriptionProtocol.EMAIL, endpoint: email })
  return topic
}

const total = (metrics: Metric[], label: string, period: Duration): MathExpression =>
  new MathExpression({
    // The sum of a list passes over those that report nothing, as all of these do while all is well; `m0 + m1` would not.
    expression: `SUM([${metrics.map((_, index) => `m${index}`).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    label,
    period,
  })

const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string>, period: Duration): Metric =>
  new Metric({ namespace, metricName, dimensionsMap, period, statistic: Stats.SUM })

const tell = (
  scope: Construct,
  topic: Topic,
  id: string,
  props: Partial<AlarmProps> & Pick<AlarmProps, 'metric' | 'threshold' | 'alarmDescription' | 'evaluationPeriods'>,
): void => {
  const alarm = new Alarm(scope, id, {
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...props,
  })
  alarm.addAlarmAction(new SnsAction(topic))
}

/** The table turns requests away, or fails by itself. Callers repeat a few of either, so that a single one is no alarm. */
export const addTableAlarms = (scope: Construct, topic: Topic, table: CfnTable): void => {
  const minute = Duration.minutes(1)
  const places = [
    { TableName: table.ref },
    ...Object.values(indexes).map(({ index }) => ({ TableName: table.ref, GlobalSecondaryIndexName: index })),
  ]
  const throttles = places.flatMap((place) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => sum('AWS/DynamoDB', name, place, minute)),
  )
  tell(scope, topic, 'TableThrottles', {
    alarmDescription: 'The table or one of its indexes throttles requests, in 3 of 5 minutes: one key is too hot.',
    metric: total(throttles, 'Throttled reads and writes', minute),
    threshold: 10,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
  })
  const period = Duration.minutes(5)
  const errors = operations.map((Operation) =>
    sum('AWS/DynamoDB', 'SystemErrors', { TableName: table.ref, Operation }, period),
  )
  tell(scope, topic, 'TableSystemErrors', {
    alarmDescription: 'DynamoDB answers requests to the table with errors of its own: see the AWS Health dashboard.',
    metric: total(errors, 'System errors', period),
    threshold: 5,
    evaluationPeriods: 1,
  })
}

/** A backup failed; or, what is worse because nothing says so, none was made. */
export const addBackupAlarms = (scope: Construct, topic: Topic, vault: BackupVault): void => {
  const place = { BackupVaultName: vault.backupVaultName }
  const hour = Duration.hours(1)
  const failures = ['NumberOfBackupJobsFailed', 'NumberOfBackupJobsAborted', 'NumberOfBackupJobsExpired'].map((name) =>
    sum('AWS/Backup', name, place, hour),
  )
  tell(scope, topic, 'BackupFailures', {
    alarmDescription: 'A backup of the table or of the materials failed, was broken off or never began.',
    metric: total(failures, 'Failed backups', hour),
    threshold: 1,
    evaluationPeriods: 1,
  })
  tell(scope, topic, 'BackupsMissing', {
    alarmDescription:
      'For two days fewer than two backups a day (one of the table, one of the materials) were completed.',
    metric: sum('AWS/Backup', 'NumberOfBackupJobsCompleted', place, Duration.days(1)),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: 2,
    evaluationPeriods: 2,
    treatMissingData: TreatMissingData.BREACHING,
  })
}
