import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perPlace } from '../support/fuzz/nasty.ts'
import { type Operation, operationsOf } from '../support/fuzz/operations.ts'
import { faultsOf, type Sent } from '../support/fuzz/send.ts'
import { spoiltBodies, wrongAddresses, wrongBodies, wrongHeaders, wrongQueries } from '../support/fuzz/sends.ts'
import { openWorld, type World } from '../support/fuzz/world.tsx'

/** For a round that tries much more: `FUZZ=99`. */
const timeout = 300_000 * perPlace(1)

let world: World
let operations: Operation[]
let by: Record<'nobody' | 'member' | 'teacher' | 'admin', { headers: Record<string, string>; what: string }>
beforeAll(async () => {
  world = await openWorld()
  operations = await operationsOf(world)
  const bearer = (key: string, what: string) => ({ headers: { authorization: `Bearer ${key}` }, what })
  by = {
    nobody: { headers: {}, what: 'nobody' },
    member: bearer(world.keys.member, 'member'),
    teacher: bearer(world.keys.teacher, 'teacher'),
    admin: bearer(world.keys.admin, 'admin'),
  }
})
afterAll(() => world.stop())

/** Who uses it: what is one's own, a member; everything else, an admin. */
const userOf = ({ route }: Operation) => (route.path.startsWith('/api/me') ? by.member : by.admin)

const usual = ({ route, address, body }: Operation, { headers, what }: (typeof by)['admin'], key = false): Sent => ({
  ...{ method: route.method, address, what },
  headers: { ...headers, 'content-type': 'application/json', ...(key ? { 'idempotency-key': 'again' } : {}) },
  ...(body && route.method !== 'GET' ? { body: JSON.stringify(body.usual) } : {}),
})

const faultsOfAll = (sends: (operation: Operation) => Iterable<Sent>): Promise<string[]> =>
  faultsOf(world, function* () {
    for (const operation of operations) yield* sends(operation)
  })

describe('whatever is sent to the API, it answers with a code, and never with a failure of ours', () => {
  test('every route is tried, and most of what is spoilt would be taken whole', { timeout }, async () => {
    expect(operations.length).toBeGreaterThan(160)
    expect(operations.filter(({ body }) => body !== undefined).length).toBeGreaterThan(55)
    const refused: string[] = []
    for (const operation of operations) {
      const { method, address, headers, body } = usual(operation, userOf(operation))
      const answer = await world.request(address, {
        method,
        ...(headers ? { headers } : {}),
        ...(body ? { body } : {}),
      })
      if (!answer.ok)
        refused.push(`${answer.status} ${method} ${operation.route.path} ${(await answer.text()).slice(0, 300)}`)
      await world.rewind()
    }
    expect(world.alarms()).toEqual([])
    if (process.env.FUZZ) console.log(refused.join('\n'))
    expect(refused.length).toBeLessThan(operations.length / 5)
  })

  test('by anybody', { timeout }, async () => {
    const faults = await faultsOfAll((operation) =>
      [by.nobody, by.member, by.teacher, by.admin].map((who) => usual(operation, who, true)),
    )
    expect(faults).toEqual([])
  })

  test('with a body of which one thing is wrong', { timeout }, async () => {
    expect(await faultsOfAll((operation) => spoiltBodies(operation, userOf(operation)))).toEqual([])
  })

  test('to an address that can hardly be there', { timeout }, async () => {
    const faults = await faultsOfAll(function* (operation) {
      for (const { headers, what } of [userOf(operation), by.nobody]) {
        const json = { 'content-type': 'application/json' }
        for (const sent of wrongAddresses(operation.route, world.there, { headers: { ...headers, ...json }, what })) {
          yield operation.route.method === 'GET' ? sent : { ...sent, body: JSON.stringify(operation.body?.usual ?? {}) }
        }
      }
    })
    expect(faults).toEqual([])
  })

  test('with a query of any kind', { timeout }, async () => {
    const faults = await faultsOfAll((operation) =>
      operation.route.method === 'GET' ? wrongQueries(operation.address, operation.query, userOf(operation)) : [],
    )
    expect(faults).toEqual([])
  })

  test('with bodies that are none, and with wrong headers', { timeout }, async () => {
    // What was read so far is what there is to read.
    const names = [...world.known.headers]
    expect(names).toEqual(expect.arrayContaining(['authorization', 'content-type', 'cookie', 'idempotency-key']))
    let turn = 0
    const faults = await faultsOfAll(function* (operation) {
      const sent = usual(operation, userOf(operation))
      turn += 1
      yield* wrongHeaders(sent, perPlace(1) > 1 ? names : [names[turn % names.length] ?? ''])
      if (operation.route.method === 'GET') return
      yield* wrongBodies(sent, ['application/json'])
      yield* wrongBodies(sent, [['text/csv', 'multipart/form-data; boundary=x', '%'][turn % 3] ?? ''])
    })
    expect(faults).toEqual([])
  })
})
