import { saveInstructor } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminClient, type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { kpiWebinar, makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
let visitor: AdminClient
let person: AdminClient
let instructor: AdminClient

beforeAll(async () => {
  site = await openAdminSite()
  const { table, clock } = site
  await saveInstructor(table, {
    slug: 'james-kernan',
    name: 'James',
    headline: '',
    bio: '',
    email: 'james@example.com',
  })
  await saveInstructor(table, { slug: 'karl-palachuk', name: 'Karl', headline: '', bio: '' })
  await makeEvent(table, salesClass, clock.now)
  await makeEvent(table, kpiWebinar, clock.now)
  visitor = site.as(site.visit())
  person = site.as(await site.signIn('dana@example.com'))
  instructor = site.as(await site.signIn('james@example.com', { name: 'James Kernan' }))
})
afterAll(() => site.stop())

const pages = [
  '/admin',
  '/admin/events',
  '/admin/events/new',
  '/admin/events/5w22',
  '/admin/events/5w22/edit',
  '/admin/orders',
  '/admin/orders/ord_1',
  '/admin/people',
  '/admin/people/per_1',
  '/admin/courses',
  '/admin/instructors/james-kernan',
  '/admin/promotions',
  '/admin/messages',
  '/admin/messages/suppressed',
]
const writes = [
  '/admin/events/new',
  '/admin/events/5w22/edit',
  '/admin/events/5w22/publish',
  '/admin/events/5w22/reschedule',
  '/admin/events/5w22/cancel',
  '/admin/orders/ord_1/refund',
  '/admin/people/per_1/admin',
  '/admin/people/per_1/memberships',
  '/admin/courses/new',
  '/admin/promotions/new',
  '/admin/messages/redeliver',
  `/admin/messages/suppressed/${'a'.repeat(43)}/lift`,
]
const roster = '/admin/events/5w22/roster'

describe('the organizer’s pages', () => {
  it('ask visitors to sign in, and lead back', async () => {
    for (const path of [...pages, roster, `${roster}.csv`]) {
      const response = await visitor.get(`${path}?q=a&x=1`)
      expect([path, response.status]).toEqual([path, 303])
      expect(response.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(`${path}?q=a&x=1`)}`)
    }
    for (const path of writes) expect([path, (await visitor.post(path)).status]).toEqual([path, 303])
  })

  it('do not exist for others who are signed in, instructors among them', async () => {
    for (const who of [person, instructor]) {
      for (const path of [...pages, '/admin/events/kpis-and-slas/roster']) {
        // Of what they teach, instructors are led to where they run it.
        const led = who === instructor && path === '/admin/events/5w22'
        expect([path, (await who.get(path)).status]).toEqual([path, led ? 303 : 404])
      }
      for (const path of writes) expect([path, (await who.post(path)).status]).toEqual([path, 404])
    }
    expect((await person.get(roster)).status).toBe(404)
    expect((await person.get(`${roster}.csv`)).status).toBe(404)
  })

  it('open for admins', async () => {
    for (const path of pages.filter((one) => !one.endsWith('_1'))) {
      expect([path, (await site.admin.get(path)).status]).toEqual([path, 200])
    }
  })

  it('show instructors the roster of what they teach, and nothing around it', async () => {
    const html = await (await instructor.get(roster)).text()
    expect(html).toContain('No registrations yet')
    expect(html).not.toContain('/admin/people')
    expect(html).not.toContain('href="/admin/events/5w22"')
    expect((await instructor.get(`${roster}.csv`)).status).toBe(200)
  })
})
