import { readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

// A subject's face (`index.ts`) names everything the subject offers, so who imports one name is tied to all the files
// behind it, and a bundler cannot lay them into different chunks. Here imports of a face become imports of the files
// behind it. A name that cannot be traced keeps the import as it was written.

const named = /import\s+\{([^}]*)\}\s+from\s+'(@lectern\/core\/[\w-]+|(?:\.\.?\/)+(?:[\w-]+\/)*index\.ts)'/g

/** `a as b`, `type C` and line breaks, as pairs of the name over there and the name over here; types are left out. */
const namesIn = (list) =>
  list
    .replace(/\/\/.*$/gm, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('type '))
    .map((one) => one.split(/\s+as\s+/))
    .map(([there, here = there]) => ({ there, here }))

const faces = new Map()

/** What a face hands on: from each name to the file behind it and the name there. */
const readFace = (file) => {
  const known = faces.get(file)
  if (known) return known
  const offered = new Map()
  for (const [, list, from] of readFileSync(file, 'utf8').matchAll(/export\s+\{([^}]*)\}\s+from\s+'(\.[^']+)'/g)) {
    const behind = resolve(dirname(file), from)
    // What one face hands on from another is followed to its file.
    const face = basename(behind) === 'index.ts' ? readFace(behind) : undefined
    for (const { there, here } of namesIn(list)) offered.set(here, face?.get(there) ?? { file: behind, name: there })
  }
  for (const [, name, from] of readFileSync(file, 'utf8').matchAll(/export\s+\*\s+as\s+(\w+)\s+from\s+'(\.[^']+)'/g)) {
    offered.set(name, { file: resolve(dirname(file), from), name: '*' })
  }
  faces.set(file, offered)
  return offered
}

/** The text of one of our modules with the faces that it imports opened. */
export const openFaces = (text, file, core) =>
  text.replaceAll(named, (statement, list, from) => {
    const face = from.startsWith('@')
      ? join(core, from.slice('@lectern/core/'.length), 'index.ts')
      : resolve(dirname(file), from)
    if (!face.startsWith(core)) return statement
    const offered = readFace(face)
    const names = namesIn(list)
    if (names.some(({ there }) => !offered.has(there))) return statement
    return names
      .map(({ there, here }) => {
        const behind = offered.get(there)
        const what = behind.name === '*' ? `* as ${here}` : `{ ${behind.name} as ${here} }`
        return `import ${what} from ${JSON.stringify(behind.file)}`
      })
      .join(';')
  })
