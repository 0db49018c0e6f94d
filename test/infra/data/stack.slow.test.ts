import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { tableDefinition } from '@lectern/core/platform'
import { App, CfnOutput, CfnResource } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { Asset } from 'aws-cdk-lib/aws-s3-assets'
import { beforeAll, describe, expect, test } from 'vitest'
import { readOptions } from '../../../infra/data/options.ts'
import type { DataStack } from '../../../infra/data/stack.ts'
import { irreplaceable, stackPolicy } from '../../../infra/data/stack-policy.ts'
import { isDevelopment } from '../../../infra/data/stage.ts'
import { inlineLimit, newDataStack, readTemplate, type Template } from '../../../infra/data/template.ts'
import { properties, resourcesOf } from './readable.ts'
import { expectAlarms, expectBackedUp, expectSafe, siteOrigin } from './soundness.ts'

const run = promisify(execFile)
const synth = (...options: string[]) => run(process.execPath, ['--import', 'tsx', 'infra/data/synth.ts', ...options])

const alarmEmail = 'ops@lectern.example'
let printed = { stdout: '', stderr: '' }
let production: Template = { Resources: {}, Outputs: {} }
let development: Template = { Resources: {}, Outputs: {} }

beforeAll(async () => {
  printed = await synth('--stage', 'production', '--site-origin', siteOrigin, '--alarm-email', alarmEmail)
  production = JSON.parse(printed.stdout)
  development = readTemplate(newDataStack({ stage: 'development', siteOrigin })).template
})

describe('the command', () => {
  test('prints a template alone that CloudFormation takes inline, and says how long it is', () => {
    const bytes = Buffer.byteLength(printed.stdout)
    expect(printed.stderr).toBe(`The template has ${bytes} bytes.\n`)
    expect(bytes).toBeLessThan(inlineLimit)
    expect(printed.stdout).toBe(JSON.stringify(production))
  })

  test.each([
    [['--site-origin', siteOrigin], 'Say which stage'],
    [['--stage', 'a stage'], 'Say which stage'],
    [['--stage', 'production', '--site-origin', 'https://lectern.example/path'], 'a scheme and a host'],
    [['--stage', 'production', '--site-origin', 'http://lectern.example'], 'a scheme and a host'],
    [['--stage', 'production', '--site-origin', '*'], 'a scheme and a host'],
    [['--stage', 'production', '--alarm-email', 'nobody'], 'is an email address'],
    [['--stage', 'production', '--site', 'lectern.example'], 'Unknown option'],
  ])('refuses %j', (options, complaint) => expect(() => readOptions(options)).toThrow(complaint))

  test.each(['https://lectern.example', 'http://localhost:3000'])('takes %s as an origin', (origin) => {
    const options = readOptions(['--stage', 'dev-anna', '--site-origin', origin])
    expect(options).toEqual({ stage: 'dev-anna', siteOrigin: origin, alarmEmail: undefined })
  })
})

