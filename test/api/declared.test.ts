import { globSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApi } from '../../packages/api/src/app.ts'
import type { Declared } from '../../packages/api/src/http/declared.ts'
import type { Api } from '../../packages/api/src/http/route.ts'
import { type House, openHouse } from './support.ts'

const source = join(import.meta.dirname, '../../packages/api/src')

let house: House
let routes: Declared[]
beforeAll(async () => {
  house = await openHouse()
  routes = buildApi(house.services).routes
})
afterAll(() => house.close())

const nameOf = ({ method, path }: Declared) => `${method.toUpperCase()} ${path}`
const shapeOf = (path: string) => new RegExp(`^${path.replaceAll(/{\w+}/g, '[^/]+')}$`)

describe('a route', () => {
  test('is in the API as soon as its file is: no list leaves it out', async () => {
    const api: Api = { ...buildApi(house.services), routes: [] }
    for (const file of globSync('*/*.{ts,tsx}', { cwd: source })) {
      const module: Record<string, unknown> = await import(join(source, file))
      for (const [name, register] of Object.entries(module))
        if (name.endsWith('Routes') && typeof register === 'function') register(api)
    }
    expect(api.routes.length).toBeGreaterThan(170)
    expect(routes.map(nameOf).toSorted()).toEqual(api.routes.map(nameOf).toSorted())
  })

  test('has its address to itself', () => {
    const hidden = routes.filter((route, at) =>
      routes.slice(0, at).some(({ method, path }) => method === route.method && shapeOf(path).test(route.path)),
    )
    expect(hidden.map(nameOf)).toEqual([])
  })

  test('is kept by others only when it reads what everyone may see', () => {
    const kept = routes.filter(({ caching }) => caching === 'revalidated')
    expect(kept.length).toBeGreaterThan(5)
    expect(kept.filter(({ method, who }) => method !== 'get' || !['all', 'nobody'].includes(who)).map(nameOf)).toEqual(
      [],
    )
  })

  test('names in its address what `who` opens', () => {
    const opens: Partial<Record<Declared['who'], string>> = { instructor: '/events/{slug}', order: '/orders/{id}' }
    const wrong = routes.filter(({ who, path }) => !path.includes(opens[who] ?? ''))
    expect(routes.filter(({ who }) => opens[who]).length).toBeGreaterThan(25)
    expect(wrong.map(nameOf)).toEqual([])
  })

  test('delivers what it announces, and nothing when it only reads', () => {
    const silent = routes.filter(({ method, delivers }) => method !== 'get' && delivers === 'no').map(nameOf)
    expect(silent.toSorted()).toEqual([
      'POST /api/admin/quotes',
      'POST /api/me/membership/quote',
      'POST /api/me/team/seats/quote',
      'POST /api/quotes',
    ])
    expect(routes.filter(({ delivers }) => delivers === 'first').map(nameOf)).toEqual(['POST /webhooks/stripe'])
    expect(routes.filter(({ method, delivers }) => method === 'get' && delivers !== 'no').map(nameOf)).toEqual([])
  })

  test('refuses a body that is larger than it declares, no matter who sends it', async () => {
    const refused = async ({ method, path, bodyKilobytes }: Declared, more: number) => {
      const body = 'x'.repeat(bodyKilobytes * 1024 + more)
      const { status, body: problem } = await house.call(method.toUpperCase(), path.replaceAll(/{\w+}/g, 'some'), {
        body,
        headers: { 'content-length': String(body.length) },
      })
      return status === 413 && problem.detail.includes(`${bodyKilobytes} KB`)
    }
    const taking = routes.filter(({ method }) => ['post', 'put', 'patch'].includes(method))
    expect(new Set(taking.map(({ bodyKilobytes }) => bodyKilobytes))).toEqual(new Set([256, 1024, 1536]))
    for (const route of taking) expect([nameOf(route), await refused(route, 1)]).toEqual([nameOf(route), true])
    const captions = taking.filter(({ bodyKilobytes }) => bodyKilobytes === 1536)
    expect(await Promise.all(captions.map((route) => refused(route, 0)))).toEqual([false])
  })
})
