import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { stackPolicy } from './data/stack-policy.ts'
import { siteUrl } from './router.ts'
import { kept, settings } from './settings.ts'

/** CloudFormation's limit on a template that is sent with the request rather than from a bucket. */
const inlineLimit = 51_200

/**
 * The template of what cannot be recreated, made by CDK in a process of its own: CDK inside this evaluation would be a
 * bundle of 64 MB, which Pulumi cannot load. The site's origin, unknown before a first deploy, is its one parameter.
 */
const synthesize = async (): Promise<string> => {
  const alarm = settings.alarmEmail ? ['--alarm-email', settings.alarmEmail] : []
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'infra/data/synth.ts', '--stage', $app.stage, ...alarm],
    { cwd: $cli.paths.root, maxBuffer: 10 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } },
  )
  if (Buffer.byteLength(stdout) > inlineLimit) throw new Error(`The data template passes ${inlineLimit} bytes`)
  return stdout
}

const stack = new aws.cloudformation.Stack(
  'Data',
  {
    name: `${$app.name}-${$app.stage}-data`,
    templateBody: $output(synthesize()),
    parameters: { SiteOrigin: siteUrl },
    // The plan of backups brings the role that takes them.
    capabilities: ['CAPABILITY_IAM'],
    // No update from anyone may replace or delete what holds data. The policy must be lifted by hand first.
    policyBody: kept ? JSON.stringify(stackPolicy) : undefined,
  },
  { protect: kept, retainOnDelete: kept },
)

const outputOf = (name: string) =>
  stack.outputs.apply((outputs) => {
    const value: unknown = outputs[name]
    if (typeof value !== 'string') throw new Error(`The data stack has no output ${name}`)
    return value
  })

export const storage = {
  tableName: outputOf('TableName'),
  tableArn: outputOf('TableArn'),
  streamArn: outputOf('TableStreamArn'),
  bucketName: outputOf('MaterialsBucketName'),
  logsBucketArn: outputOf('LogsBucketArn'),
  alarmTopicArn: outputOf('AlarmTopicArn'),
}

type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem'

/**
 * What a function may do with the table: the actions that its code calls, on the table itself, and Query on the indexes that
 * it reads. A transaction needs the actions of its parts and none of its own (IAM for DynamoDB, "TransactWriteItems").
 */
export const onTable = (
  actions: TableAction[],
  indexes: ('gsi1' | 'gsi2' | 'gsi3')[] = [],
): { actions: string[]; resources: $util.Input<string>[] }[] => [
  { actions: actions.map((action) => `dynamodb:${action}`), resources: [storage.tableArn] },
  ...(indexes.length > 0
    ? [
        {
          actions: ['dynamodb:Query'],
          resources: indexes.map((index) => $interpolate`${storage.tableArn}/index/${index}`),
        },
      ]
    : []),
]

/**
 * What a function may do with files: sign links in its own name, look whether one arrived, whole or in parts, put its
 * parts together (which is S3's PutObject, as sending one is), give them up, take one away, of who is erased with its version. A
 * signed link can do no more than its signer; listing is not among it, so that of what is missing S3 says 403.
 */
export const onMaterials = {
  actions: [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ],
  resources: [$interpolate`arn:aws:s3:::${storage.bucketName}/materials/*`],
}

type Condition = { test: string; variable: string; values: string[] }

/** What makes pictures keeps them, looks at what it kept, and takes away what was uploaded. */
export const onPictures: { actions: string[]; resources: $util.Input<string>[]; conditions?: Condition[] }[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
    resources: [$interpolate`arn:aws:s3:::${storage.bucketName}/materials/pictures/*`],
  },
  {
    // What was made of a picture is listed once, when it's taken away.
    actions: ['s3:ListBucketVersions'],
    resources: [$interpolate`arn:aws:s3:::${storage.bucketName}`],
    conditions: [{ test: 'StringLike', variable: 's3:prefix', values: ['materials/pictures/uploaded/*'] }],
  },
]
