import { eventAccess, pendingRevoke } from '@lectern/core/access'
import { findActorByApiKey, listApiKeys } from '@lectern/core/identity'
import { endMembership, grantMembership } from '@lectern/core/membership'
import { commit } from '@lectern/core/platform'
import { findRegistration, reviewAccess } from '@lectern/core/registration'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { errorBeside, fieldValue, readText } from './page-text.ts'

let site: TestSite
const april8 = '2024-04-08T17:00:00Z'
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, april8)
})
beforeEach(() => {
  site.clock.now = april8
})
afterAll(() => site.stop())

const register = async (visitor: Visitor, sku: string) => {
  await visitor.post('/cart/lines', { sku })
  const html = await (await visitor.get('/checkout')).text()
  return visitor.post('/checkout', {
    key: fieldValue(html, 'key') ?? '',
    shown: fieldValue(html, 'shown') ?? '',
    'buyer.name': 'Ada',
    terms: 'yes',
  })
}

test('a seat whose membership has ended says so, and how to get back in', async () => {
  const mia = await site.signIn('lapsed@example.com')
  await grantMembership(site.table, mia.person.id, { plan: 'all-access' }, april8)
  await register(mia, '5w22:seat')
  expect(await readText(await mia.get('/account'))).not.toContain('Your membership has ended')
  await endMembership(site.table, mia.person.id, 'all-access', april8)
  await reviewAccess(site.table, mia.person.id, april8)

  const account = await readText(await mia.get('/account'))
  expect(account).toContain('Your membership ended. To get back in,')
  expect(account).toContain('renew the membership')
})

