// Before the first build there is no manifest; this is its shape, so that types hold in a fresh checkout.
declare module '*/dist/manifest.json' {
  const manifest: Record<string, string>
  export default manifest
}

declare module '*/dist/invoice-fonts.json' {
  const fonts: { ranges: number[][]; regular: string; bold: string }[]
  export default fonts
}
