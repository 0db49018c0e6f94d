import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namelessParts } from '../../support/fuzz/nasty.ts'
import { addressOf, type Route } from '../../support/fuzz/routes.ts'
import { openWorld, type Role, type World } from '../../support/fuzz/world.tsx'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

/** What answers otherwise than 404 to an address with a part in it that can name nothing. */
const otherwise = async (routes: readonly Route[], headers: Record<string, string>): Promise<string[]> => {
  const wrong: string[] = []
  for (const route of routes) {
    const { method } = route
    const addresses = route.names.flatMap((name) =>
      namelessParts.map((part) => addressOf(route, world.there, { name, part })),
    )
    const answers = await Promise.all(addresses.map((address) => world.request(address, { method, headers })))
    for (const [at, { status }] of answers.entries()) {
      if (status !== 404) wrong.push(`${method} ${route.path} ${addresses[at]?.slice(0, 90)} → ${status}`)
    }
  }
  return wrong
}

describe('a part of an address that can name nothing, over 2 KB or no text', () => {
  test.each<Role>(['visitor', 'admin'])('is not found on any page, and rings no alarm, for the %s', async (who) => {
    const named = world.pages.filter(({ names }) => names.length > 0)
    expect(named.length).toBeGreaterThan(150)
    expect(await otherwise(named, { cookie: world.cookies[who], origin: world.origin })).toEqual([])
    expect(world.alarms()).toEqual([])
  })

  test.each(['nobody', 'the admin'])('is not found in the API, and rings no alarm, for %s', async (who) => {
    const named = world.api.filter(({ names }) => names.length > 0)
    expect(named.length).toBeGreaterThan(100)
    const headers: Record<string, string> = who === 'nobody' ? {} : { authorization: `Bearer ${world.keys.admin}` }
    expect(await otherwise(named, headers)).toEqual([])
    expect(world.alarms()).toEqual([])
  })

  test('is the same as what is there, of which the address is right: that is found', async () => {
    const cookie = world.cookies.admin
    const known = ['/events/:slug', '/admin/people/:id', '/store/:slug', '/sales/:slug', '/admin/orders/:id']
    for (const path of known) {
      const answer = await world.request(addressOf({ path }, world.there), { headers: { cookie } })
      expect([path, answer.status]).toEqual([path, 200])
    }
  })
})
