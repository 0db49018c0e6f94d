import { certificateFiles } from './certificate-files.ts'
import { checkPage } from './check-credential.tsx'
import { showCertificatePage } from './show-certificate.tsx'

// Certificates for anyone with their address: to look at, to print, to check, and as credentials for programs.
// Those of a fixed address come before the rest, under whose addresses they are.
export const certificatePages = [checkPage, certificateFiles, showCertificatePage]
