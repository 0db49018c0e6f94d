import { expect } from 'vitest'
import type { Template } from '../../../infra/data/template.ts'
import { expectedBackupPolicies, expectedPolicies, policies } from './policies.ts'
import { plain, properties, readable, resourcesOf } from './readable.ts'

export const siteOrigin = 'https://lectern.example'

const closedBucket = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
  },
}

/** What has to be kept when the stack or its next version no longer names it. */
const holdsData = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::Backup::BackupVault']

/** What is true of the table, the bucket and the policies in every stage. Throws where it is not. */
export const expectSafe = (template: Template, { kept }: { kept: boolean }): void => {
  expect(resourcesOf(template, 'AWS::DynamoDB::Table')).toHaveLength(1)
  expect(properties(template, 'Table')).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: kept,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  })

  expect(resourcesOf(template, 'AWS::S3::Bucket')).toHaveLength(2)
  expect(properties(template, 'MaterialsLogs')).toMatchObject({
    ...closedBucket,
    LifecycleConfiguration: {
      Rules: [
        { ExpirationInDays: 90, Status: 'Enabled' },
        { ExpirationInDays: 30, Prefix: 'edge/', Status: 'Enabled' },
      ],
    },
  })
  expect(properties(template, 'Materials')).toMatchObject({
    ...closedBucket,
    VersioningConfiguration: { Status: 'Enabled' },
    LoggingConfiguration: { DestinationBucketName: '${MaterialsLogs}', LogFilePrefix: 'materials/' },
    LifecycleConfiguration: {
      Rules: [
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 }, Status: 'Enabled' },
        { NoncurrentVersionExpiration: { NoncurrentDays: 90 }, Status: 'Enabled' },
      ],
    },
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedOrigins: [siteOrigin],
          AllowedMethods: ['GET', 'PUT'],
          AllowedHeaders: ['content-type', 'content-md5', 'if-none-match', 'range', 'x-amz-*'],
          MaxAge: 3600,
        },
      ],
    },
  })
  for (const bucket of resourcesOf(template, 'AWS::S3::Bucket')) {
    expect(bucket.Properties).not.toHaveProperty('AccessControl')
    expect(bucket.Properties).not.toHaveProperty('WebsiteConfiguration')
  }

  expect(policies(template)).toEqual([...expectedPolicies, ...(kept ? expectedBackupPolicies : [])])
  for (const role of resourcesOf(template, 'AWS::IAM::Role')) {
    expect(role.Properties).not.toHaveProperty('ManagedPolicyArns')
  }

  const policy = kept ? 'Retain' : 'Delete'
  for (const resource of holdsData.flatMap((type) => resourcesOf(template, type))) {
    expect(resource).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy })
  }
}

/** What is true beside that of a stage that keeps its data: copies, and someone who is told when there are none. */
export const expectBackedUp = (template: Template): void => {
  const plan = resourcesOf(template, 'AWS::Backup::BackupPlan').map(({ Properties }) => readable(Properties))
  const rule = { TargetBackupVault: '${BackupVault.BackupVaultName}', StartWindowMinutes: 60 }
  expect(plan).toMatchObject([
    {
      BackupPlan: {
        BackupPlanRule: [
          {
            ...rule,
            RuleName: 'daily',
            ScheduleExpression: 'cron(0 9 * * ? *)',
            Lifecycle: { DeleteAfterDays: 35 },
          },
          {
            ...rule,
            RuleName: 'monthly',
            ScheduleExpression: 'cron(0 15 1 * ? *)',
            Lifecycle: { DeleteAfterDays: 365 },
          },
        ],
      },
    },
  ])
  const selections = resourcesOf(template, 'AWS::Backup::BackupSelection').map(({ Properties }) => readable(Properties))
  expect(selections).toMatchObject([
    {
      BackupPlanId: '${BackupPlan.BackupPlanId}',
      BackupSelection: { IamRoleArn: '${BackupRole.Arn}', Resources: ['${Table.Arn}', '${Materials.Arn}'] },
    },
  ])
  expectAlarms(template, ['TableThrottles', 'TableSystemErrors', 'BackupFailures', 'BackupsMissing'])
}

/** These alarms and no others, each of them told to the topic. */
export const expectAlarms = (template: Template, ids: string[]): void => {
  const alarms = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
  expect(alarms.map(([id]) => plain(id))).toEqual(ids)
  for (const id of ids) expect(properties(template, id)).toMatchObject({ AlarmActions: ['${AlarmTopic}'] })
}
