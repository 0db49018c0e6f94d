import { readFileSync } from 'node:fs'
import { hueNames } from '@lectern/core/covers'
import { describe, expect, it } from 'vitest'
import { dark, hues, light, styleSheet } from '../../emails/theme.ts'
import { contrast } from '../core/covers/things.ts'
import { inverted } from '../support/mail-markup.ts'

const themes = [
  ['light', light, (color: string) => color],
  ['dark', dark, (color: string) => color],
  // Programs that know no dark theme of ours turn the light one around.
  ['light', light, inverted],
] as const

describe.each(themes)('%s', (scheme, palette, shown) => {
  it('has text of at least 4.5:1 on paper, on the desk, on the tint of each hue, and on the button', () => {
    for (const hue of Object.values(hues)) {
      const { ink, tint } = hue[scheme]
      for (const ground of [palette.paper, palette.desk, tint]) {
        for (const text of [palette.ink, palette.muted, palette.good, palette.action, ink]) {
          expect(contrast(shown(text), shown(ground))).toBeGreaterThanOrEqual(4.5)
        }
      }
    }
    expect(contrast(shown(palette.onAction), shown(palette.action))).toBeGreaterThanOrEqual(4.5)
  })
})

it('has the hues of covers, in the colors that pages have', () => {
  expect(Object.keys(hues)).toEqual(hueNames)
  const tokens = readFileSync(new URL('../../packages/web/src/styles/tokens.css', import.meta.url), 'utf8')
  for (const [name, { light, dark }] of Object.entries(hues)) {
    const rule = tokens.slice(tokens.indexOf(`.hue-${name} {`))
    expect(rule).toMatch(new RegExp(`^[^}]*--tint: light-dark\\(${light.tint}, ${dark.tint}\\);`))
    expect(rule).toMatch(new RegExp(`^[^}]*--hue: light-dark\\(${light.ink}, ${dark.ink}\\);`))
  }
})

it('has nothing in the style sheet that html would escape', () => {
  for (const hue of Object.values(hues)) expect(styleSheet(hue)).not.toMatch(/[<>&]/)
})
