import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { platformDirectory, preparePlatform, root } from './platform.ts'

export type GraphResource = {
  type: string
  name: string
  inputs: Record<string, unknown>
  /** Looked up rather than made. */
  read: boolean
  protect?: boolean
  retainOnDelete?: boolean
}

/** What SST's bundler is told of a function: its handler, and the values that are encrypted into its bundle. */
export type GraphBuild = { functionID: string; handler: string; runtime: string; links: Record<string, unknown> }

export type Graph = {
  app: { name: string; protect: boolean; removal: string; providers: Record<string, unknown> }
  resources: GraphResource[]
  builds: GraphBuild[]
}

/** Values that are seen nowhere else, so that one which leaks is found wherever it stands. */
export const fakeSecrets: Record<string, string> = {
  LecternSecret: 'lectern-secret-4f1d2c3b4a5968778695a4b3c2d1e0f1',
  CertificateKey: 'certificate_key_fake_77aa01f2c3',
  StripeSecretKey: 'sk_live_fake_d41d8cd98f00',
  StripeWebhookSecret: 'whsec_fake_b204e9800998',
  ResendApiKey: 're_fake_ecf8427e1c2d',
  ResendWebhookSecret: 'whsec_resend_fake_3e4a5b6c',
  ZoomWebhookSecret: 'zoom_fake_9c1185a5c5e9',
}

/** SST's own modules and the configuration, under names that the evaluation asks for. */
const modules: Record<string, string> = {
  'lectern:config': join(root, 'sst.config.ts'),
  'lectern:components': join(platformDirectory, 'src/components/index.ts'),
  'lectern:shim': join(platformDirectory, 'src/shim/run.js'),
  'lectern:run': join(platformDirectory, 'src/auto/run.ts'),
}

const banner = [
  "import { createRequire as topLevelCreateRequire } from 'node:module'",
  "import { fileURLToPath as topLevelFileUrlToPath } from 'node:url'",
  'const require = topLevelCreateRequire(import.meta.url)',
  "const __dirname = topLevelFileUrlToPath(new URL('.', import.meta.url))",
].join('\n')

/**
 * Evaluates a stage as `sst deploy` would: the real components, in a process of its own, under Pulumi's mocks. Answers what
 * would be made. Takes about five seconds, of which CDK's synthesis and the site's styles are most.
 * @param settings  the environment of the deployment, beside the secrets
 */
export const evaluate = async (stage: string, settings: Record<string, string> = {}): Promise<Graph> => {
  await preparePlatform()
  const id = `${stage}-${process.pid}-${Math.random().toString(36).slice(2)}`
  const bundle = join(platformDirectory, `lectern-${id}.mjs`)
  const work = await mkdtemp(join(tmpdir(), 'lectern-stage-'))
  const answer = join(work, 'graph.json')
  try {
    await build({
      entryPoints: [join(root, 'test/infra/evaluation.mjs')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      mainFields: ['module', 'main'],
      // Found beside the bundle, among the packages that SST installed.
      external: ['@pulumi/*', '@aws-sdk/*', 'esbuild', 'archiver', 'glob', 'vite', 'prettier'],
      banner: { js: banner },
      logLevel: 'error',
      plugins: [
        {
          name: 'modules-of-the-platform',
          setup: ({ onResolve }) => {
            onResolve({ filter: /^lectern:/ }, ({ path }) => ({ path: modules[path] }))
          },
        },
      ],
    })
    const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot']
    const inherited = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
    await promisify(execFile)(process.execPath, [bundle], {
      cwd: root,
      maxBuffer: 10 * 1024 * 1024,
      env: {
        ...inherited,
        ...settings,
        ...Object.fromEntries(Object.entries(fakeSecrets).map(([name, value]) => [`SST_SECRET_${name}`, value])),
        LECTERN_GRAPH: answer,
        LECTERN_ROOT: root.replace(/\/$/, ''),
        LECTERN_STAGE: stage,
        LECTERN_PLATFORM: platformDirectory,
        LECTERN_WORK: work,
      },
    })
    return JSON.parse(await readFile(answer, 'utf8'))
  } finally {
    await Promise.all([rm(bundle, { force: true }), rm(work, { recursive: true, force: true })])
  }
}
