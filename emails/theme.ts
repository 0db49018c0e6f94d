/** The colors, type, and style sheet of mail: the site's themes in hex, since mail programs know neither oklch nor variables. */
import type { CSSProperties } from 'react'
import type { HueName } from './props.ts'

type Palette = {
  desk: string
  paper: string
  line: string
  ink: string
  muted: string
  action: string
  onAction: string
  good: string
}

// Every text color keeps at least 4.5:1 on the desk, the paper, and the tints of its own palette, and when a mail program
// turns light into dark by itself; a test measures it.
export const light: Palette = {
  desk: '#f4f1ea',
  paper: '#fffdf8',
  line: '#e4e0d8',
  ink: '#1b2030',
  muted: '#565d6d',
  action: '#2f4c98',
  onAction: '#fdfdff',
  good: '#0d6b3f',
}

export const dark: Palette = {
  desk: '#12151e',
  paper: '#191d28',
  line: '#343a49',
  ink: '#ebe7de',
  muted: '#b5b0a6',
  action: '#a9bff8',
  onAction: '#131a2e',
  good: '#7ddba6',
}

/** The hues that things bring to their emails, as to their pages: lines in ink, and a quiet ground. */
export const hues: Readonly<Record<HueName, Hue>> = {
  blue: { light: { ink: '#355195', tint: '#e9effb' }, dark: { ink: '#b3cafc', tint: '#1d2740' } },
  teal: { light: { ink: '#076262', tint: '#e3f0ef' }, dark: { ink: '#a2d6d5', tint: '#172d30' } },
  moss: { light: { ink: '#415f30', tint: '#e9efe6' }, dark: { ink: '#bcd3b1', tint: '#212b1f' } },
  ochre: { light: { ink: '#6e4f04', tint: '#f5eddf' }, dark: { ink: '#e3c693', tint: '#2d2517' } },
  rust: { light: { ink: '#893b03', tint: '#faebe2' }, dark: { ink: '#f6bc9e', tint: '#34231b' } },
  brick: { light: { ink: '#8c3431', tint: '#fae9e7' }, dark: { ink: '#fab7b1', tint: '#352222' } },
  plum: { light: { ink: '#763e6b', tint: '#f5e9f2' }, dark: { ink: '#e6bbdb', tint: '#30232f' } },
  slate: { light: { ink: '#46576c', tint: '#eaeef3' }, dark: { ink: '#bfccdc', tint: '#242b34' } },
}

export type Hue = Readonly<Record<'light' | 'dark', { ink: string; tint: string }>>

export const sans = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif"
export const serif = "Georgia, 'Times New Roman', serif"

/**
 * What inline styles can't say: the dark theme and the narrow screen. Programs that drop it show the light mail whole,
 * because every light color is also written inline. No `>`, `<`, or `&` may be in here: they'd be escaped.
 */
export const styleSheet = (hue: Hue): string =>
  `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.title { text-wrap: balance; }
@media (prefers-color-scheme: dark) {
  .desk { background-color: ${dark.desk} !important; }
  .paper { background-color: ${dark.paper} !important; }
  .paper, .line { border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .good { color: ${dark.good} !important; }
  .hue { color: ${hue.dark.ink} !important; }
  .tint { background-color: ${hue.dark.tint} !important; }
  .bar { background-color: ${hue.dark.ink} !important; }
  .link { color: ${dark.action} !important; }
  .filled { background-color: ${dark.action} !important; }
  .button { color: ${dark.onAction} !important; }
}
@media (max-width: 620px) {
  .around { padding: 0 0 24px !important; }
  .paper { border-left-width: 0 !important; border-right-width: 0 !important; border-radius: 0 !important; }
  .side { padding-left: 24px !important; padding-right: 24px !important; }
  .head { padding-top: 12px !important; padding-bottom: 12px !important; }
  .sheet { padding-top: 22px !important; padding-bottom: 28px !important; }
  .panel { padding: 14px 16px !important; }
  .title { font-size: 27px !important; line-height: 32px !important; }
  .sum { font-size: 38px !important; line-height: 44px !important; }
}
`.trim()

export const bodyText: CSSProperties = {
  margin: '0 0 14px',
  color: light.ink,
  fontFamily: sans,
  fontSize: '16px',
  lineHeight: '25px',
}
export const smallText: CSSProperties = { ...bodyText, color: light.muted, fontSize: '14px', lineHeight: '21px' }
export const tabular: CSSProperties = { fontVariantNumeric: 'tabular-nums' }
export const link: CSSProperties = { color: light.action, textDecoration: 'underline' }
export const hairline = `1px solid ${light.line}`
export const title: CSSProperties = {
  margin: 0,
  color: light.ink,
  fontFamily: serif,
  fontSize: '32px',
  fontWeight: 700,
  letterSpacing: '-0.3px',
  lineHeight: '38px',
}
