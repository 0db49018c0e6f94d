import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The entry points: files of `src/` that export a handler. The others are what they share. */
export const entryPoints = ['site', 'api', 'sign-in', 'clock'] as const
export type EntryPoint = (typeof entryPoints)[number]

export type Bundle = { name: EntryPoint; file: string; bytes: number; inputs: string[] }

/** Lambda runs ESM; some dependencies still ask for `require`. */
const banner =
  "import { createRequire as lecternRequire } from 'node:module'; const require = lecternRequire(import.meta.url);"

/**
 * Bundles the entry points as they are deployed: one minified ESM file each, the AWS SDK inside, since a bundled SDK
 * starts faster than the runtime's own.
 */
export const bundleFunctions = async (
  outdir = join(here, 'dist'),
  names: readonly EntryPoint[] = entryPoints,
): Promise<Bundle[]> => {
  const sources = new Set(await readdir(join(here, 'src')))
  return Promise.all(
    names.map(async (name) => {
      if (!sources.has(`${name}.ts`)) throw new Error(`There is no entry point ${name}`)
      const file = join(outdir, name, 'index.mjs')
      const { metafile } = await build({
        entryPoints: [join(here, 'src', `${name}.ts`)],
        outfile: file,
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'esm',
        target: 'node24',
        mainFields: ['module', 'main'],
        conditions: ['import', 'node'],
        jsx: 'automatic',
        jsxImportSource: 'hono/jsx',
        banner: { js: banner },
        metafile: true,
        logLevel: 'error',
      })
      return { name, file, ...measure(metafile) }
    }),
  )
}

const measure = (metafile: Metafile): { bytes: number; inputs: string[] } => ({
  bytes: Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0),
  inputs: Object.keys(metafile.inputs),
})
