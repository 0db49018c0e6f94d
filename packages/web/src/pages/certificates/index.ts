import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { certificateFiles } from './certificate-files.ts'
import { checkPage } from './check-credential.tsx'
import { showCertificatePage } from './show-certificate.tsx'

// Certificates for anyone with their address: to look at, to print, to check, and as credentials for programs.
export const certificatePages = (services: SiteServices): Declared[] =>
  // Before the rest, under whose addresses they are.
  [checkPage, certificateFiles, showCertificatePage].flatMap((pages) => pages(services))
