import { type AssetName, assetPath } from '../assets.ts'

export type IslandName =
  | 'reader-time'
  | 'submit-once'
  | 'filter'
  | 'clipboard'
  | 'countdown'
  | 'refresh'
  | 'upload-files'
  | 'attach-files'
  | 'watch'
  | 'price-preview'
  | 'passkey'
  | 'unsaved'

/** Asks for a small script. Components ask for their own; asked twice, the page's head still names it once. */
export const Island = ({ name }: { name: IslandName }) => (
  <script type="module" async src={assetPath(`${name}.js` satisfies AssetName)} />
)
