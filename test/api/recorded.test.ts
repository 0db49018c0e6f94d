import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApi } from '../../packages/api/src/app.ts'
import type { Declared } from '../../packages/api/src/http/declared.ts'
import { type House, openHouse } from './support.ts'

let house: House
let operations: Declared[]
beforeAll(async () => {
  house = await openHouse()
  operations = buildApi(house.services).routes
})
afterAll(() => house.close())

const nameOf = ({ method, path }: Declared) => `${method.toUpperCase()} ${path}`

describe('what is recorded of the API is declared with each operation', () => {
  test('each operation of admins, and of people who are known, declares it', () => {
    const known = operations.filter(({ who }) => ['admin', 'person', 'order'].includes(who))
    expect(known.length).toBeGreaterThan(90)
    expect(known.filter(({ audit }) => audit === undefined).map(nameOf)).toEqual([])
  })

  test('each write of admins is recorded, but steps of an upload and a preview', () => {
    const silent = operations.filter(
      ({ method, path, audit }) => path.startsWith('/api/admin/') && method !== 'get' && audit && 'none' in audit,
    )
    expect(silent.map(nameOf).sort()).toEqual([
      'POST /api/admin/events/{slug}/materials/{id}/parts',
      'POST /api/admin/events/{slug}/preview-change',
      'POST /api/admin/products/{slug}/files/{id}/parts',
    ])
  })

  test('each subject names parts of its own address', () => {
    const wrong = operations.filter(({ path, audit }) => {
      const parts = [...(audit && 'action' in audit ? audit.subject : '').matchAll(/{(\w+)}/g)].map(([, part]) => part)
      return parts.some((part) => part !== 'made' && part !== 'self' && !path.includes(`{${part}}`))
    })
    expect(wrong.map(nameOf)).toEqual([])
  })

  test('these reads of admins record nothing, since they tell of nobody', () => {
    const silent = operations.filter(
      ({ method, path, audit }) => path.startsWith('/api/admin/') && method === 'get' && audit && 'none' in audit,
    )
    const subjects = silent.map(({ path }) => path.replace('/api/admin/', ''))
    expect(
      subjects.filter((path) =>
        /people|orders|registrations|messages|redemptions|submissions|attendance$|audit/.test(path),
      ),
    ).toEqual([])
  })
})
