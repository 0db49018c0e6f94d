import { saveInstructor } from '@lectern/core/catalog'
import { addMaterial, NewMaterial, withoutFiles } from '@lectern/core/materials'
import { beforeAll, expect, test } from 'vitest'
import { type AdminClient, type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { anEvent } from '../../support/build.ts'
import { seat } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'

let site: AdminSite
let james: AdminClient
let sessions: string[]
beforeAll(async () => {
  // Half an hour after the first session.
  site = await openAdminSite({ now: '2024-04-23T17:30:00Z' })
  const profile = { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' }
  await saveInstructor(site.table, profile)
  const event = await anEvent(site.table, { instructors: ['james'] })
  sessions = event.sessions.map(({ id }) => id)
  james = site.as(await site.signIn('james@example.com', { name: 'James' }))
})

test('who teaches stands at the next session, or at the one that the mail after it names', async () => {
  expect(await james.read('/teach/5w22')).toMatch(/Next Week 2/)
  const page = await james.read(`/teach/5w22?session=${sessions[0]}`)
  expect(page).toMatch(/After the session Week 1.*No recordings and no handouts so far/)
  expect(page).toContain('No recording yet: Week 1')
  const materials = { table: site.table, files: withoutFiles }
  const asked = NewMaterial.parse({
    ...{ kind: 'recording', session: sessions[0], title: 'Week one', link: 'https://vimeo.com/1' },
  })
  await addMaterial(materials, '5w22', asked, { by: 'per_x', now: site.clock.now })
  const after = await james.read(`/teach/5w22?session=${sessions[0]}`)
  expect(after).toContain('1 recording and no handouts so far')
  expect(after).not.toContain('No recording yet: Week 1')
})

test('it is there for those who teach and for admins, and for nobody else', async () => {
  const others = site.as(await site.signIn('ada@example.com'))
  expect((await others.get('/teach/5w22')).status).toBe(404)
  expect((await site.admin.get('/teach/5w22')).status).toBe(200)
  const visitor = await site.request('/teach/5w22')
  expect([visitor.status, visitor.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fteach%2F5w22'])
})

test('an instructor writes to the class, and is led from the admin’s pages to their own', async () => {
  const moved = await james.get('/admin/events/5w22')
  expect([moved.status, moved.headers.get('location')]).toEqual([303, '/teach/5w22'])
  const sent = await james.post('/admin/events/5w22/mails/new', {
    ...{ subject: 'Bring your numbers', body: 'For the exercise.', about: 'event', audience: 'everyone' },
  })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringContaining('done=drafted')])
  const draft = await james.read(sent.headers.get('location') ?? '')
  expect(draft).toContain('Bring your numbers')
  // Nothing of the organizer's own pages.
  expect(draft).not.toContain('Audit log')
  expect((await james.get('/admin/events')).status).toBe(404)
  const other = site.as(await site.signIn('ada@example.com'))
  expect((await other.get('/admin/events/5w22/mails')).status).toBe(404)
})

test('it takes the same few reads with two who attend and with two hundred', async () => {
  const counted = meter(site.table)
  const cost = async () => {
    counted.reset()
    await james.get('/teach/5w22')
    return counted.reads()
  }
  const before = await cost()
  await Promise.all(Array.from({ length: 200 }, (_, index) => seat(site.table, `per_${index}`, '5w22')))
  expect(await cost()).toBe(before)
  expect(before).toBeLessThanOrEqual(12)
})

test('those who teach find the way to it on their own page, and nobody else does', async () => {
  expect(await james.read('/account')).toMatch(/You teach .*MSP Professional Sales Program .*Teach it/)
  const ada = site.as(await site.signIn('ada@example.com'))
  expect(await ada.read('/account')).not.toContain('You teach')
})
