import { passText } from '@lectern/core/door'
import { findRegistration } from '@lectern/core/registration'
import { beforeEach, describe, expect, test } from 'vitest'
import { registered } from '../../support/attendance.ts'
import { columbus, columbusTerms } from '../../support/columbus.ts'
import { openSite, type TestSite } from '../../support/site.ts'

let site: TestSite
let admin: Awaited<ReturnType<TestSite['signIn']>>
let ada: string
let pass: string
beforeEach(async () => {
  site = await openSite()
  site.clock.now = '2024-06-06T12:30:00Z'
  const event = await columbus(site.table, { tickets: columbusTerms.tickets.slice(1) })
  ada = (await registered(site.table, event, 'ada@example.com', 'Ada Byron')).id
  const registration = await findRegistration(site.table, ada, 'columbus')
  if (!registration) throw new Error('not registered')
  admin = await site.signIn('kara@example.com', { name: 'Kara', admin: true })
  pass = passText(site.services.secret, registration)
})

/** An id of a scan, as a page makes one. */
const scan = (name: string): string => `scn_${name.padEnd(26, '0')}`

/** What the door shows after a form was sent. */
const sent = async (visitor: Awaited<ReturnType<TestSite['signIn']>>, path: string, fields: Record<string, string>) => {
  const answer = await visitor.post(`/door/columbus${path}`, fields)
  expect(answer.status).toBe(303)
  return (await visitor.get(answer.headers.get('location') ?? '')).text()
}

describe('the door of an event', () => {
  test('checks in by pass, once, and says since when someone is in; undone, they may come again', async () => {
    const first = await sent(admin, '/check-in', { pass, scan: scan('a') })
    expect(first).toContain('Admitted')
    expect(first).toContain('Ada Byron')
    expect(first).toContain('1 checked in')
    const again = await sent(admin, '/check-in', { pass: pass.toLowerCase(), scan: scan('b') })
    expect(again).toContain('Already checked in')
    expect(again).toContain('8:30 AM')
    await sent(admin, '/undo', { person: ada, scan: scan('c') })
    expect(await sent(admin, '/check-in', { pass, scan: scan('d') })).toContain('Admitted')
  })

  test('checks in by name; a form that is sent twice counts once', async () => {
    const found = await (await admin.get('/door/columbus?name=ada')).text()
    const [, offered = ''] = /name="scan" value="(scn_[^"]+)"[^>]*>/.exec(found) ?? []
    expect(found).toContain('Ada Byron')
    expect(offered).not.toBe('')
    await sent(admin, '/check-in', { person: ada, scan: offered })
    expect(await sent(admin, '/check-in', { person: ada, scan: offered })).toContain('Admitted')
    const after = await (await admin.get('/door/columbus?name=ada')).text()
    expect(after).toContain('In since 8:30 AM')
    expect(await (await admin.get('/door/columbus/counts')).text()).toMatch(/<b>1<\/b>[\s\S]*Thursday, June 6/)
  })

  test('tells a forged pass from one of another day, and names nobody for it', async () => {
    const forged = await sent(admin, '/check-in', { pass: `${pass.slice(0, -2)}00`, scan: scan('a') })
    expect(forged).toContain('Not a valid pass')
    expect(forged).not.toContain('Ada')
    site.clock.now = '2024-06-05T17:10:00Z'
    const early = await sent(admin, '/check-in', { pass, scan: scan('b') })
    expect(early).toContain('Not today')
    expect(early).toContain('This pass is for Thursday, June 6.')
  })

  test('is there for those an admin adds, until a day after the event, and for nobody else', async () => {
    const jo = await site.signIn('jo@example.com')
    expect((await jo.get('/door/columbus')).status).toBe(404)
    expect((await jo.post('/door/columbus/check-in', { pass, scan: scan('a') })).status).toBe(404)
    expect((await site.request('/door/columbus')).status).toBe(303)

    await sent(admin, '/staff', { email: 'jo@example.com' })
    expect((await jo.get('/door/columbus')).status).toBe(200)
    expect((await jo.get('/door/columbus/staff')).status).toBe(404)
    expect((await jo.get('/door/5w22')).status).toBe(404)
    site.clock.now = '2024-06-07T21:29:59Z'
    expect((await jo.get('/door/columbus')).status).toBe(200)
    site.clock.now = '2024-06-07T21:30:00Z'
    expect((await jo.get('/door/columbus')).status).toBe(404)
  })

  test('takes nothing for an id that is none, however long', async () => {
    const long = 'x'.repeat(3000)
    expect((await admin.post('/door/columbus/check-in', { person: long, scan: long })).status).toBe(404)
    expect((await admin.post('/door/columbus/undo', { person: long, scan: long })).status).toBe(404)
    expect((await admin.post('/door/columbus/staff/remove', { person: long })).status).toBe(400)
    expect((await admin.get(`/door/columbus?of=${long}&scan=${long}`)).status).toBe(200)
    expect(await sent(admin, '/check-in', { person: ada, scan: long })).toContain('Admitted')
  })

  test('keeps what was typed when an address is none', async () => {
    const answer = await admin.post('/door/columbus/staff', { email: 'jo at example' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('value="jo at example"')
  })

  test('each holder finds their pass on the page of their registration, with its text under it', async () => {
    const visitor = await site.signIn('ada@example.com')
    const page = await (await visitor.get('/registrations/columbus')).text()
    expect(page).toContain(pass)
    expect(page).toMatch(/<svg class="qr"/)
  })
})
