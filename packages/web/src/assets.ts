import manifest from '../dist/manifest.json' with { type: 'json' }

export const assetNames = [
  'styles.css',
  'admin.css',
  'favicon.svg',
  'icon-192.png',
  'icon-512.png',
  'icon-cut.png',
  'icon-touch.png',
  'fraunces.woff2',
  'figtree.woff2',
  'reader-time.js',
  'submit-once.js',
  'filter.js',
  'clipboard.js',
  'moment.js',
  'countdown.js',
  'refresh.js',
  'mended.js',
  'upload-files.js',
  'attach-files.js',
  'watch.js',
  'price-preview.js',
  'passkey.js',
  'unsaved.js',
  'time-zone.js',
  'palette.js',
  'scan-pass.js',
] as const
export type AssetName = (typeof assetNames)[number]

/** The folder of the address under which every hashed file is served, unchanging, for a year. */
export const assetBase = '/assets/'

/** A reader of asset addresses over a build's manifest (plain name to hashed name). A missing name is a missing build. */
export const createAssets =
  (files: Readonly<Record<string, string>>) =>
  (name: AssetName): string => {
    const file = files[name]
    if (file === undefined) throw new Error(`The build has no asset "${name}": run "npm run build".`)
    return `${assetBase}${file}`
  }

/** The address of an asset as built: assetPath('styles.css') is "/assets/styles-1a2b3c4d.css". */
export const assetPath = createAssets(manifest)
