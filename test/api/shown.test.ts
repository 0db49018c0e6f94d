import { expect, test } from 'vitest'
import * as z from 'zod'
import { shown } from '../../packages/api/src/http/shown.ts'

const View = z.object({
  id: z.string(),
  note: z.string().optional(),
  limit: z.int().nullable(),
  files: z.array(z.object({ filename: z.string() })),
  booking: z.object({ person: z.string() }).optional(),
  result: z.union([z.object({ passed: z.boolean() }), z.object({ points: z.int() })]),
})

const stored = {
  id: 'a1',
  limit: null,
  files: [{ filename: 'Slides.pdf', key: 'materials/secret' }],
  booking: { person: 'p1', email: 'ada@example.com' },
  result: { points: 3 },
  revision: 7,
}

test('a view shows the fields that it declares, and of the objects and lists inside too', () => {
  const sent = JSON.parse(JSON.stringify(shown(View, stored)))
  expect(sent).toEqual({
    id: 'a1',
    limit: null,
    files: [{ filename: 'Slides.pdf' }],
    booking: { person: 'p1' },
    result: { points: 3 },
  })
  expect(stored.files[0]?.key).toBe('materials/secret')
})

test('a field that is missing stays missing', () => {
  const { booking: _, ...rest } = stored
  expect(JSON.parse(JSON.stringify(shown(View, rest)))).not.toHaveProperty('booking')
})
