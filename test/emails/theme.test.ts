import { describe, expect, it } from 'vitest'
import { dark, light, styleSheet } from '../../emails/theme.ts'

/** Relative luminance of an `#rrggbb` color, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, palette) => {
  it('has text of at least 4.5:1 on paper, on the desk and on the button', () => {
    for (const ground of [palette.paper, palette.desk]) {
      for (const text of [palette.ink, palette.muted, palette.teal, palette.action]) {
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
      }
    }
    expect(contrast(palette.onAction, palette.action)).toBeGreaterThanOrEqual(4.5)
  })
})

it('has nothing in the style sheet that html would escape', () => {
  expect(styleSheet).not.toMatch(/[<>&]/)
})
