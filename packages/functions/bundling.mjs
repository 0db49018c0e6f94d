import { existsSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFaces } from './lean/open-faces.mjs'

// How the bundles are made lean. Plain JavaScript with a default export, because SST loads it as it stands
// (`nodejs.plugins`), beside `build.ts`, which uses the same.

const packages = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const core = join(packages, 'core', 'src') + sep
const lean = (name) => ({ path: join(packages, 'functions', 'lean', name) })

/** Our own modules that do nothing by being imported: what nobody uses of them stays out. */
const quiet = [core, join(packages, 'web', 'src') + sep, join(root, 'emails') + sep]

const ownModule = (path, resolveDir) => {
  if (path.startsWith('@lectern/core/')) return join(packages, 'core', 'src', path.slice(14), 'index.ts')
  if (path === '@lectern/emails') return join(root, 'emails', 'index.ts')
  return path.startsWith('.') ? resolve(resolveDir, path) : undefined
}

export default [
  {
    name: 'lectern-lean',
    setup(build) {
      build.onResolve({ filter: /^(\.|@lectern\/)/ }, ({ path, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined
        const file = ownModule(path, resolveDir)
        const own = file && quiet.some((folder) => file.startsWith(folder)) && !file.includes('node_modules')
        return own && /\.tsx?$/.test(file) && existsSync(file) ? { path: file, sideEffects: false } : undefined
      })
      build.onResolve({ filter: /\/packages\/core\/src\/.*\.ts$/ }, ({ path }) => ({ path, sideEffects: false }))
      build.onLoad({ filter: /\/packages\/(core|web|api|functions)\/src\/.*\.tsx?$/ }, ({ path }) => ({
        contents: openFaces(readFileSync(path, 'utf8'), path, core),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      }))
      // On Lambda credentials stand in the environment; the chain of other sources is never walked.
      build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => lean('credentials.mjs'))
      // Checks the shape of ElectroDB's models, which are constant and checked whenever the tests run.
      build.onResolve({ filter: /^jsonschema$/ }, () => lean('jsonschema.cjs'))
      // ElectroDB's way to join entities, which nothing here uses.
      build.onResolve({ filter: /^\.\/src\/service$/ }, ({ resolveDir }) =>
        /node_modules\/electrodb$/.test(resolveDir) ? lean('electrodb-service.cjs') : undefined,
      )
      // Makes markup pretty for people who read it; mails go as they are.
      build.onResolve({ filter: /^prettier\// }, () => lean('nothing.mjs'))
      // Reads mail that comes in; none does.
      build.onResolve({ filter: /^postal-mime$/ }, () => lean('nothing.mjs'))
      // zod's words for errors in fifty languages; ours are in one.
      build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ resolveDir }) =>
        /node_modules\/zod\//.test(resolveDir) ? lean('zod-locales.mjs') : undefined,
      )
      // zod's way to write JSON Schema; the API's document is written by another package.
      build.onResolve({ filter: /\/(json-schema-processors|to-json-schema)\.js$/ }, ({ resolveDir }) =>
        /node_modules\/zod\//.test(resolveDir) ? lean('zod-json-schema.mjs') : undefined,
      )
      // React's way to write markup without waiting; mails are written the other way.
      build.onResolve({ filter: /react-dom-server-legacy\./ }, () => lean('nothing.mjs'))
      // The names of characters for who writes html with them; ours is only read.
      build.onResolve({ filter: /\/generated\/encode-html\.js$/ }, () => lean('nothing.mjs'))
      // React chooses its build by NODE_ENV while it starts; deployed, it is always this one.
      build.onResolve({ filter: /\.development\.js$/ }, ({ path, resolveDir }) =>
        /node_modules\/react(-dom)?$/.test(resolveDir)
          ? { path: resolve(resolveDir, path.replace('.development.', '.production.')) }
          : undefined,
      )
    },
  },
]
