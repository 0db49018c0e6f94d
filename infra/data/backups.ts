import { Aws, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault, CfnBackupVault } from 'aws-cdk-lib/aws-backup'
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { irreplaceable } from './stack-policy.ts'

/**
 * What AWS Backup needs to copy this one table and this one bucket. Nothing for restoring: that takes a role of its
 * own. The actions are those of AWS's guide for roles that are narrower than its managed policies (AWS Backup developer
 * guide, "Managed policies", customer managed policies).
 */
const backupPolicies = (table: CfnTable, bucket: Bucket, vault: BackupVault): Record<string, PolicyDocument> => ({
  table: new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'CopyTable',
        actions: [
          'dynamodb:DescribeTable',
          'dynamodb:CreateBackup',
          'dynamodb:StartAwsBackupJob',
          'dynamodb:ListTagsOfResource',
        ],
        resources: [table.attrArn],
      }),
      new PolicyStatement({
        sid: 'KeepTableCopies',
        actions: ['dynamodb:DescribeBackup', 'dynamodb:DeleteBackup'],
        resources: [`${table.attrArn}/backup/*`],
      }),
      new PolicyStatement({
        sid: 'FillVault',
        actions: ['backup:DescribeBackupVault', 'backup:CopyIntoBackupVault'],
        resources: [vault.backupVaultArn],
      }),
    ],
  }),
  materials: new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'WatchBucket',
        actions: [
          's3:GetBucketAcl',
          's3:GetBucketLocation',
          's3:GetBucketNotification',
          's3:GetBucketTagging',
          's3:GetBucketVersioning',
          's3:GetInventoryConfiguration',
          's3:ListBucket',
          's3:ListBucketVersions',
          's3:PutBucketNotification',
          's3:PutInventoryConfiguration',
        ],
        resources: [bucket.bucketArn],
      }),
      new PolicyStatement({
        sid: 'CopyObjects',
        actions: [
          's3:GetObject',
          's3:GetObjectAcl',
          's3:GetObjectTagging',
          's3:GetObjectVersion',
          's3:GetObjectVersionAcl',
          's3:GetObjectVersionTagging',
        ],
        resources: [bucket.arnForObjects('*')],
      }),
      new PolicyStatement({
        sid: 'FollowChanges',
        actions: [
          'events:DeleteRule',
          'events:DescribeRule',
          'events:DisableRule',
          'events:EnableRule',
          'events:ListTargetsByRule',
          'events:PutRule',
          'events:PutTargets',
          'events:RemoveTargets',
        ],
        resources: [`arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/AwsBackupManagedRule*`],
      }),
      new PolicyStatement({
        sid: 'ActionsWithoutResources',
        actions: ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets', 'tag:GetResources'],
        resources: ['*'],
      }),
    ],
  }),
})

/**
 * The vault and the plan: a copy a day, kept 35 days, and one a month, kept a year. Nobody deletes a copy by hand; the plan
 * lets them go when their time is over.
 */
export const addBackups = (scope: Construct, stage: string, table: CfnTable, bucket: Bucket): BackupVault => {
  // A vault must be named. A part of the stack's id keeps a new stack clear of a vault that an earlier one left behind.
  const stackId = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))))
  const vault = new BackupVault(scope, 'Vault', {
    backupVaultName: `lectern-${stage}-${stackId}`,
    removalPolicy: RemovalPolicy.RETAIN,
    blockRecoveryPointDeletion: true,
  })
  const resource = vault.node.defaultChild
  if (resource instanceof CfnBackupVault) resource.overrideLogicalId(irreplaceable.vault)

  const plan = new BackupPlan(scope, 'BackupPlan', {
    backupPlanName: `lectern-${stage}`,
    backupVault: vault,
    backupPlanRules: [
      new BackupPlanRule({
        ruleName: 'daily',
        scheduleExpression: Schedule.cron({ minute: '0', hour: '9' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(12),
        deleteAfter: Duration.days(35),
      }),
      new BackupPlanRule({
        ruleName: 'monthly',
        scheduleExpression: Schedule.cron({ minute: '0', hour: '15', day: '1' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(12),
        deleteAfter: Duration.days(365),
      }),
    ],
  })
  const role = new Role(scope, 'BackupRole', {
    description: 'AWS Backup copies the table and the materials bucket of one stage.',
    assumedBy: new ServicePrincipal('backup.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: backupPolicies(table, bucket, vault),
  })
  Validations.of(role).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::<Table.Arn>/backup/*]',
      reason: 'The copies of the one table are named by the time at which they are made, which no policy can know.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::<Materials.Arn>/*]',
      reason: 'A backup of the one bucket reads every object in it.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/AwsBackupManagedRule*]',
      reason: 'AWS Backup numbers the rules by which it follows changes in buckets, and keeps only this prefix.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Four actions that list or read metrics, to which IAM lets no resource be named; they reach no content.',
    },
  )
  plan.addSelection('Kept', {
    role,
    disableDefaultBackupPolicy: true,
    resources: [BackupResource.fromDynamoDbTable(table), BackupResource.fromArn(bucket.bucketArn)],
  })
  return vault
}
