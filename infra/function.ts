import { siteUrl } from './router.ts'
import { kept, settings } from './settings.ts'

type Permission = {
  actions: string[]
  resources: $util.Input<$util.Input<string>[]>
  conditions?: { test: string; variable: string; values: string[] }[]
}

export type LambdaArgs = {
  /** A file of `packages/functions/src`, which exports `handler`. */
  entry: string
  description: string
  memory: `${number} MB`
  timeout: `${number} seconds`
  secrets?: sst.Secret[]
  environment?: Record<string, $util.Input<string>>
  permissions?: Permission[]
  url?: sst.aws.FunctionArgs['url']
  /** Whether it answers in pieces: its handler is `streamed`. */
  streaming?: boolean
  retries?: number
  /** Packages with native code, installed beside the bundle. */
  install?: string[]
}

/** Where the site is and who runs it: for the functions that write pages or mails. */
export const house = {
  SITE_URL: siteUrl,
  ORGANIZER_NAME: settings.organizer.name,
  ORGANIZER_EMAIL: settings.organizer.email,
  ORGANIZER_ADDRESS: settings.organizer.postalAddress,
}

/** By this name logs, metrics and traces of a stage are told from another's in the same account. */
export const service = `${$app.name}-${$app.stage}`

const onlyLambda = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
})

/**
 * A function as all of ours are: Node 24 on arm64, a fifth cheaper than x86 at the same memory, one minified file with
 * the AWS SDK inside; logs as JSON in a group of its own; traced; trusted by Lambda alone. Its role holds the
 * statements given here and those for its own log and traces, and no managed policy. No concurrency is reserved: a new
 * account has ten in all, of which none may be set apart.
 */
export const lambda = (name: string, args: LambdaArgs): sst.aws.Function => {
  const logGroup = new aws.cloudwatch.LogGroup(`${name}Log`, {
    name: `/${$app.name}/${$app.stage}/${args.entry}`,
    // Long enough to look into what someone noticed late; the data's own retention is not the log's business.
    retentionInDays: kept ? 90 : 14,
  })
  return new sst.aws.Function(name, {
    handler: `packages/functions/src/${args.entry}.handler`,
    description: args.description,
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    memory: args.memory,
    timeout: args.timeout,
    link: args.secrets ?? [],
    environment: { VERSION: settings.version, POWERTOOLS_SERVICE_NAME: service, ...args.environment },
    permissions: [
      ...(args.permissions ?? []),
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [$interpolate`${logGroup.arn}:*`] },
      // X-Ray knows no resources to name.
      { actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] },
    ],
    logging: { logGroup: logGroup.name, format: 'json' },
    url: args.url,
    // Answers go out piece by piece, so that a list may be longer than 6 MB.
    streaming: args.streaming ?? false,
    retries: args.retries,
    // Bundled as `packages/functions/build.ts` does it, whose measurements hold for what is deployed.
    nodejs: {
      format: 'esm',
      minify: true,
      splitting: true,
      plugins: 'packages/functions/bundling.mjs',
      install: args.install,
      esbuild: { target: 'node24' },
    },
    transform: {
      role: (role) => {
        role.assumeRolePolicy = onlyLambda
        role.managedPolicyArns = []
      },
      function: (fn) => {
        fn.tracingConfig = { mode: 'Active' }
      },
      eventInvokeConfig: (config) => {
        config.maximumEventAgeInSeconds = 60
      },
    },
  })
}
