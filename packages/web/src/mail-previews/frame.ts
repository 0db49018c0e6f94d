/** A mail is shown in a frame of its own origin, which runs nothing, fetches nothing, leads nowhere, and is framed by us alone. */
export const framePolicy = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join('; ')

/** Looking at a mail that was sent fetches nothing: in place of its pictures are their words. */
export const withoutPictures = (html: string): string => html.replaceAll(/(<img\b[^>]*?)\ssrc="[^"]*"/g, '$1')

/** Samples bring their pictures with them. */
export const samplePolicy = `${framePolicy}; img-src data:`

export const schemes = ['light', 'dark'] as const
export type Scheme = (typeof schemes)[number]

/** The mail as a program shows it that is light or dark, whichever the reader's own browser is. */
export const inScheme = (html: string, scheme: Scheme): string =>
  html
    .replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
    .replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`)
    .replace(/(<meta name="color-scheme" content=")light dark"/, `$1${scheme}"`)
