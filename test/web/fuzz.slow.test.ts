import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crawl, keyOf, type Seen, seenAddress } from '../support/fuzz/crawl.ts'
import { perPlace } from '../support/fuzz/nasty.ts'
import { faultsOf } from '../support/fuzz/send.ts'
import {
  queryNames,
  spoiltForms,
  wrongAddresses,
  wrongBodies,
  wrongCookies,
  wrongHeaders,
  wrongQueries,
} from '../support/fuzz/sends.ts'
import { openWorld, type Role, roles, type World } from '../support/fuzz/world.tsx'

/** For a round that tries much more: `FUZZ=99`. */
const timeout = 300_000 * perPlace(1)

let world: World
let seen: Seen
beforeAll(async () => {
  world = await openWorld()
  seen = await crawl(world)
  expect(world.alarms()).toEqual([])
}, timeout * 2)
afterAll(() => world.stop())

/** What a browser sends of someone, with a form that it shows. */
const as = (who: Role) => ({ headers: { cookie: world.cookies[who], origin: world.origin }, what: who })

const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** An address of this site, as a path. */
const pathOf = (action: string): string => action.replace(world.origin, '')

const reading = () => world.pages.filter(({ method }) => method === 'GET')
const writing = () => world.pages.filter(({ method }) => method !== 'GET')

describe('whatever is sent to the pages, they answer, and never with a failure of ours', () => {
  test('most pages and forms are seen, and most forms are taken as their pages show them', { timeout }, async () => {
    const forms = new Set(seen.forms.map(({ route }) => route))
    const unseen = [
      ...reading().filter((route) => !seen.addresses.has(keyOf(route))),
      ...writing().filter((route) => !forms.has(route)),
    ].map(keyOf)
    expect(world.pages.length).toBeGreaterThan(250)
    expect(unseen.length).toBeLessThan(world.pages.length / 6)
    const refused: string[] = []
    for (const { action, fields, who } of seen.forms) {
      const body = new URLSearchParams(
        fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      )
      const { status } = await world.request(pathOf(action), { method: 'POST', headers: as(who).headers, body })
      if (status >= 400) refused.push(`${status} ${action}`)
      await world.rewind()
    }
    if (process.env.FUZZ) console.log([...unseen, ...refused].join('\n'))
    expect(refused.length).toBeLessThan(seen.forms.length / 4)
  })

  test('forms of which one field is wrong, missing or doubled', { timeout }, async () => {
    const faults = await faultsOf(world, function* () {
      for (const one of seen.forms) yield* spoiltForms(one, pathOf(one.action), as(one.who).headers)
    })
    expect(faults).toEqual([])
  })

  test('forms of others', { timeout }, async () => {
    const faults = await faultsOf(world, function* () {
      for (const { action, fields, who } of seen.forms) {
        for (const other of roles.filter((role) => role !== who)) {
          const body = new URLSearchParams(fields.map(({ name, value }) => [name, value ?? '']))
          yield { method: 'POST', address: pathOf(action), body, ...as(other) }
        }
      }
    })
    expect(faults).toEqual([])
  })

  test('addresses that can hardly be there, by anybody', { timeout }, async () => {
    let turn = 0
    const faults = await faultsOf(world, function* () {
      for (const route of world.pages) {
        turn += 1
        const others = roles.filter((role) => role !== 'admin')
        for (const who of perPlace(1) > 1 ? roles : ['admin' as const, others[turn % others.length] ?? 'visitor']) {
          const { headers, what } = as(who)
          yield* wrongAddresses(route, world.there, {
            headers: route.method === 'GET' ? headers : { ...headers, ...form },
            what,
          })
        }
      }
    })
    expect(faults).toEqual([])
  })

  test('queries of any kind', { timeout }, async () => {
    const faults = await faultsOf(world, function* () {
      for (const route of reading()) {
        const who = seen.addresses.get(keyOf(route))?.who ?? 'admin'
        yield* wrongQueries(seenAddress(world, seen, route), queryNames(seen, route), as(who))
      }
    })
    expect(faults).toEqual([])
  })

  test('wrong headers and cookies', { timeout }, async () => {
    // What was read and set so far is what there is.
    const [headers, cookies] = [[...world.known.headers], [...world.known.cookies, ...cookiesOf('admin')]]
    expect(headers).toEqual(expect.arrayContaining(['content-type', 'cookie', 'origin', 'sec-fetch-site']))
    expect(cookies.length).toBeGreaterThan(3)
    let turn = 0
    const faults = await faultsOf(world, function* () {
      for (const route of world.pages) {
        turn += 1
        const sent = { method: route.method, address: seenAddress(world, seen, route), ...as('admin') }
        const all = perPlace(1) > 1
        yield* wrongHeaders(sent, all ? headers : [headers[turn % headers.length] ?? ''])
        yield* wrongCookies({ ...sent, ...as('member') }, all ? cookies : [cookies[turn % cookies.length] ?? ''])
      }
    })
    expect(faults).toEqual([])
  })

  test('bodies that are no form', { timeout }, async () => {
    let turn = 0
    const types = ['application/json', 'multipart/form-data', '%']
    const faults = await faultsOf(world, function* () {
      for (const route of writing()) {
        turn += 1
        const { who } = seen.forms.find((one) => one.route === route) ?? { who: 'admin' as const }
        const sent = { method: route.method, address: seenAddress(world, seen, route), ...as(who) }
        yield* wrongBodies(sent, [
          form['content-type'],
          'multipart/form-data; boundary=x',
          types[turn % types.length] ?? '',
        ])
      }
    })
    expect(faults).toEqual([])
  })
})

const cookiesOf = (who: Role): string[] => world.cookies[who].split('; ').map((pair) => pair.split('=')[0] ?? '')