describe('the way into a session', () => {
  const slug = 'kpis-and-slas'

  test.each([
    ['31 minutes before', '2024-04-10T15:29:59Z', 409],
    ['half an hour before', '2024-04-10T15:30:00Z', 303],
    ['in the last second', '2024-04-10T17:29:59Z', 303],
    ['at the end', '2024-04-10T17:30:00Z', 409],
  ])('%s answers as it should', async (name, now, status) => {
    const ada = await site.signIn(`join-${name.replaceAll(' ', '-')}@example.com`)
    await register(ada, `${slug}:seat`)
    site.clock.now = now
    const account = await (await ada.get('/account')).text()
    expect(account.includes(`/events/${slug}/join`)).toBe(status === 303)
    expect(account).not.toContain('meet.example')
    expect(await (await ada.get(`/events/${slug}`)).text()).not.toContain('meet.example')
    const answer = await ada.get(`/events/${slug}/join`)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('location')).toBe(status === 303 ? 'https://meet.example/kpis' : null)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  test('is closed to strangers, to people who aren’t registered, and to a seat that is not paid', async () => {
    const holder = await site.signIn('holder@example.com')
    expect((await register(holder, '5w22:seat')).headers.get('location')).toContain('/local/checkout/')
    site.clock.now = '2024-04-10T16:00:00Z'
    expect((await site.request(`/events/${slug}/join`)).headers.get('location')).toContain('/sign-in?next=')
    const other = await site.signIn('other@example.com')
    expect((await other.get(`/events/${slug}/join`)).status).toBe(403)
    site.clock.now = '2024-04-23T16:00:00Z'
    expect((await holder.get('/events/5w22/join')).status).toBe(403)
    expect(await (await holder.get('/account')).text()).not.toContain('/5w22/join')
  })

  test('closes at once when access is taken away, though the registration stays', async () => {
    const ada = await site.signIn('revoked@example.com')
    await register(ada, `${slug}:seat`)
    site.clock.now = '2024-04-10T16:00:00Z'
    expect((await ada.get(`/events/${slug}/join`)).status).toBe(303)
    const registration = await findRegistration(site.table, ada.person.id, slug)
    await commit(site.table, [
      pendingRevoke(site.table, {
        personId: ada.person.id,
        what: eventAccess(slug),
        source: 'purchase',
        sourceId: registration?.orderId ?? '',
      }),
    ])
    expect((await ada.get(`/events/${slug}/join`)).status).toBe(403)
    expect(await (await ada.get('/account')).text()).not.toContain(`/${slug}/join`)
  })
})

describe('the account', () => {
  test('starts with what to do next', async () => {
    const ada = await site.signIn('new@example.com')
    expect(await readText(await ada.get('/account'))).toContain('No upcoming events')
  })

  test('shows what comes, what is over, and the orders', async () => {
    const ada = await site.signIn('busy@example.com')
    await register(ada, 'kpis-and-slas:seat')
    expect(await readText(await ada.get('/account'))).toContain('Next: Wed, Apr 10 · 9:00 AM Pacific · 90 minutes')
    site.clock.now = '2024-04-12T17:00:00Z'
    const later = await readText(await ada.get('/account'))
    expect(later).toContain('Past Webinar The Unpopular Truth')
    expect(later).toContain('Free Confirmed')
  })

  test('changes the name, and shows a refused one beside the reason', async () => {
    const ada = await site.signIn('name@example.com')
    const refused = await ada.post('/account/name', { name: ' ' })
    expect(refused.status).toBe(400)
    expect(errorBeside(await refused.text(), 'name')).toBe('Enter a name')
    await ada.post('/account/name', { name: '<b>Countess</b>' })
    const html = await (await ada.get('/account')).text()
    expect(fieldValue(html, 'name')).toBe('&lt;b&gt;Countess&lt;/b&gt;')
    expect(html).not.toContain('<b>Countess')
  })

  test('signs out here, and everywhere', async () => {
    const [laptop, phone] = [await site.signIn('two@example.com'), await site.signIn('two@example.com')]
    expect((await laptop.post('/sign-out')).headers.get('location')).toBe('/')
    expect((await laptop.get('/account')).status).toBe(303)
    expect((await phone.get('/account')).status).toBe(200)
    const third = await site.signIn('two@example.com')
    await third.post('/sign-out-everywhere')
    expect((await phone.get('/account')).status).toBe(303)
  })
})

describe('API keys', () => {
  test('are shown once, work, and end when revoked', async () => {
    const ada = await site.signIn('keys@example.com')
    expect(errorBeside(await (await ada.post('/account/keys', { title: '' })).text(), 'title')).toBe(
      'Enter what the key is for',
    )
    const made = await ada.post('/account/keys', { title: 'Website <calendar>' })
    expect(made.status).toBe(201)
    const html = await made.text()
    const key = fieldValue(html, 'fresh') ?? ''
    expect(await findActorByApiKey(site.table, key, site.services.realNow())).toMatchObject({
      email: 'keys@example.com',
    })
    const list = await (await ada.get('/account/keys')).text()
    expect(list).not.toContain(key)
    expect(list).toContain('Website &lt;calendar&gt;')
    await ada.post('/account/keys/revoke', { id: fieldValue(list, 'id') ?? '' })
    expect(await findActorByApiKey(site.table, key, site.services.realNow())).toBeUndefined()
    expect(await readText(await ada.get('/account/keys'))).toContain('Revoked')
  })

  test('of others cannot be revoked', async () => {
    const ada = await site.signIn('owner@example.com')
    const html = await (await ada.post('/account/keys', { title: 'Mine' })).text()
    const mallory = await site.signIn('mallory@example.com')
    expect((await mallory.post('/account/keys/revoke', { id: fieldValue(html, 'id') ?? '' })).status).toBe(404)
    expect(await findActorByApiKey(site.table, fieldValue(html, 'fresh') ?? '', site.services.realNow())).toBeDefined()
  })

  test('take a fresh sign-in, and say what they may do and until when', async () => {
    const ada = await site.signIn('scopes@example.com')
    const nothing = await ada.post('/account/keys', { title: 'CRM', days: '30' })
    expect([nothing.status, errorBeside(await nothing.text(), 'scope-read')]).toEqual([400, 'Choose at least one'])
    const made = await ada.post('/account/keys', {
      title: 'CRM',
      days: '30',
      'scope-write': 'yes',
      'scope-admin': 'yes',
    })
    expect(made.status).toBe(403)
    await ada.post('/account/keys', { title: 'CRM', days: '30', 'scope-read': 'yes', 'scope-write': 'yes' })
    const [key] = await listApiKeys(site.table, ada.person.id)
    expect(key).toMatchObject({ title: 'CRM', scopes: ['read', 'write'] })
    expect(await readText(await ada.get('/account/keys'))).toMatch(/not used yet, ends .* It reads, changes\./)
    const old = await site.signIn('scopes@example.com', { signedInAgo: 601 })
    expect(await readText(await old.get('/account/keys'))).toContain('sign in again first')
    const refused = await old.post('/account/keys', { title: 'Theirs', 'scope-read': 'yes', days: '30' })
    expect(refused.headers.get('location')).toContain('/sign-in?again=1')
    expect(await listApiKeys(site.table, ada.person.id)).toHaveLength(1)
  })
})
