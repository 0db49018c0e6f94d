import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The workspaces whose dependencies are deployed. The platform for one's own machine is not among them. */
const deployed = ['emails', 'packages/core', 'packages/web', 'packages/api', 'packages/functions']

/** Licenses that ask for no more than to be named. */
export const permissive = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Unlicense',
  'BlueOak-1.0.0',
]

type Manifest = {
  name: string
  version: string
  license?: string | { type?: string }
  licenses?: { type?: string }[]
  dependencies?: Record<string, string>
}

export type Dependency = { name: string; version: string; license: string; direct: boolean }

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** As Node finds a package: beside anyone who wants it, or further up. */
const folderOf = (name: string, from: string): string | undefined => {
  const candidate = join(from, 'node_modules', name)
  if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
  return dirname(from) === from ? undefined : folderOf(name, dirname(from))
}

/** Packages whose manifest names none; what their LICENSE file says. */
const told: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT' }

const licenseOf = ({ name, version, license, licenses }: Manifest): string =>
  told[`${name}@${version}`] ??
  (typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '))) ??
  'UNKNOWN'

/** Every package that a deployed function may hold, with the license that its own manifest names, by name. */
export const runtimeDependencies = (root = process.cwd()): Dependency[] => {
  const found = new Map<string, Dependency>()
  const visit = (folder: string, direct: boolean): void => {
    for (const name of Object.keys(manifestIn(folder).dependencies ?? {})) {
      const at = folderOf(name, folder)
      if (at === undefined) throw new Error(`${name}, which ${folder} needs, is not installed`)
      if (name.startsWith('@lectern/')) continue
      const manifest = manifestIn(at)
      const key = `${manifest.name}@${manifest.version}`
      const known = found.get(key)
      found.set(key, {
        name: manifest.name,
        version: manifest.version,
        license: licenseOf(manifest),
        direct: direct || (known?.direct ?? false),
      })
      if (!known) visit(at, false)
    }
  }
  for (const workspace of deployed) visit(join(root, workspace), true)
  return [...found.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
}

/** Packages of `packages/web` whose typefaces are served, are in PDFs, or are outlines in certificates and covers. */
const typefaces = ['@fontsource-variable/figtree', '@fontsource-variable/fraunces', '@fontsource/noto-sans']

/** A row for each typeface: its package, version, and license, and whom its LICENSE file names first. */
const typefaceRows = (root: string): string[] =>
  typefaces.map((name) => {
    const folder = folderOf(name, join(root, 'packages/web'))
    if (folder === undefined) throw new Error(`${name} is not installed`)
    const { version, license } = manifestIn(folder)
    const [owner = ''] = /^Copyright .*? Authors/.exec(readFileSync(join(folder, 'LICENSE'), 'utf8')) ?? []
    return `| ${name} | ${version} | ${license} | ${owner} |`
  })

/** sharp as it's installed for a function: Linux on arm64 (`infra/function.ts`). Other machines install others. */
const native = ['@img/sharp-linux-arm64', '@img/sharp-libvips-linux-arm64']

const nativeRows = (root: string): string[] => {
  const lock: { packages: Record<string, { version?: string; license?: string }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  return native.map((name) => {
    const { version, license } = lock.packages[`node_modules/${name}`] ?? {}
    return `| ${name} | ${version} | ${license ?? 'UNKNOWN'} |`
  })
}

/** The list as `docs/licenses.md` has it. */
export const licenseList = (dependencies: readonly Dependency[], root = process.cwd()): string => {
  const counts = new Map<string, number>()
  for (const { license } of dependencies) counts.set(license, (counts.get(license) ?? 0) + 1)
  const rows = dependencies.map(
    ({ name, version, license, direct }) => `| ${direct ? `**${name}**` : name} | ${version} | ${license} |`,
  )
  return [
    '# Licenses of what is deployed',
    '',
    'Every package that a deployed function may hold, with the license that its own manifest names; in bold what we ask',
    'for ourselves. Written by `npm run documents`; a test fails when it is out of date, or',
    'when a license asks for more than to be named.',
    '',
    [...counts]
      .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
      .map(([license, count]) => `${license}: ${count}`)
      .join(', '),
    '',
    '| package | version | license |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## Native code',
    '',
    'Installed beside the bundle of the function that makes pictures. libvips is under the LGPL, which asks that it and its',
    'license stay named and that it can be replaced: it’s a shared library in a package of its own, as its authors built it.',
    '',
    '| package | version | license |',
    '| --- | --- | --- |',
    ...nativeRows(root),
    '',
    '## Typefaces',
    '',
    'They are served, and their letters are outlines in certificates and in `packages/core/src/covers/outlines.json`.',
    'The SIL Open Font License (https://openfontlicense.org) asks that it and the authors stay named, and that the',
    'typefaces aren’t sold by themselves.',
    '',
    '| package | version | license | copyright |',
    '| --- | --- | --- | --- |',
    ...typefaceRows(root),
    '',
  ].join('\n')
}
