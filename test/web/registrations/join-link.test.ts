import { listGrants, pendingRevoke } from '@lectern/core/access'
import { type Event, rescheduleSession } from '@lectern/core/catalog'
import { commit } from '@lectern/core/platform'
import {
  anySession,
  findRegistration,
  giveUpSeat,
  joinLink,
  OrderRequest,
  placeOrder,
  type Registration,
} from '@lectern/core/registration'
import { findProgress } from '@lectern/core/teaching'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anEvent } from '../../support/build.ts'
import { openSite, type TestSite } from '../../support/site.ts'

const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
const meeting = 'https://meet.example/hidden'
const start = '2024-04-08T17:00:00Z'

let site: TestSite
let event: Event
let people = 0
beforeAll(async () => {
  site = await openSite({ now: start })
  event = await anEvent(site.table, { joinUrl: meeting, tickets: free })
})
beforeEach(() => {
  site.clock.now = start
})
afterAll(() => site.stop())

const register = async (email = `p${++people}@example.com`): Promise<Registration> => {
  const request = OrderRequest.parse({ lines: [{ sku: '5w22:seat' }], buyer: { email, name: 'Ada' } })
  const placed = await placeOrder(site.services, request, { actor: { kind: 'visitor' }, now: site.clock.now })
  if (placed.outcome !== 'placed') throw new Error('not placed')
  const found = await findRegistration(site.table, placed.order.seats[0]?.personId ?? '', '5w22')
  if (!found) throw new Error('not registered')
  return found
}
const sessionAt = (index: number): string => event.sessions[index]?.id ?? ''
const linkOf = (registration: Registration, session: string) => {
  const { pathname, search } = new URL(joinLink(site.services, registration, session))
  return `${pathname}${search}`
}
const marksOf = async ({ personId }: Registration) => {
  const { sessions } = await findProgress(site.table, event, personId, site.clock.now)
  return sessions.flatMap(({ session, mark }) => (mark ? [[session.id, mark.how, mark.present]] : []))
}

describe('the personal link into a session', () => {
  test.each([
    ['a second before the room opens', '2024-04-23T15:29:59Z', 200],
    ['when it opens', '2024-04-23T15:30:00Z', 303],
    ['in its last second', '2024-04-23T16:59:59Z', 303],
    ['at its end', '2024-04-23T17:00:00Z', 200],
  ])('%s leads on or says why not, and notes who came only when they did', async (_, now, status) => {
    const own = await register()
    for (const session of [sessionAt(0), anySession]) {
      const link = linkOf(own, session)
      site.clock.now = now
      const answer = await site.request(link)
      expect([session, answer.status]).toEqual([session, status])
      expect(answer.headers.get('location')).toBe(status === 303 ? meeting : null)
      expect(answer.headers.get('cache-control')).toContain('no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      if (status === 200) expect(await answer.text()).not.toContain('meet.example')
    }
    expect(await marksOf(own)).toEqual(status === 303 ? [[sessionAt(0), 'join', true]] : [])
  })

  test('says when the room opens, and afterwards leads to the recording', async () => {
    const own = await register()
    const link = linkOf(own, sessionAt(0))
    const early = await (await site.request(link)).text()
    expect(early).toContain('Tue, Apr 23, 8:30 AM Pacific')
    expect(early).toContain('Check again')
    site.clock.now = '2024-04-24T17:00:00Z'
    const over = await (await site.request(link)).text()
    expect(over).toContain('This session has ended.')
    expect(over).toContain(`href="/events/5w22/class#${sessionAt(0)}"`)
  })

  test('marks nobody for a scanner that asks for the head, or a browser that loads ahead', async () => {
    const own = await register()
    site.clock.now = '2024-04-23T16:00:00Z'
    const link = linkOf(own, sessionAt(0))
    await site.request(link, { method: 'HEAD' })
    await site.request(link, { headers: { 'sec-purpose': 'prefetch' } })
    expect(await marksOf(own)).toEqual([])
    await site.request(link)
    expect(await marksOf(own)).toHaveLength(1)
  })

  test('stays good when its session is moved', async () => {
    const moved = await anEvent(site.table, { slug: 'moved', code: 'MOVED', joinUrl: meeting, tickets: free })
    const email = `p${++people}@example.com`
    const request = OrderRequest.parse({ lines: [{ sku: 'moved:seat' }], buyer: { email, name: 'Ada' } })
    const placed = await placeOrder(site.services, request, { actor: { kind: 'visitor' }, now: start })
    if (placed.outcome !== 'placed') throw new Error('not placed')
    const own = await findRegistration(site.table, placed.order.seats[0]?.personId ?? '', 'moved')
    if (!own) throw new Error('not registered')
    const session = moved.sessions[0]?.id ?? ''
    const link = linkOf(own, session)
    await rescheduleSession(site.table, 'moved', { session, startsAt: '2024-04-24T14:00' }, start)
    site.clock.now = '2024-04-23T16:00:00Z'
    expect((await site.request(link)).status).toBe(200)
    site.clock.now = '2024-04-24T21:00:00Z'
    expect((await site.request(link)).headers.get('location')).toBe(meeting)
  })

  test('is refused once the registration is canceled or access has ended, and by an earlier round for good', async () => {
    const email = `p${++people}@example.com`
    const own = await register(email)
    const link = linkOf(own, sessionAt(0))
    await giveUpSeat(site.services, own, { forfeit: false }, start)
    site.clock.now = '2024-04-23T16:00:00Z'
    const canceled = await site.request(link)
    expect(canceled.status).toBe(403)
    expect(await canceled.text()).toContain('isn’t active anymore')
    site.clock.now = start
    const again = await register(email)
    site.clock.now = '2024-04-23T16:00:00Z'
    expect((await site.request(link)).status).toBe(404)
    const fresh = linkOf(again, sessionAt(0))
    expect((await site.request(fresh)).status).toBe(303)
    const grants = await listGrants(site.table, again.personId)
    await commit(
      site.table,
      grants.map((grant) => pendingRevoke(site.table, grant)),
    )
    expect((await site.request(fresh)).status).toBe(403)
  })

  test('opens nothing for a guessed or altered token, another session, event, or person', async () => {
    const [own, other] = [await register(), await register()]
    site.clock.now = '2024-04-23T16:00:00Z'
    const link = linkOf(own, sessionAt(0))
    const last = link.at(-1) === 'A' ? 'B' : 'A'
    const wrong = [
      `${link.slice(0, -1)}${last}`,
      link.slice(0, -1),
      link.replace(sessionAt(0), sessionAt(1)),
      link.replace(sessionAt(0), anySession),
      link.replace('/5w22/', '/none/'),
      link.replace(own.personId, other.personId),
      `/join/5w22/${sessionAt(0)}`,
      `/join/5w22/${sessionAt(0)}?token=x`,
    ]
    for (const path of wrong) expect([path, (await site.request(path)).status]).toEqual([path, 404])
    expect([await marksOf(own), await marksOf(other)]).toEqual([[], []])
  })
})