describe('a stage that keeps its data', () => {
  test('has its table, buckets and policies exactly as meant', () => expectSafe(production, { kept: true }))
  test('is copied every day and every month, and someone hears of it when it is not', () => expectBackedUp(production))

  test('has the table of the model', () => {
    const { TableName, ...definition } = tableDefinition('any')
    expect(properties(production, 'Table')).toMatchObject(definition)
    expect(properties(production, 'Table')).not.toHaveProperty('TableName')
  })

  test('puts out what the running half needs to know', () => {
    expect(Object.keys(production.Outputs)).toEqual([
      'TableName',
      'TableArn',
      'TableStreamArn',
      'MaterialsBucketName',
      'MaterialsBucketArn',
      'MaterialsBucketDomain',
      'LogsBucketArn',
      'AlarmTopicArn',
      'BackupVaultName',
    ])
  })

  test('tells the given address, and nobody when there is none', () => {
    const subscriptions = resourcesOf(production, 'AWS::SNS::Subscription')
    expect(subscriptions.map(({ Properties }) => Properties?.Endpoint)).toEqual([alarmEmail])
    expect(resourcesOf(development, 'AWS::SNS::Subscription')).toEqual([])
  })

  test('watches the table and each of its indexes for throttling', () => {
    const watched = JSON.stringify(properties(production, 'TableThrottles').Metrics)
    for (const { IndexName } of tableDefinition('any').GlobalSecondaryIndexes ?? []) {
      expect(watched).toContain(`"Name":"GlobalSecondaryIndexName","Value":"${IndexName}"`)
    }
    expect(watched.match(/ReadThrottleEvents/g)).toHaveLength(4)
    expect(watched.match(/WriteThrottleEvents/g)).toHaveLength(4)
  })

  test('cannot have its table, bucket or vault replaced or deleted by an update', () => {
    const ids = Object.values(irreplaceable)
    expect(stackPolicy.Statement).toEqual([
      { Effect: 'Allow', Action: ['Update:*'], Principal: '*', Resource: ['*'] },
      {
        Effect: 'Deny',
        Action: ['Update:Replace', 'Update:Delete'],
        Principal: '*',
        Resource: ['LogicalResourceId/Table', 'LogicalResourceId/Materials', 'LogicalResourceId/BackupVault'],
      },
    ])
    expect(ids.map((id) => production.Resources[id]?.Type)).toEqual([
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::Backup::BackupVault',
    ])
  })
})

describe('a development stage', () => {
  test('goes with everything in it', () => {
    expectSafe(development, { kept: false })
    expectAlarms(development, ['TableThrottles', 'TableSystemErrors'])
    expect(Object.values(development.Resources).filter(({ Type }) => Type.startsWith('AWS::Backup'))).toEqual([])
    expect(JSON.stringify(development)).not.toContain('Retain')
  })

  test('is one by its name alone, and a mistyped name keeps its data', () => {
    expect(['development', 'dev-anna'].filter(isDevelopment)).toEqual(['development', 'dev-anna'])
    expect(['production', 'staging', 'Development', 'developmnet', 'dev', ''].filter(isDevelopment)).toEqual([])
  })
})

describe('synthesis', () => {
  const made = (change: (stack: DataStack) => void) => {
    const stack = newDataStack({ stage: 'staging' })
    change(stack)
    const { root } = stack.node
    return { read: () => readTemplate(stack), folder: root instanceof App ? root.outdir : '' }
  }

  test('leaves the origin to the deployment when it is not known yet, and nothing on the disk', () => {
    const { read, folder } = made(() => {})
    expect(existsSync(folder)).toBe(true)
    const { template } = read()
    expect(existsSync(folder)).toBe(false)
    expect(Object.keys(template.Parameters ?? {})).toEqual(['SiteOrigin'])
    expect(properties(template, 'Materials')).toMatchObject({
      CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['${SiteOrigin}'] }] },
    })
  })

  test('fails on what the rules of AWS Solutions forbid', () => {
    const { read } = made((stack) => new Bucket(stack, 'Careless'))
    expect(read).toThrow(/AwsSolutions-S1'/)
  })

  test("fails on what CloudFormation's schema forbids", () => {
    const { read } = made(
      (stack) => new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue', properties: { Fast: true } }),
    )
    expect(read).toThrow(/CloudFormation-Validate::/)
  })

  test('fails on an asset', () => {
    const { read } = made((stack) => {
      expect(() => new Asset(stack, 'File', { path: 'package.json' })).toThrow(/Cannot add assets/)
    })
    expect(JSON.stringify(read().template)).not.toMatch(/AssetParameters|cdk-hnb659fds/)
  })

  test('fails on a template that is too long to be handed over inline', () => {
    const { read } = made((stack) => new CfnOutput(stack, 'Long', { value: 'x'.repeat(inlineLimit) }))
    expect(read).toThrow(/inline/)
  })
})
