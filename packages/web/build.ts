import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import sharp from 'sharp'
import subsetFont from 'subset-font'
import { readCertificateLetters } from './certificate-letters.ts'
import { readInvoiceFonts } from './invoice-fonts.ts'

const require = createRequire(import.meta.url)
const here = fileURLToPath(new URL('.', import.meta.url))
const output = join(here, 'dist')

/** Where the built files lie; the site's server and the deployment read them from here. */
export const assetsDirectory = join(output, 'assets')

type Asset = { name: string; content: Uint8Array }

/** `styles.css` becomes `styles-1a2b3c4d5e.css`: the name changes with the content, so a file may be cached for ever. */
const hashedName = ({ name, content }: Asset): string => {
  const dot = name.lastIndexOf('.')
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`
}

/** Styles of the organizer's pages, in the layers of the others: they arrive where they're needed, and nowhere else. */
const compileAdminStyles = async (): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'src/admin.css')],
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'error',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

const compileStyles = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-styles-'))
  try {
    const file = join(folder, 'styles.css')
    const cli = join(require.resolve('@tailwindcss/cli/package.json'), '..', 'dist', 'index.mjs')
    await promisify(execFile)(process.execPath, [cli, '-i', 'src/styles.css', '-o', file, '--minify'], { cwd: here })
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A script that the browser has kept may run while its page is still arriving: each waits for the whole of it. */
const whenParsed =
  "document.readyState==='loading'&&await new Promise(go=>document.addEventListener('DOMContentLoaded',go));"

const compileIslands = async (): Promise<Asset[]> => {
  const islands = (await readdir(join(here, 'src/islands'))).filter((file) => file.endsWith('.ts'))
  const { outputFiles } = await build({
    entryPoints: islands.map((file) => join(here, 'src/islands', file)),
    outdir: output,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    banner: { js: whenParsed },
    write: false,
    logLevel: 'error',
  })
  return outputFiles.map((file) => ({ name: file.path.slice(output.length + 1), content: file.contents }))
}

const fontsource = (family: string, axes: string): Promise<Buffer> =>
  readFile(require.resolve(`@fontsource-variable/${family}/files/${family}-latin-${axes}-normal.woff2`))

/** The letters of fontsource's Latin files (https://fontsource.org/docs/getting-started/subsets), as spans of code points. */
const latin = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2dc],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2215],
] as const

/** Fraunces as it is meant for display: its optical size at 72, the weights that pages use. A sixth smaller than its text cut. */
const displayCut = async (): Promise<Uint8Array> => {
  const letters = latin.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
  return subsetFont(await fontsource('fraunces', 'opsz'), String.fromCodePoint(...letters), {
    targetFormat: 'woff2',
    variationAxes: { opsz: 72, wght: { min: 400, max: 700 } },
  })
}

const readFonts = async (): Promise<Asset[]> => {
  const [fraunces, figtree] = await Promise.all([displayCut(), fontsource('figtree', 'wght')])
  return [
    { name: 'fraunces.woff2', content: fraunces },
    { name: 'figtree.woff2', content: figtree },
  ]
}

/** The mark as pictures, for where it's installed: with its own round corners; to be cut by others, it fills the square. */
const drawIcons = async (mark: Buffer): Promise<Asset[]> => {
  const square = Buffer.from(
    mark.toString().replace('rx="8" ', '').replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"'),
  )
  const whole = Buffer.from(square.toString().replace('width="32" height="32"', 'x="-4" y="-4" width="40" height="40"'))
  const draw = async (name: string, svg: Buffer, size: number): Promise<Asset> => ({
    name,
    content: await sharp(svg, { density: 72 * (size / 32) })
      .resize(size, size)
      .png({ palette: true })
      .toBuffer(),
  })
  return Promise.all([
    draw('icon-192.png', mark, 192),
    draw('icon-512.png', mark, 512),
    draw('icon-cut.png', whole, 512),
    draw('icon-touch.png', whole, 180),
  ])
}

/** A file that is already there is only marked as wanted: someone may be reading it, and its name vouches for its content. */
const write = async (asset: Asset): Promise<void> => {
  const path = join(assetsDirectory, hashedName(asset))
  const there = await stat(path).catch(() => undefined)
  if (there?.size === asset.content.length) await utimes(path, new Date(), new Date())
  else await writeFile(path, asset.content)
}

/** Writes a file of data so that a reader never sees half of it. */
const swapIn = async (name: string, content: string): Promise<void> => {
  const draft = join(output, `${name}.${process.pid}`)
  await writeFile(draft, content)
  await rename(draft, join(output, name))
}

const day = 86_400_000

/** A server that is still running, or a page still open, may ask for the last build's files: they stay for a day. */
const removeOld = async (kept: ReadonlySet<string>): Promise<void> => {
  for (const file of await readdir(assetsDirectory)) {
    if (kept.has(file)) continue
    const { mtimeMs } = await stat(join(assetsDirectory, file))
    if (Date.now() - mtimeMs > day) await rm(join(assetsDirectory, file), { force: true })
  }
}

/**
 * Builds styles, islands, fonts and the mark into `dist/assets` under hashed names, and `dist/manifest.json` that maps plain
 * names to them; beside it what the server itself reads, the typefaces of invoices and certificates. The manifest is swapped in last and
 * whole, so that a reader never sees half a build.
 */
export const buildAssets = async (): Promise<Record<string, string>> => {
  const [styles, adminStyles, islands, fonts, favicon] = await Promise.all([
    compileStyles(),
    compileAdminStyles(),
    compileIslands(),
    readFonts(),
    readFile(join(here, 'src/assets/favicon.svg')),
  ])
  const icons = await drawIcons(favicon)
  const linked = fonts.reduce((css, font) => css.replaceAll(font.name, hashedName(font)), styles)
  const assets: Asset[] = [
    { name: 'styles.css', content: Buffer.from(linked) },
    { name: 'admin.css', content: adminStyles },
    { name: 'favicon.svg', content: favicon },
    ...icons,
    ...fonts,
    ...islands,
  ]
  await mkdir(assetsDirectory, { recursive: true })
  await Promise.all(assets.map(write))
  const manifest = Object.fromEntries(assets.map((asset) => [asset.name, hashedName(asset)]))
  await swapIn('invoice-fonts.json', JSON.stringify(await readInvoiceFonts()))
  await swapIn('certificate-letters.json', JSON.stringify(await readCertificateLetters()))
  await swapIn('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  await removeOld(new Set(Object.values(manifest)))
  return manifest
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now()
  const manifest = await buildAssets()
  process.stdout.write(
    `built ${Object.keys(manifest).length} assets in ${Math.round(performance.now() - started)} ms\n`,
  )
}
