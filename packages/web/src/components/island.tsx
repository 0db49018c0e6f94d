import { type AssetName, assetPath } from '../assets.ts'

type ScriptOf<Asset> = Asset extends `${infer Name}.js` ? Name : never
export type IslandName = ScriptOf<AssetName>

/** Asks for a small script. Components ask for their own; asked twice, the page's head still names it once. */
export const Island = ({ name }: { name: IslandName }) => (
  <script type="module" async src={assetPath(`${name}.js` satisfies AssetName)} />
)
