import type { createApi } from '@lectern/api'
import type { Event } from '@lectern/core/catalog'
import { addPasskey, createApiKey, type PersonActor } from '@lectern/core/identity'
import { type Mail, type MailEvent, takeMailEvent } from '@lectern/core/mail'
import { saveCaptions } from '@lectern/core/materials'
import { createPlan, listMembershipsOf, PlanDetails } from '@lectern/core/membership'
import { type DeliveryContext, deliver } from '@lectern/core/notifications'
import { drainOutbox, type Instant, type OutboxRow } from '@lectern/core/platform'
import { cancelOrder, joinWaitingList, WaitingRequest } from '@lectern/core/registration'
import { bookOfficeHour, listCertificates, makeCertificates, setCertificateRule } from '@lectern/core/teaching'
import { anAssignment, anUpload, handIn } from '../assignments.ts'
import { registered, wasAt } from '../attendance.ts'
import { anEvent, aPromotion, draftEvent, placed, start } from '../build.ts'
import { takingMailer } from '../mailer.ts'
import { aBook, aHandout, give, seat, uploaded } from '../materials.ts'
import { someSlots } from '../office-hours.ts'
import { aRecording, captionsOf } from '../recordings.ts'

/** When the world is looked at: three days before the class, whose hours to meet in are ahead. */
export const lookedAt: Instant = '2024-04-20T16:00:00Z'

export const people = { admin: 'karl@example.com', teacher: 'james@example.com', member: 'mia@example.com' }

const questions = [
  { id: 'company', label: 'Which company?', type: 'text', required: true },
  { id: 'size', label: 'How large is it?', type: 'choice', options: ['1 to 5', 'more'], required: true },
  { id: 'terms', label: 'I agree', type: 'consent', required: true },
]
export const answers = { company: 'Acme', size: 'more', terms: true }

const teamSeats = { included: 5, extraCents: 30_000, most: 60 }

const toPortland = { name: 'Mia', line1: '1 Main', city: 'Portland', region: 'OR', postalCode: '97201', country: 'US' }

const credential = { id: 'a'.repeat(32), publicKey: 'cHVibGlj', counter: 0, transports: [] }
const bounced: MailEvent = {
  ...{ id: 'evt_1', type: 'email.bounced', at: lookedAt, key: 'none', state: 'bounced', to: 'gone@example.com' },
  suppresses: 'bounced',
}

type CheckoutContext = Omit<DeliveryContext, 'mailer'> & {
  clock: { now: Instant }
  pay: (session: string) => Promise<unknown>
}
type Actors = Record<'admin' | 'teacher' | 'member', PersonActor>
type Call = (method: string, path: string, body: unknown) => Promise<Record<string, unknown>>

