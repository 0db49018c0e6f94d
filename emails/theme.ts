/** The colors, type and style sheet of mail: the site's themes in hex, since mail clients know neither oklch nor variables. */
import type { CSSProperties } from 'react'

type Palette = {
  desk: string
  paper: string
  line: string
  ink: string
  muted: string
  action: string
  onAction: string
  teal: string
}

// Every text color keeps at least 4.5:1 on both the desk and the paper of its own palette; a test measures it.
export const light: Palette = {
  desk: '#f6f3ec',
  paper: '#fefcf7',
  line: '#e5e1d7',
  ink: '#191f2b',
  muted: '#505561',
  action: '#2e4d99',
  onAction: '#f5f8ff',
  teal: '#00716c',
}

export const dark: Palette = {
  desk: '#141821',
  paper: '#1d222b',
  line: '#3a414d',
  ink: '#e8e4dc',
  muted: '#b4b0a8',
  action: '#98b7f8',
  onAction: '#0b152c',
  teal: '#52bfb9',
}

export const sans =
  "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif"
export const serif = "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, 'Times New Roman', serif"

/**
 * What inline styles cannot say: the dark theme and the narrow screen. Clients that drop it show the light mail whole,
 * because every light color is also written inline. No `>`, `<` or `&` may stand here: they would be escaped.
 */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.desk { background-color: ${light.desk}; }
.title { text-wrap: balance; }
@media (prefers-color-scheme: dark) {
  .desk, .desk-cell { background-color: ${dark.desk} !important; }
  .paper { background-color: ${dark.paper} !important; }
  .paper, .line { border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .teal { color: ${dark.teal} !important; }
  .link { color: ${dark.action} !important; }
  .button { background-color: ${dark.action} !important; border-color: ${dark.action} !important; color: ${dark.onAction} !important; }
  .code { background-color: ${dark.desk} !important; border-color: ${dark.line} !important; color: ${dark.ink} !important; }
}
@media (max-width: 520px) {
  .desk-cell { padding: 16px 0 24px !important; }
  .margin { padding-left: 20px !important; padding-right: 20px !important; }
  .paper { border-left-width: 0 !important; border-right-width: 0 !important; border-radius: 0 !important; }
  .sheet { padding: 28px 20px 32px !important; }
  .title { font-size: 25px !important; }
  .button { display: block !important; text-align: center !important; }
  .code { font-size: 34px !important; }
}
`.trim()

export const bodyText: CSSProperties = {
  margin: '0 0 16px',
  color: light.ink,
  fontFamily: sans,
  fontSize: '16px',
  lineHeight: '25px',
}
export const smallText: CSSProperties = { ...bodyText, color: light.muted, fontSize: '14px', lineHeight: '21px' }
export const tabular: CSSProperties = { fontVariantNumeric: 'tabular-nums', fontFeatureSettings: "'tnum' 1" }
export const link: CSSProperties = { color: light.action, textDecoration: 'underline' }
