import { createApi } from '@lectern/api'
import { listGrants, listKeptGrants } from '@lectern/core/access'
import { ensureFeedAddress } from '@lectern/core/calendar'
import { ensurePerson, importApiKey } from '@lectern/core/identity'
import {
  changeTeam,
  createPlan,
  joinByDomain,
  listMembershipsOf,
  listSeats,
  lookAtDueMemberships,
  membershipsOf,
  PlanDetails,
} from '@lectern/core/membership'
import { newId, newToken } from '@lectern/core/platform'
import { findRegistration, joinLink, type Registration } from '@lectern/core/registration'
import { startDueReminders } from '@lectern/core/reminders'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { anAssignment } from '../../support/assignments.ts'
import { aPerson, aWebinar, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'
import { aBook, aHandout, aLink, filesAt, uploaded } from '../../support/materials.ts'
import { aTaughtClass, bookSlot, someSlots } from '../../support/office-hours.ts'
import { aRecording } from '../../support/recordings.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { wholeTable } from '../../support/whole-table.ts'

// A team buys a year, and its renewal is declined: its people are in for 14 days more, and out at their end, on every way in.
const bought = '2024-04-15T16:00:00Z'
const [inside, lapsed] = ['2025-04-29T15:59:59Z', '2025-04-29T16:00:00Z']
const joinUrl = 'https://meet.example.com/room'

let bucket: Bucket
let site: TestSite
/** Every way in, by name: whether Ben is let in. */
const ways = new Map<string, () => Promise<boolean>>()
let ben: Awaited<ReturnType<typeof aPerson>>
let team: string
let registrations: () => Promise<(Registration | undefined)[]>
let attempts: () => Promise<number[]>

beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ now: bought, files: filesAt(bucket) })
  const { table, services } = site
  const seats = { included: 5, extraCents: 30_000, most: 60 }
  const plan = PlanDetails.parse({ title: 'Team', priceCents: 199_900, allAccess: true, holder: 'team', seats })
  await createPlan(services, 'squad', { ...plan, status: 'on-sale' })
  const owner = await aPerson(table, 'olivia@northwind.example')
  const order = await placed(services, owner.email, 'plan:squad', {
    ...{ actor: owner, now: bought, team: { name: 'Northwind' } },
  })
  await site.till.pay(sessionOf(order))
  const [membership] = await listMembershipsOf(table, owner.id)
  team = membership?.holder.team ?? ''
  await site.till.billing.setCard(membership?.subscription ?? '', 'declines')
  await changeTeam(table, team, { domains: ['northwind.example'] }, owner)
  ben = await aPerson(table, 'ben@northwind.example')
  await joinByDomain(table, team, ben, bought)

  const inAYear = { startsAt: '2025-04-29T09:00', durationMinutes: 60 }
  const { event, james } = await aTaughtClass(table, { schedule: inAYear, joinUrl, questions: [] })
  await aTaughtClass(table, { slug: 'other', code: 'OTHER', title: 'Another class', schedule: inAYear })
  const talk = { access: 'members', joinUrl, recording: 'never' }
  await aWebinar(table, { ...talk, slug: 'talk', title: 'A talk for members', schedule: inAYear })
  const atNine = (minute: string) => ({ startsAt: `2025-04-30T${minute}`, durationMinutes: 60 })
  await aWebinar(table, { ...talk, slug: 'sooner', title: 'Sooner', schedule: atNine('08:59') })
  await aWebinar(table, { ...talk, slug: 'later', title: 'Later', schedule: atNine('09:00') })
  const events = ['5w22', 'talk', 'sooner', 'later']
  for (const slug of events) {
    const seat = await placed(services, ben.email, `${slug}:seat`, { actor: ben, now: bought })
    expect(await orderNow(services, seat)).toMatchObject({ status: 'confirmed', totalCents: 0 })
  }
  registrations = () => Promise.all(events.map((slug) => findRegistration(table, ben.id, slug)))
  const [own] = await registrations()
  const link = await aLink(services, event)
  const handout = await aHandout(services, event)
  const recording = await aRecording(services, event, { title: 'Week two' })
  const assignment = await anAssignment(table, { due: '2025-05-05T12:00' })
  const [slot, free] = await someSlots(table, james, { startsAt: '2025-05-01T10:00' }, bought)
  await bookSlot(table, ben, slot, bought)
  const book = await aBook(table, { includedInMembership: true, status: 'on-sale' })
  const file = await uploaded(services, book, { edition: '3.0' })
  const { token } = await ensureFeedAddress(services, ben.id, bought).then(({ url }) => ({
    token: new URL(url).pathname.split('/').at(-1) ?? '',
  }))
  const personal = new URL(joinLink(services, own as Registration))

  const api = createApi({ ...services, version: '0.0.1' })
  const key = `lk_${newId('apiKey').slice('key_'.length)}_${newToken()}`
  await importApiKey(table, await ensurePerson(table, ben, bought), key, 'Tests', bought)
  const call = async (path: string, method = 'GET', body?: object) =>
    api.request(path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const visitor = await site.signIn(ben.email)

  /** A page, or a way on to somewhere else. */
  const opens = (path: string) => ways.set(path, async () => (await visitor.get(path)).status < 400)
  const shows = (path: string, words: string) =>
    ways.set(`${path} shows ${words}`, async () => (await (await visitor.get(path)).text()).includes(words))
  const answers = (path: string, words = '') =>
    ways.set(path, async () => {
      const answer = await call(path)
      return answer.ok && (await answer.text()).includes(words)
    })
  const room = '/events/5w22/class'
  for (const page of ['', '/office-hours', '/search?q=week', `/assignments/${assignment.id}`]) opens(`${room}${page}`)
  for (const { id } of [link, handout, recording]) opens(`${room}/${id}`)
  for (const page of ['watch', 'stream']) opens(`${room}/${recording.id}/${page}`)
  opens(`${room}/office-hours/${slot?.id}/join`)
  for (const slug of ['5w22', 'talk']) opens(`/events/${slug}/join`)
  for (const slug of ['5w22', 'talk']) shows(`/events/${slug}`, `/events/${slug}/join`)
  opens(`${personal.pathname}${personal.search}`)
  opens(`/downloads/${file.id}`)
  shows('/account/titles', `/downloads/${file.id}`)
  shows('/account', 'The room is open')
  shows('/events/other', '>Included<')
  for (const slug of events) shows(`/calendar/${token}`, `/events/${slug}`)
  const mine = '/api/me/events/5w22'
  for (const path of ['materials', 'assignments', `assignments/${assignment.id}`, 'office-hours', 'search?q=week'])
    answers(`${mine}/${path}`)
  for (const { id } of [link, handout, recording]) answers(`${mine}/materials/${id}`)
  answers(`/api/me/files/${file.id}`)
  answers('/api/me/titles', file.id)
  ways.set('a live membership among the grants', async () => {
    const { items } = (await (await call('/api/me/grants')).json()) as { items: { what: string; live: boolean }[] }
    return items.some(({ what, live }) => what === 'membership:squad' && live)
  })
  ways.set('a quote at the price of members', async () => {
    const quote = await call('/api/quotes', 'POST', { lines: [{ sku: 'other:seat' }] })
    return ((await quote.json()) as { totalCents: number }).totalCents === 0
  })

  const buyer = { email: ben.email, name: 'Ben' }
  attempts = async () => {
    const work = { after: 0, text: 'What they said', files: [] }
    const sent = [
      call(`${mine}/assignments/${assignment.id}/submissions`, 'POST', work),
      call(`${mine}/assignments/${assignment.id}/files`, 'POST', { filename: 'Answers.pdf', bytes: 8 }),
      call(`${mine}/office-hours/${free?.id}/book`, 'POST'),
      call(`${mine}/materials/${recording.id}/position`, 'PUT', { seconds: 10, length: 60 }),
      call('/api/orders', 'POST', { lines: [{ sku: 'members-only:seat' }], buyer }),
    ]
    return (await Promise.all(sent)).map(({ status }) => status)
  }
  await aWebinar(table, { ...talk, slug: 'members-only', title: 'For members', schedule: inAYear })
}, 120_000)
afterAll(async () => {
  await site?.stop()
  await bucket?.stop()
})

