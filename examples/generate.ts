import { mkdir, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

/** Writes the types of every call from the document that the API gives of itself. */
const url = process.env.LECTERN_URL ?? 'http://127.0.0.1:3000'
await mkdir('examples/dist', { recursive: true })
await writeFile('examples/dist/api.d.ts', astToString(await openapiTS(new URL('/api/openapi.json', url))))
