// Before the first build there is no manifest; this is its shape, so that types hold in a fresh checkout.
declare module '*/dist/manifest.json' {
  const manifest: Record<string, string>
  export default manifest
}

declare module '*/dist/invoice-fonts.json' {
  const fonts: { ranges: number[][]; regular: string; bold: string }[]
  export default fonts
}

// The letters of certificates: see certificate-letters.ts.
declare module '*/dist/certificate-letters.json' {
  const data: import('../certificate-letters.ts').CertificateLetters
  export default data
}
