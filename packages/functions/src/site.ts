import { createSite } from '@lectern/web'
import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { createServices } from './services.ts'

export const handler = handle(createSite(createServices(readConfig(process.env))))
