import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { certificateFiles } from './certificate-files.ts'
import { checkPage } from './check-credential.tsx'
import { showCertificatePage } from './show-certificate.tsx'

// Certificates for whoever has their address: to look at, to print, to check, and as credentials for programs.
export const certificatePages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>()
    // Before the rest, under whose addresses they stand.
    .route('/', checkPage(services))
    .route('/', certificateFiles(services))
    .route('/', showCertificatePage(services))
