import { cover, coverBeside, cropOf, formatNames, formats, paletteOf } from '@lectern/core/covers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSvg } from '../../support/svg.ts'

describe('an uploaded picture', () => {
  test('is shown as large as it goes, around its focus, and never beyond its edges', () => {
    const [wide, tall] = [
      { width: 1200, height: 800 },
      { width: 800, height: 1200 },
    ]
    expect(cropOf(wide, 'card')).toEqual({ x: 0, y: 0, width: 1200, height: 800 })
    expect(cropOf(wide, 'square')).toEqual({ x: 200, y: 0, width: 800, height: 800 })
    expect(cropOf({ ...wide, focus: { x: 0.4, y: 0.5 } }, 'square').x).toBe(80)
    expect(cropOf({ ...wide, focus: { x: 1, y: 0 } }, 'square').x).toBe(400)
    expect(cropOf({ ...tall, focus: { x: 0, y: 0.2 } }, 'card')).toEqual({ x: 0, y: 0, width: 800, height: 533 })
  })

  test('of any size and focus has the shape of its place', () => {
    const size = fc.integer({ min: 1, max: 9000 })
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(size, size, part, part, fc.constantFrom(...formatNames), (width, height, focusX, focusY, format) => {
        const crop = cropOf({ width, height, focus: { x: focusX, y: focusY } }, format)
        const { picture } = formats[format]
        expect(Object.values(crop).filter((value) => !Number.isInteger(value) || value < 0)).toEqual([])
        expect(crop.width >= 1 && crop.height >= 1).toBe(true)
        expect(crop.x + crop.width <= width && crop.y + crop.height <= height).toBe(true)
        expect(crop.width === width || crop.height === height).toBe(true)
        // The same shape, to the pixel that rounding may take.
        const skew = Math.abs(crop.width * picture.height - crop.height * picture.width)
        expect(skew).toBeLessThanOrEqual(picture.width + picture.height)
        const [x, y] = [width * focusX - crop.x, height * focusY - crop.y]
        expect(x >= -1 && x <= crop.width + 1 && y >= -1 && y <= crop.height + 1).toBe(true)
      }),
    )
  })

  test('of a shared link has the type beside it, on the deep ground of the hue', () => {
    const thing = { kind: 'checklist', slug: 'a', title: 'Checklist', hue: 'teal', people: 'Karl W. Palachuk' } as const
    const beside = readSvg(coverBeside(thing, 'og'))
    expect(beside.attributes.get('aria-label')).toBe('Checklist')
    expect(beside.children.map(({ name }) => name)).toEqual(['rect', 'g', 'g', 'g', 'g', 'g'])
    expect(beside.children[0]?.attributes.get('fill')).toBe(paletteOf('teal', 'deep').ground)
    const words = (svg: string) => svg.match(/<path transform[^>]+>/g)
    expect(words(coverBeside(thing, 'og'))).toEqual(words(cover(thing, 'og')))
    expect(coverBeside({ ...thing, tone: 'bright' }, 'og')).toBe(coverBeside(thing, 'og'))
    expect(readSvg(coverBeside(thing, 'wide')).children.map(({ name }) => name)).toEqual(['rect'])
  })

  test('has its place where the figure would be drawn', () => {
    for (const format of ['square', 'card', 'wide', 'og'] as const) {
      const { x, y, width, height } = formats[format].picture
      const field = `<svg x="${x}" y="${y}" width="${width}" height="${height}"`
      expect(cover({ kind: 'class', slug: 'a', title: 'A' }, format)).toContain(field)
    }
  })
})
