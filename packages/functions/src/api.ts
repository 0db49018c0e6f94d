import { createApi } from '@lectern/api'
import { docsLayout } from '@lectern/web/docs-layout'
import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { createServices } from './services.ts'

export const handler = handle(createApi({ ...createServices(readConfig(process.env)), docsLayout }))
