import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import plugins from './bundling.mjs'
import { type EntryPoint, needs } from './src/config.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../..')

/** The entry points: files of `src/` that export a handler. The others are what they share. */
export const entryPoints = Object.keys(needs) as EntryPoint[]
export type { EntryPoint }

export type Bundle = {
  name: EntryPoint
  /** The file that is started. */
  file: string
  /** What a process reads when it starts: the file, and the chunks that it imports. */
  startBytes: number
  /** All of it, with what is loaded only when it is asked for. */
  bytes: number
  /** The sources of what a process reads when it starts, by their paths from the root of the repository. */
  startInputs: string[]
  inputs: string[]
}

/** Lambda runs ESM; some dependencies still ask for `require`. */
const banner =
  "import { createRequire as lecternRequire } from 'node:module'; const require = lecternRequire(import.meta.url);"

/** As SST's own builder is told to do it: minified ESM in chunks, the AWS SDK inside, which starts faster so. */
export const bundleOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Native code, installed beside the bundle of the one function that unpacks pictures (`infra/pictures.ts`).
  external: ['sharp'],
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  banner: { js: banner },
  plugins,
  metafile: true,
  logLevel: 'error',
} as const satisfies BuildOptions

/** Bundles the entry points as they are deployed, each into a folder of its own: `site/index.mjs` and its chunks. */
export const bundleFunctions = async (
  outdir = join(here, 'dist'),
  names: readonly EntryPoint[] = entryPoints,
): Promise<Bundle[]> =>
  Promise.all(
    names.map(async (name) => {
      const folder = join(outdir, name)
      await rm(folder, { recursive: true, force: true })
      const entry = { in: join(here, 'src', `${name}.ts`), out: 'index' }
      const { metafile } = await build({ ...bundleOptions, entryPoints: [entry], outdir: folder })
      return {
        name,
        file: join(folder, 'index.mjs'),
        ...measure(await onlyReachable(metafile, `packages/functions/src/${name}.ts`)),
      }
    }),
  )

/** The outputs of a build, and the one that is started. */
type Built = { outputs: Metafile['outputs']; first: string }

const reach = ({ outputs, first }: Built, kinds: readonly string[]): string[] => {
  const reached = new Set<string>()
  const visit = (output: string): void => {
    if (reached.has(output) || !outputs[output]) return
    reached.add(output)
    for (const { path, kind } of outputs[output].imports) if (kinds.includes(kind)) visit(path)
  }
  visit(first)
  return [...reached]
}

/** Takes away what esbuild leaves lying: chunks for `import()` in modules that were themselves left out. */
const onlyReachable = async ({ outputs }: Metafile, source: string): Promise<Built> => {
  const first = Object.keys(outputs).find((output) => outputs[output]?.entryPoint === source)
  if (!first) throw new Error(`Nothing was built of ${source}`)
  const reached = reach({ outputs, first }, ['import-statement', 'dynamic-import'])
  const left = Object.keys(outputs).filter((output) => !reached.includes(output))
  await Promise.all(left.map((output) => rm(join(root, output))))
  return { outputs: Object.fromEntries(Object.entries(outputs).filter(([output]) => !left.includes(output))), first }
}

const measure = (built: Built): Omit<Bundle, 'name' | 'file'> => {
  const outputsAt = (paths: string[]) => paths.flatMap((path) => built.outputs[path] ?? [])
  const started = outputsAt(reach(built, ['import-statement']))
  const all = Object.values(built.outputs)
  const size = (some: typeof all) => some.reduce((sum, output) => sum + output.bytes, 0)
  return {
    startBytes: size(started),
    bytes: size(all),
    startInputs: sourcesOf(started),
    inputs: sourcesOf(all),
  }
}

/** Sources of which something is left in some outputs. */
const sourcesOf = (outputs: Metafile['outputs'][string][]): string[] => [
  ...new Set(
    outputs.flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    ),
  ),
]
