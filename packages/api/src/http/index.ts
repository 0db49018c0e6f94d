import { docsRoutes } from './docs.tsx'
import { documentRoutes } from './document.ts'
import { healthRoutes } from './health.ts'

export const http = [healthRoutes, documentRoutes, docsRoutes]
