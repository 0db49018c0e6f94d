// `npm run dev`: builds styles and islands, then starts; `tsx watch` runs it again when a file changes.
import { buildAssets } from '../../web/build.ts'

await buildAssets()
await import('./main.ts')
