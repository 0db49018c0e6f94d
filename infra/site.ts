import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { house, lambda } from './function.ts'
import { askPictures } from './pictures.ts'
import { router } from './router.ts'
import { secrets } from './secrets.ts'
import { onMaterials, onTable, storage } from './storage.ts'

/** How long CloudFront waits for an answer, and for each piece of it. */
const through = (path: string, timeout: `${number} seconds`) => ({
  // Pages and programs of other origins have no business here; a browser needs no CORS for its own site.
  cors: false as const,
  router: { instance: router, path, readTimeout: timeout },
})

const table = { TABLE_NAME: storage.tableName }
const desk = { ...table, ...house }
const shop = { ...desk, MATERIALS_BUCKET: storage.bucketName }

export const functions = {
  /**
   * Pages. Rendering is one burst of computing, so memory is bought for the processor that comes with it: at 1,024 MB a
   * page takes a few tens of milliseconds, and beyond that it waits for DynamoDB, not for us. Placing an order
   * calls Stripe twice, which has taken seconds on bad days; nobody waits for a page longer than 20.
   */
  site: lambda('Site', {
    entry: 'site',
    description: 'Pages for people',
    memory: '1024 MB',
    timeout: '20 seconds',
    secrets: [secrets.lectern, secrets.certificateKey, secrets.stripeKey],
    environment: { ...shop, ...askPictures.environment },
    permissions: [
      ...onTable(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['gsi1', 'gsi2', 'gsi3']),
      onMaterials,
      askPictures.permission,
    ],
    url: through('/', '20 seconds'),
    streaming: true,
  }),

  /**
   * The same use cases for programs; as much computing, less markup, and JSON schemas to compile at start. The router waits
   * 20 seconds for the next piece of an answer; a list as a file may take as many of these as it is long.
   */
  api: lambda('Api', {
    entry: 'api',
    description: 'The REST API',
    memory: '1024 MB',
    timeout: '300 seconds',
    secrets: [secrets.lectern, secrets.stripeKey],
    environment: shop,
    permissions: [
      ...onTable(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['gsi1', 'gsi2', 'gsi3']),
      onMaterials,
    ],
    url: through('/api', '20 seconds'),
    streaming: true,
  }),

  /** Codes by mail: renders one with React, which is what the memory is for, and waits for Resend. Reads a person's passkeys. */
  signIn: lambda('SignIn', {
    entry: 'sign-in',
    description: 'Signing in by a code or a passkey',
    memory: '1024 MB',
    timeout: '15 seconds',
    secrets: [secrets.lectern, secrets.resendKey],
    environment: desk,
    permissions: onTable(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], ['gsi2']),
    url: through('/sign-in', '15 seconds'),
    streaming: true,
  }),

  /** Mails with sample data, for admins. Apart from the pages, whose bundle shall hold no mail; asked for a few times a month. Its menu counts emails that failed. */
  preview: lambda('Preview', {
    entry: 'preview',
    description: 'Mails to look at',
    memory: '1024 MB',
    timeout: '15 seconds',
    secrets: [secrets.lectern, secrets.resendKey],
    environment: desk,
    permissions: onTable(['BatchGetItem', 'GetItem', 'Query', 'PutItem']),
    url: through('/admin/mails', '15 seconds'),
    streaming: true,
  }),

  /**
   * Stripe waits 20 seconds and then sends again, and nobody sits in front of it. Half the memory of a page: it parses, asks
   * Stripe, and commits. Of a membership it lists the plans and what its holder was granted, and has bought before.
   */
  stripeWebhook: lambda('StripeWebhook', {
    entry: 'stripe-webhook',
    description: 'Stripe events about payments, disputes, and memberships',
    memory: '512 MB',
    timeout: '20 seconds',
    secrets: [secrets.lectern, secrets.stripeKey, secrets.stripeWebhook],
    environment: desk,
    permissions: onTable(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['gsi2']),
    url: through('/webhooks/stripe', '20 seconds'),
  }),

  /** One conditional update for each event about a mail, and nothing that a page needs. */
  resendWebhook: lambda('ResendWebhook', {
    entry: 'resend-webhook',
    description: 'Resend events about emails',
    memory: '512 MB',
    timeout: '10 seconds',
    secrets: [secrets.resendWebhook],
    environment: table,
    permissions: onTable(['UpdateItem']),
    url: through('/webhooks/resend', '10 seconds'),
  }),

  /**
   * Notes which session a finished recording is of; the sender copies it. Zoom waits three seconds and then sends again. No
   * right to files. It reads events, and by key what Zoom told before: a picture may replace its sound.
   */
  zoomWebhook: lambda('ZoomWebhook', {
    entry: 'zoom-webhook',
    description: 'Zoom events about finished recordings',
    memory: '512 MB',
    timeout: '10 seconds',
    secrets: [secrets.zoomWebhook],
    environment: table,
    permissions: onTable(['GetItem', 'PutItem'], ['gsi3']),
    url: through('/webhooks/zoom', '10 seconds'),
  }),
}

/**
 * Styles, islands and fonts, under names that change with their content. Nothing here is kept nowhere else, so the bucket may
 * go with its stage. It answers this distribution alone.
 */
const assets = new sst.aws.Bucket('Assets', {
  enforceHttps: true,
  cors: false,
  policy: [
    {
      principals: [{ type: 'service', identifiers: ['cloudfront.amazonaws.com'] }],
      actions: ['s3:GetObject'],
      paths: ['*'],
      conditions: [
        { test: 'StringEquals', variable: 'AWS:SourceArn', values: [router.nodes.cdn.nodes.distribution.arn] },
      ],
    },
  ],
})

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

// Before any function is bundled: the pages name their assets by the manifest that this writes.
execFileSync(process.execPath, ['--import', 'tsx', 'packages/web/build.ts'], {
  cwd: $cli.paths.root,
  env: { ...process.env, NODE_OPTIONS: '' },
})

const built = join($cli.paths.root, 'packages/web/dist/assets')
for (const file of readdirSync(built).sort()) {
  const contentType = contentTypes[extname(file)]
  if (!contentType) throw new Error(`Nobody said what ${file} is`)
  new aws.s3.BucketObjectv2(
    `Asset-${file}`,
    {
      bucket: assets.name,
      key: `assets/${file}`,
      source: $asset(join(built, file)),
      contentType,
      cacheControl: 'public, max-age=31536000, immutable',
    },
    // A page that is still open goes on asking for the last build's files.
    { retainOnDelete: true },
  )
}

router.routeBucket('/assets', assets)

// Objects lie under `materials/`, so that the path is their key. The way there is open only with a signed cookie.
router.routeBucket(
  '/materials',
  storage.bucketName.apply((name) => sst.aws.Bucket.get('Materials', name)),
)
