import type { Template } from '../../../infra/data/template.ts'
import { isRecord, plain, readable } from './readable.ts'

type Holder = { id: string; statements: unknown }

/** Every policy document of the template, wherever it stands, by the resource that holds it. */
export const policies = (template: Template): Holder[] => {
  const within = (id: string, value: unknown): Holder[] => {
    if (Array.isArray(value)) return value.flatMap((inner) => within(id, inner))
    if (!isRecord(value)) return []
    if ('Statement' in value) return [{ id: plain(id), statements: readable(value.Statement) }]
    return Object.values(value).flatMap((inner) => within(id, inner))
  }
  return Object.entries(template.Resources).flatMap(([id, { Properties }]) => within(id, Properties))
}

const tlsOnly = (bucket: string) =>
  [{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': 1.2 } }].map((Condition) => ({
    Action: 's3:*',
    Condition,
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Resource: [`\${${bucket}.Arn}`, `\${${bucket}.Arn}/*`],
  }))

const account = { 'aws:SourceAccount': '${AWS::AccountId}' }

/** The statements of every stage, one by one. */
export const expectedPolicies: Holder[] = [
  {
    id: 'MaterialsLogsPolicy',
    statements: [
      ...tlsOnly('MaterialsLogs'),
      {
        Sid: 'EdgeLogs',
        Action: 's3:PutObject',
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:${AWS::Partition}:logs:us-east-1:${AWS::AccountId}:delivery-source:*' },
          StringEquals: { ...account, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Resource: '${MaterialsLogs.Arn}/edge/*',
      },
      {
        Action: 's3:PutObject',
        Condition: { ArnLike: { 'aws:SourceArn': '${Materials.Arn}' }, StringEquals: account },
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Resource: '${MaterialsLogs.Arn}/materials/*',
      },
    ],
  },
  {
    id: 'MaterialsPolicy',
    statements: [
      ...tlsOnly('Materials'),
      {
        Sid: 'CloudFrontReads',
        Action: 's3:GetObject',
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/*' },
        },
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: '${Materials.Arn}/*',
      },
    ],
  },
  {
    id: 'AlarmTopicPolicy',
    statements: [
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        Effect: 'Deny',
        Principal: '*',
        Resource: '${AlarmTopic}',
      },
      {
        Sid: 'AlarmsPublish',
        Action: 'sns:Publish',
        Condition: {
          StringEquals: account,
          ArnLike: {
            'aws:SourceArn': 'arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*',
          },
        },
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Resource: '${AlarmTopic}',
      },
    ],
  },
]

const allow = (Sid: string, Action: string[], Resource: string) => ({ Sid, Action, Effect: 'Allow', Resource })

/** Those that a stage has besides when it keeps its data. */
export const expectedBackupPolicies: Holder[] = [
  {
    id: 'BackupVault',
    statements: [
      {
        Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Resource: '*',
      },
    ],
  },
  {
    id: 'BackupRole',
    statements: [
      {
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: account },
        Effect: 'Allow',
        Principal: { Service: 'backup.amazonaws.com' },
      },
    ],
  },
  {
    id: 'BackupRole',
    statements: [
      allow(
        'CopyTable',
        ['CreateBackup', 'DescribeTable', 'ListTagsOfResource', 'StartAwsBackupJob'].map((name) => `dynamodb:${name}`),
        '${Table.Arn}',
      ),
      allow('KeepTableCopies', ['dynamodb:DeleteBackup', 'dynamodb:DescribeBackup'], '${Table.Arn}/backup/*'),
      allow('FillVault', ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'], '${BackupVault.BackupVaultArn}'),
    ],
  },
  {
    id: 'BackupRole',
    statements: [
      allow(
        'WatchBucket',
        [
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
        '${Materials.Arn}',
      ),
      allow(
        'CopyObjects',
        ['', 'Acl', 'Tagging', 'Version', 'VersionAcl', 'VersionTagging'].map((part) => `s3:GetObject${part}`),
        '${Materials.Arn}/*',
      ),
      allow(
        'FollowChanges',
        [
          'events:DeleteRule',
          'events:DescribeRule',
          'events:DisableRule',
          'events:EnableRule',
          'events:ListTargetsByRule',
          'events:PutRule',
          'events:PutTargets',
          'events:RemoveTargets',
        ],
        'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/AwsBackupManagedRule*',
      ),
      allow(
        'ActionsWithoutResources',
        ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets', 'tag:GetResources'],
        '*',
      ),
    ],
  },
]