/** Sends the API what admins send. */
const adminCalls =
  (api: ReturnType<typeof createApi>, key: string): Call =>
  async (method, path, body) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const answer = await api.request(`/api/admin/${path}`, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`)
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>)
  }

const keyOf = async ({ table }: CheckoutContext, owner: PersonActor, realNow: Instant): Promise<string> => {
  const scopes = ['read' as const, 'write' as const, ...(owner.admin ? ['admin' as const] : [])]
  return (await createApiKey(table, owner, { title: 'Script', scopes, days: 30 }, realNow)).key
}

/** What things and people are called. */
export type Naming = (usual: string) => string

const catalog = async (desk: CheckoutContext, call: Call, named: Naming) => {
  const { table } = desk
  await call('POST', 'instructors', {
    ...{ slug: 'james', email: people.teacher },
    ...{ name: named('James'), headline: named('A teacher'), bio: named('Teaches.') },
  })
  await call('POST', 'courses', {
    ...{ slug: 'sales', title: named('Sales'), summary: '', description: 'Selling.' },
  })
  const taught = { instructors: ['james'], questions: questions.map((one) => ({ ...one, required: false })) }
  const event = await anEvent(table, {
    ...taught,
    title: named('MSP Professional Sales Program'),
    venue: { name: named('A hall'), address: named('1 Main Street') },
    course: 'sales',
    refundUntilHours: 0,
    joinUrl: 'https://zoom.us/j/1',
  })
  const later = { schedule: { startsAt: '2024-05-30T09:00', durationMinutes: 60 }, code: undefined }
  const free = { tickets: [{ slug: 'seat', name: named('Seat').slice(0, 60), priceCents: 0 }] }
  await anEvent(table, { ...taught, ...later, ...free, questions, kind: 'webinar', slug: 'kpis', title: 'KPIs' })
  await anEvent(table, {
    ...later,
    ...free,
    slug: 'full',
    title: named('Full'),
    capacity: 1,
    includedInMembership: true,
  })
  await anEvent(table, { ...later, ...free, slug: 'sold-out', title: 'Sold out', capacity: 1 })
  const past = { startsAt: '2024-04-01T09:00', durationMinutes: 60 }
  const over = await anEvent(table, {
    ...{ slug: 'over', code: undefined, title: 'Over', schedule: past, instructors: ['james'] },
    recordingAccess: 'anyone-who-registers',
  })
  await draftEvent(table, { slug: 'draft', code: undefined, title: 'A draft' })
  const book = await aBook(table)
  const file = await uploaded(desk, book, { edition: '3.0' })
  await call('POST', 'bundles', {
    slug: 'both',
    title: 'Both',
    priceCents: 3000,
    contents: ['month:e-book', 'month:audio'],
  })
  const shipping = [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 595 }]
  await call('PUT', 'store-terms', { shipping, salesTax: false, revision: 0 })
  const window = { zone: 'America/Los_Angeles', from: '2024-03-01T00:00', until: '2024-06-01T00:00' }
  const code = await aPromotion(table, {
    title: named('Leap day'),
    code: 'LEAP29',
    window,
    limits: { total: 100, perPerson: 5 },
  })
  const many = await aPromotion(table, { codes: 'many', codePrefix: 'INV', audience: { type: 'imported' } })
  return { event, over, file, code, many }
}

/** Registrations, paid and free; a place in a queue and a seat that came free; titles, one of them sent by post. */
const sell = async (desk: CheckoutContext, member: PersonActor, named: Naming) => {
  const buyer = { actor: member }
  const attendees = (sku: string) => [{ sku, email: people.member, name: named('Mia'), answers }]
  const bought = await placed(desk, people.member, ['5w22:seat', 'month:paperback'], {
    ...{ ...buyer, attendees: attendees('5w22:seat'), codes: ['LEAP29'], shipTo: toPortland },
  })
  if (bought.checkout) await desk.pay(bought.checkout.id)
  await createPlan(desk, 'squad', {
    ...PlanDetails.parse({ title: named('Team'), holder: 'team', priceCents: 199_900, seats: teamSeats }),
    status: 'on-sale',
  })
  const team = await placed(desk, people.member, 'plan:squad', { ...buyer, team: { name: named('Northwind') } })
  if (team.checkout) await desk.pay(team.checkout.id)
  const free = await placed(desk, people.member, 'kpis:seat', { ...buyer, attendees: attendees('kpis:seat') })
  await placed(desk, 'fay@example.com', 'sold-out:seat')
  const first = await placed(desk, 'fay@example.com', 'full:seat')
  await joinWaitingList(
    desk,
    WaitingRequest.parse({ sku: 'full:seat', email: people.member, name: named('Mia') }),
    member,
    start,
  )
  await cancelOrder(desk, first.id, start)
  desk.clock.now = lookedAt
  const unpaid = await placed(desk, 'uma@example.com', 'month:e-book', { now: lookedAt })
  const [membership] = await listMembershipsOf(desk.table, member.id)
  return { bought, free, unpaid, membership: membership?.id ?? '' }
}

/** What a class has beside its sessions, and the certificates of one that is over. */
const teach = async (desk: CheckoutContext, { teacher, member }: Actors, event: Event, over: Event, named: Naming) => {
  const { table } = desk
  const recording = await aRecording(desk, event, { seconds: 1 })
  await saveCaptions(desk, { event: '5w22', material: recording.id, vtt: captionsOf('Welcome'), by: teacher.id }, start)
  const handout = await aHandout(desk, event)
  await aRecording(desk, over, { seconds: 1 })
  const assignment = await anAssignment(table, { title: named('Homework') })
  const file = await anUpload(desk, assignment, member)
  await handIn(table, assignment, member, { files: [file.id] })
  await anUpload(desk, assignment, member, { filename: 'more.txt' })
  const slots = await someSlots(table, teacher)
  const [slot, other] = slots
  if (!slot || !other) throw new Error('no hours')
  await bookOfficeHour(table, '5w22', slot.id, { actor: member, now: lookedAt })
  const attended = await registered(table, over, people.member, named('Mia'))
  await seat(table, attended.id, 'over')
  await wasAt(table, over, attended.id, 1)
  await setCertificateRule(table, 'over', { attend: 1 })
  await makeCertificates(table, 'over', lookedAt)
  return { recording, handout, assignment, file, slot, other }
}

/** Does what is waiting in the outbox. @returns the paths of links in the mails that went out */
const deliverAll = async (desk: CheckoutContext): Promise<string[]> => {
  const links = new Set<string>()
  const note = ({ html }: Mail) => {
    for (const [, link = ''] of html.matchAll(/href="([^"]*)"/g)) {
      if (link.startsWith(desk.siteUrl)) links.add(link.slice(desk.siteUrl.length).replaceAll('&amp;', '&'))
    }
    return { id: 'mail_1' }
  }
  const mailer = {
    ...takingMailer,
    send: async (mail: Mail) => note(mail),
    sendBatch: async (mails: readonly { mail: Mail }[]) => mails.map(({ mail }) => note(mail)),
  }
  const failed: unknown[] = []
  for (const _ of [1, 2, 3]) {
    const act = (row: OutboxRow) => deliver({ ...desk, mailer }, row, lookedAt)
    await drainOutbox(
      desk.table,
      () => lookedAt,
      act,
      (row, error) => failed.push(row.topic, error),
    )
  }
  if (failed.length > 0) throw new Error(`not delivered: ${failed.join(', ')}`)
  return [...links]
}

/**
 * One of everything that an organizer makes and people leave behind, and what followed from it.
 * @returns links of the mails and to pages that look otherwise than most of their kind, as paths; and what stands in
 * addresses, by its name there or the part before it
 */
export const stock = async (
  desk: CheckoutContext,
  api: ReturnType<typeof createApi>,
  actors: Actors,
  realNow: Instant,
  named: Naming = (usual) => usual,
): Promise<{ links: string[]; keys: Record<keyof Actors, string>; there: Record<string, string> }> => {
  const { admin, teacher, member } = actors
  const keys = {
    admin: await keyOf(desk, admin, realNow),
    teacher: await keyOf(desk, teacher, realNow),
    member: await keyOf(desk, member, realNow),
  }
  const call = adminCalls(api, keys.admin)
  const { event, over, file, code, many } = await catalog(desk, call, named)
  const { bought, free, membership } = await sell(desk, member, named)
  await give(desk.table, member.id, 'month:e-book')
  await seat(desk.table, member.id, '5w22')
  const taught = await teach(desk, actors, event, over, named)
  const batch = await call('POST', `promotions/${many.id}/codes`, { count: 3 })
  await call('POST', `promotions/${many.id}/addresses`, { addresses: ['ada@example.com'] })
  await call('POST', 'sales', { slug: 'leap-day', title: 'Leap day', promotionId: code.id, status: 'published' })
  await call('POST', 'products', {
    slug: 'gone',
    title: 'Gone',
    formats: [{ name: 'E-book', type: 'download', priceCents: 1 }],
  })
  await call('DELETE', 'products/gone', {})
  await call('POST', `promotions/${many.id}/pause`, {})
  await call('PATCH', `people/${member.id}`, { memberships: [{ plan: 'community', until: '2025-01-01T00:00:00Z' }] })
  const mail = await call('POST', 'events/5w22/mails', {
    ...{ audience: 'everyone', about: 'event', subject: 'Room 12', body: 'We meet in room 12.' },
  })
  await addPasskey(desk.table, member, { title: 'Phone', credential }, realNow)
  await takeMailEvent(desk.table, bounced)
  const links = await deliverAll(desk)
  await call('POST', 'events/5w22/reminders/how-was-it/skip', {})
  const [certificate] = (await listCertificates(desk.table, 'over', { limit: 1 })).items
  const there = {
    ...{ events: '5w22', teach: '5w22', courses: 'sales', instructors: 'james', people: member.id, with: 'LEAP29' },
    ...{
      store: 'month',
      products: 'month',
      bundles: 'both',
      sales: 'leap-day',
      promotions: code.id,
      orders: bought.id,
    },
    ...{ registrations: '5w22', seats: bought.seats[0]?.registration ?? '', sessions: event.sessions[0]?.id ?? '' },
    ...{ assignments: taught.assignment.id, submissions: member.id, work: member.id, materials: taught.recording.id },
    ...{ 'office-hours': taught.slot.id, files: file.id, mails: String(mail.id), certificates: certificate?.id ?? '' },
    ...{ reminders: 'how-was-it', plans: 'squad', memberships: membership },
    ...{ person: member.id, assignment: taught.assignment.id, event: '5w22', file: taught.file.id },
    ...{ batch: String(batch.id) },
  }
  const corners = [
    ...['/courses/sales', '/admin/events/draft/edit', '/admin/events/draft/reminders', '/sign-in', '/nothing'],
    ...['/events/kpis', '/events/full', '/events/sold-out', '/events/over', '/events/5w22/class', '/store/month'],
    ...[
      '/teach/over/certificates',
      '/teach/5w22/materials',
      '/admin/events/draft',
      '/admin/store/gone',
      '/admin/store/month',
    ],
    ...[`/orders/${bought.id}`, `/orders/${free.id}`, `/admin/orders/${bought.id}`, `/admin/promotions/${many.id}`],
    ...[`/admin/people/${member.id}`, `/admin/store/month/files/${file.id}/remove`],
    ...[`/teach/over/certificates/${certificate?.id}/revoke`, `/events/5w22/class/search?q=welcome`],
  ]
  return { links: [...links, ...corners], keys, there }
}