const letIn = async (): Promise<Record<string, boolean>> => {
  const found: Record<string, boolean> = {}
  for (const [name, way] of ways) found[name] = await way()
  return found
}

const all = (value: boolean) => Object.fromEntries([...ways.keys()].map((name) => [name, value]))

describe('a team whose renewal was never paid', () => {
  test('is in everywhere until the second before, and out everywhere at the instant, with nothing written', async () => {
    site.clock.now = inside
    expect(await letIn()).toEqual(all(true))
    const before = await wholeTable(site.table)
    site.clock.now = lapsed
    expect(await letIn()).toEqual(all(false))
    expect((await attempts()).every((status) => [403, 404].includes(status))).toBe(true)
    expect(await wholeTable(site.table)).toEqual(before)
    expect((await registrations()).map((one) => one?.status)).toEqual(Array(4).fill('confirmed'))
  })

  test('is reminded of what comes until then, and of nothing from then on', async () => {
    const desk = await openDesk({ table: site.table })
    const subjects = async () => (await desk.mails({ to: ben.email })).map(({ subject }) => subject)
    const run = async (now: string) => {
      desk.clock.now = now
      await startDueReminders(site.table, now, (_, error) => {
        throw error
      })
      await drain(desk)
    }
    await run(inside)
    const told = await subjects()
    expect(told.some((subject) => subject.includes('Sooner'))).toBe(true)
    await run(lapsed)
    expect((await subjects()).filter((subject) => subject.includes('Later') && !told.includes(subject))).toEqual([])
  })

  test('keeps seats, grants and registrations as they are, also once the clock has told its people', async () => {
    const { table } = site
    const kept = async () => [await listSeats(table, team), await listKeptGrants(table, ben.id)]
    const before = await kept()
    const desk = await openDesk({ table })
    desk.clock.now = lapsed
    await lookAtDueMemberships({ ...desk, payments: site.services.payments }, lapsed, (_, error) => {
      throw error
    })
    await drain(desk)
    expect(await kept()).toEqual(before)
    expect(membershipsOf(await listGrants(table, ben.id), lapsed)).toEqual([])
    expect((await registrations()).map((one) => one?.status)).toEqual(Array(4).fill('confirmed'))
  })
})
