import { join, relative } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import lean from '../../packages/functions/bundling.mjs'
import { entitiesIn } from '../rules/entities.ts'
import { root } from './platform.ts'

/** What a piece of code does with the table: `GetItem`, `Query gsi1`, … */
export type TableCall = string

const actionOf: Record<string, string> = {
  get: 'GetItem',
  put: 'PutItem',
  create: 'PutItem',
  update: 'UpdateItem',
  patch: 'UpdateItem',
  upsert: 'UpdateItem',
  delete: 'DeleteItem',
  remove: 'DeleteItem',
}

const indexNames: Record<string, string> = { list: 'gsi1', owner: 'gsi2', due: 'gsi3' }

/** What is loaded by its whole face for the sake of one file of it. */
const lazily: Record<string, Record<string, string>> = {
  'sign-in': { '@lectern/core/mail': 'packages/core/src/mail/send-sign-in-code.ts' },
}

/** Our own code without its packages: what is left of it is what this entry can reach. */
const ownCode = (entry: string): Plugin => ({
  name: 'own-code',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@lectern\// }, ({ path, kind }) => {
      const file = kind === 'dynamic-import' ? lazily[entry]?.[path] : undefined
      return file ? { path: join(root, file) } : undefined
    })
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@lectern/') ? undefined : { path, external: true },
    )
  },
})

/** From where on an entry's code is read; for the others, their own file. */
const narrower: Record<string, string> = {
  // The function mounts the whole API and lets one route of it through: what that route's file reaches is what runs.
  'stripe-webhook': 'packages/api/src/orders/webhooks.ts',
}

/** What an entry loads, at its start or later. esbuild also writes chunks of modules that nothing is left of. */
const reachable = ({ outputs }: Metafile): Set<string> => {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path) || !outputs[path]) return
    reached.add(path)
    for (const one of outputs[path].imports) visit(one.path)
  }
  visit('never-written/entry.js')
  return reached
}

const bundleOf = async (entry: string): Promise<string> => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, narrower[entry] ?? `packages/functions/src/${entry}.ts`)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    // Else esbuild wraps what is loaded later into functions, and the declarations are no longer where they stood.
    splitting: true,
    outdir: join(root, 'never-written'),
    entryNames: 'entry',
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'silent',
    plugins: [ownCode(entry), ...lean],
  })
  const reached = reachable(metafile)
  return outputFiles
    .filter(({ path }) => reached.has(relative(root, path)))
    .map(({ text }) => text)
    .join('\n')
}

/** Where an access pattern of an entity is read: on the table itself, or on one of its indexes. */
const patternsOf = (code: string): Map<string, string> =>
  new Map(
    entitiesIn(code).flatMap(({ variable, keys }) =>
      keys.map(({ name, index }) => [`${variable}.${name}`, index ? (indexNames[index] ?? index) : 'table'] as const),
    ),
  )

/**
 * What an entry point's own code calls of ElectroDB, by reading its bundle: every chain begins with an entity bound to a table,
 * `orders(table).query.byBuyer(…)`. A read of many keys goes through `readBatch`. Anyone who writes another shape of call
 * finds the chain missing here, since the number of bound entities is compared with the number of chains.
 */
export const tableCalls = async (entry: string): Promise<Set<TableCall>> => {
  const code = await bundleOf(entry)
  const places = patternsOf(code)
  const entities = new Set([...places.keys()].map((key) => key.split('.')[0] ?? ''))
  const calls = new Set<TableCall>()
  for (const { 1: name = '', 2: pattern, 3: verb } of code.matchAll(
    /\b(\w+)\((?:\w+\.)*table\d*\)\s*\.\s*(?:query\s*\.\s*(\w+)|(\w+))\(/g,
  )) {
    if (!entities.has(name)) continue
    if (pattern) calls.add(`Query ${places.get(`${name}.${pattern}`) ?? 'unknown'}`)
    else calls.add(actionOf[verb ?? ''] ?? `unknown ${verb}`)
  }
  if (/\breadBatch\d*\(\w/.test(code)) calls.add('BatchGetItem')
  return calls
}

/** What an entry's code asks of the store of files, itself or by a link that it signs: by the names of S3's actions. */
export const fileCalls = async (entry: string): Promise<Set<string>> => {
  const code = await bundleOf(entry)
  // Looking at a file's head asks for the same right as reading it, and sending it in parts for that of sending it
  // (Service Authorization Reference, "Actions defined by Amazon S3").
  const actions: Record<string, string> = {
    HeadObject: 'GetObject',
    CreateMultipartUpload: 'PutObject',
    UploadPart: 'PutObject',
    CompleteMultipartUpload: 'PutObject',
    ListParts: 'ListMultipartUploadParts',
    ListObjectVersions: 'ListBucketVersions',
  }
  const calls = code.matchAll(/new (\w+Object|\w+MultipartUpload|UploadPart|List\w+)Command\d*\(/g)
  const ofVersions = /DeleteObjectCommand\d*\([^)]*\.\.\.version/.test(code) ? ['DeleteObjectVersion'] : []
  return new Set([...[...calls].map(([, call = '']) => actions[call] ?? call), ...ofVersions])
}

/** What an entry's code asks of the delivery queue. */
export const queueCalls = async (entry: string): Promise<Set<string>> => {
  const code = await bundleOf(entry)
  const actions: Record<string, string> = { send: 'SendMessage', hold: 'ChangeMessageVisibility' }
  return new Set([...code.matchAll(/\bqueue\d*\.(send|hold)\(/g)].map(([, verb = '']) => actions[verb] ?? verb))
}

/** What an entry's code asks of other functions. */
export const functionCalls = async (entry: string): Promise<Set<string>> =>
  new Set([...(await bundleOf(entry)).matchAll(/new (Invoke)Command\d*\(/g)].map(([, call]) => `${call}Function`))
