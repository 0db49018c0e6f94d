import { describe, expect, test } from 'vitest'
import { newDataStack, readTemplate, type Template } from '../../../infra/data/template.ts'
import { expectBackedUp, expectSafe, siteOrigin } from './soundness.ts'

const production = readTemplate(newDataStack({ stage: 'production', siteOrigin })).template

const expectSound = (template: Template) => {
  expectSafe(template, { kept: true })
  expectBackedUp(template)
}

test('the template as it is made is sound', () => expectSound(production))

describe('a template in which someone has', () => {
  const of = (template: Template, id: string) => {
    const found = Object.entries(template.Resources).find(([name]) => name.replace(/[0-9A-F]{8}$/, '') === id)?.[1]
    if (!found?.Properties) throw new Error(`There is no ${id}.`)
    return found
  }
  const statements = (template: Template, id: string): Record<string, unknown>[] => {
    const { PolicyDocument } = of(template, id).Properties as {
      PolicyDocument: { Statement: Record<string, unknown>[] }
    }
    return PolicyDocument.Statement
  }
  const roleStatements = (template: Template): { Action: string | string[]; Resource: unknown }[] => {
    const { Policies } = of(template, 'BackupRole').Properties as {
      Policies: { PolicyDocument: { Statement: { Action: string[]; Resource: unknown }[] } }[]
    }
    return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  }
  const set =
    (id: string, name: string, value?: unknown): ((template: Template) => void) =>
    (template) => {
      const { Properties } = of(template, id)
      if (!Properties || !(name in Properties)) throw new Error(`${id} has no ${name}.`)
      if (value === undefined) delete Properties[name]
      else Properties[name] = value
    }

  const mutations: [string, (template: Template) => void][] = [
    ['dropped point-in-time recovery', set('Table', 'PointInTimeRecoverySpecification')],
    [
      'switched point-in-time recovery off',
      set('Table', 'PointInTimeRecoverySpecification', { PointInTimeRecoveryEnabled: false }),
    ],
    ['dropped deletion protection', set('Table', 'DeletionProtectionEnabled', false)],
    ['dropped the stream', set('Table', 'StreamSpecification')],
    ['put old images into the stream', set('Table', 'StreamSpecification', { StreamViewType: 'NEW_AND_OLD_IMAGES' })],
    ['dropped the encryption of the table', set('Table', 'SSESpecification')],
    ['dropped the clean-up by time', set('Table', 'TimeToLiveSpecification')],
    ['opened the bucket', set('Materials', 'PublicAccessBlockConfiguration')],
    [
      'opened the bucket to public policies',
      set('Materials', 'PublicAccessBlockConfiguration', {
        BlockPublicAcls: true,
        BlockPublicPolicy: false,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      }),
    ],
    ['opened the bucket of logs', set('MaterialsLogs', 'PublicAccessBlockConfiguration')],
    ['dropped the versions of the bucket', set('Materials', 'VersioningConfiguration')],
    ['dropped the encryption of the bucket', set('Materials', 'BucketEncryption')],
    [
      'let every origin upload',
      set('Materials', 'CorsConfiguration', {
        CorsRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET', 'PUT'] }],
      }),
    ],
    ['removed the statement about TLS', (template) => void statements(template, 'MaterialsPolicy').shift()],
    [
      'let everyone read the bucket',
      (template) => {
        const open = { Action: 's3:GetObject', Effect: 'Allow', Principal: '*', Resource: 'arn:aws:s3:::*' }
        statements(template, 'MaterialsPolicy').push(open)
      },
    ],
    [
      'let the distributions of every account read the bucket',
      (template) => {
        for (const statement of statements(template, 'MaterialsPolicy')) {
          if (statement.Sid === 'CloudFrontReads') delete statement.Condition
        }
      },
    ],
    [
      'widened what the backup role may do',
      (template) => {
        const [first] = roleStatements(template)
        if (first) first.Action = 'dynamodb:*'
      },
    ],
    [
      'widened what the backup role may do it to',
      (template) => {
        const [first] = roleStatements(template)
        if (first) first.Resource = '*'
      },
    ],
    [
      'given the backup role a managed policy',
      (template) => {
        const { Properties } = of(template, 'BackupRole')
        if (Properties) Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess']
      },
    ],
    ['shut CloudWatch out of the topic', (template) => void statements(template, 'AlarmTopicPolicy').pop()],
    ['let copies be deleted', set('BackupVault', 'AccessPolicy')],
    [
      'let the table go with the stack',
      (template) => void Object.assign(of(template, 'Table'), { DeletionPolicy: 'Delete' }),
    ],
    ['let the bucket go when it is replaced', (template) => void delete of(template, 'Materials').UpdateReplacePolicy],
    [
      'left the bucket out of the backups',
      (template) => {
        const { BackupSelection } = of(template, 'BackupPlanKept').Properties as {
          BackupSelection: { Resources: unknown[] }
        }
        BackupSelection.Resources.pop()
      },
    ],
    ['silenced an alarm', set('BackupsMissing', 'AlarmActions')],
  ]

  test.each(mutations)('%s is found out', (_, mutate) => {
    const template = structuredClone(production)
    mutate(template)
    expect(template).not.toEqual(production)
    expect(() => expectSound(template)).toThrow()
  })
})
