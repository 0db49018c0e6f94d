import { type Event, saveInstructor } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import { findAttendance, findMarks, noteJoined, setCertificateRule } from '@lectern/core/teaching'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerMany } from '../../core/roster-mail/roster-mail-roster.ts'
import { over, registered, wasAt } from '../../support/attendance.ts'
import { axeViolations, openBrowser, phone, withPage } from '../../support/browser.ts'
import { anEvent, people } from '../../support/build.ts'
import { looks as look } from '../../support/looks.ts'
import { seat } from '../../support/materials.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const page = '/teach/5w22/attendance'
const certificates = '/teach/5w22/certificates'

let site: TestSite
let browser: Browser
let event: Event
let james: Visitor & { person: { id: string } }
let ada: string
let ben: string
beforeAll(async () => {
  site = await openSite({ now: '2024-05-01T17:00:00Z' })
  browser = await openBrowser()
  const { table } = site
  await saveInstructor(table, {
    slug: 'james',
    name: 'James Kernan',
    headline: '',
    bio: '',
    email: 'james@example.com',
  })
  event = await anEvent(table, { instructors: ['james'], joinUrl: 'https://zoom.us/j/1' })
  james = await site.signIn('james@example.com', { name: 'James Kernan' })
  ada = (await registered(table, event, 'ada@example.com', 'Ada Byron')).id
  ben = (await registered(table, event, 'ben@example.com', 'Ben Bell')).id
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const sessionAt = (index: number): string => event.sessions[index]?.id ?? ''
const markOf = async (person: string, index = 0) =>
  (await findMarks(site.table, '5w22', sessionAt(index), [person])).get(person)

const looks = (visitor: Visitor, path: string, name: string) => look(browser, site, visitor, path, name)

/** Sends a file as the form does. */
const upload = async (visitor: Visitor, text: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) => {
  const body = new FormData()
  body.set('session', sessionAt(1))
  body.set('minimum', '30')
  for (const [name, value] of Object.entries(more)) body.set(name, value)
  body.set('report', new File([text], 'participants.csv', { type: 'text/csv' }))
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return site.request(`${page}/import`, { method: 'POST', body, headers: { cookie, origin: site.url } })
}

describe('the attendance of a session', () => {
  test('is marked by plain boxes: what was changed is saved, and nothing else', async () => {
    const { table } = site
    await noteJoined(table, event, { id: sessionAt(0) }, ben, site.clock.now)
    const words = await readText(await james.get(`${page}?session=${sessionAt(0)}`))
    expect(words).toMatch(/Ada Byron ada@example\.com 0 of 5/)
    expect(words).toMatch(/Ben Bell ben@example\.com by the join link 1 of 5/)
    const saved = await james.post(page, { session: sessionAt(0), shown: `${ada}:0`, present: ada })
    expect(saved.headers.get('location')).toBe(`${page}?session=${sessionAt(0)}&done=saved`)
    expect(await markOf(ada)).toMatchObject({ present: true, how: 'hand', by: james.person.id })
    // Nobody touched his box, so he stays as he was marked.
    expect(await markOf(ben)).toMatchObject({ present: true, how: 'join' })
    await james.post(page, { session: sessionAt(0), shown: `${ada}:1` })
    expect(await markOf(ada)).toMatchObject({ present: false, how: 'hand' })
    expect(await readText(await james.get(`${page}?session=${sessionAt(0)}`))).toContain('absent, by hand')
    const same = await james.post(page, { session: sessionAt(0), shown: `${ada}:0` })
    expect(same.headers.get('location')).toContain('done=same')
    const { items } = await listAudit(table, { subject: 'event:5w22', limit: 9 }, site.services.realNow())
    expect(items.map(({ action }) => action)).toContain('attendance.mark')
  })

  test('comes from a report, after a look at whom it matches; the rest is assigned by hand', async () => {
    const report = [
      'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest',
      'Ada,ada@example.com,a,b,25,Yes',
      'Ada,ada@example.com,a,b,20,Yes',
      'iPhone,,a,b,55,Yes',
      '<b>Mallory</b>,,a,b,3,Yes',
    ].join('\r\n')
    const preview = await upload(james, report)
    expect(preview.status).toBe(200)
    const html = await preview.clone().text()
    expect(html).not.toContain('<b>Mallory</b>')
    const words = await readText(preview)
    expect(words).toMatch(/On the roster: 1 person .*Ada Byron ada@example\.com address 45 min present/)
    expect(words).toMatch(/Not found: 2 people .*iPhone 55 min/)
    expect(await markOf(ada, 1)).toBeUndefined()
    const fields = new URLSearchParams({ session: sessionAt(1), minimum: '30', person: `${ada}:45` })
    for (const [minutes, assign] of [
      ['55', 'ben@example.com'],
      ['3', ''],
    ] as const) {
      fields.append('minutes', minutes)
      fields.append('assign', assign)
    }
    const cookie = [...james.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const saved = await site.request(`${page}/report`, {
      ...{ method: 'POST', body: fields },
      headers: { cookie, origin: site.url },
    })
    expect(saved.status).toBe(303)
    expect(await markOf(ada, 1)).toMatchObject({ present: true, how: 'import', minutes: 45 })
    expect(await markOf(ben, 1)).toMatchObject({ present: true, how: 'import', minutes: 55 })
  })

  test('takes a Teams report, says which lines it could not read, and counts overlaps once', async () => {
    const report = [
      'Full Name\tJoin Time\tLeave Time\tDuration\tEmail',
      'Ada Byron\t4/30/2024, 9:00:00 AM\t4/30/2024, 9:40:00 AM\t40m\tada@example.com',
      'iPad\t4/30/2024, 9:20:00 AM\t4/30/2024, 10:00:00 AM\t40m\t',
      'Ben Bell\t\t\t\tben@example.com',
    ].join('\r\n')
    const preview = await upload(james, new Uint8Array(Buffer.from(`\ufeff${report}`, 'utf16le')), {
      session: sessionAt(2),
    })
    const html = await preview.clone().text()
    expect(await readText(preview)).toMatch(/Not read: 1 line .*Line 4 doesn't say how long the person stayed\./)
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    const fields = { person: hidden('person'), minutes: hidden('minutes'), assign: 'ada@example.com' }
    await james.post(`${page}/report`, { session: sessionAt(2), minimum: '30', ...fields })
    expect(await markOf(ada, 2)).toMatchObject({ present: true, minutes: 60 })
  })

  test('refuses what is no report with a sentence, and one over 1 MB before it is read', async () => {
    for (const [file, words] of [
      ['', 'The file is empty.'],
      ['Title,Price\nBook,3', 'no columns for the name and the duration'],
      [new Uint8Array([0x50, 0x4b, 3, 4]), 'Excel workbook'],
      ['x'.repeat(1024 * 1024 + 1), 'larger than 1 MB'],
    ] as const) {
      const answer = await upload(james, file)
      expect(answer.status).toBe(400)
      expect(await readText(answer)).toContain(words)
    }
    expect((await upload(james, 'x'.repeat(2 * 1024 * 1024))).status).toBe(413)
    const short = await upload(james, 'Name,Duration (Minutes)\nAda,1', { minimum: '0' })
    expect([short.status, await readText(short)]).toEqual([400, expect.stringContaining('Enter whole minutes')])
  })

  test('is for those who teach the event alone', async () => {
    const eve = await site.signIn('eve@example.com')
    const answers = [
      await eve.get(page),
      await eve.get(certificates),
      await eve.post(page, { session: sessionAt(0), shown: `${ada}:0`, present: ada }),
      await upload(eve, 'Name,Duration (Minutes)\nAda,1'),
      await eve.post(`${certificates}/make`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect((await site.visit().get(page)).headers.get('location')).toContain('/sign-in')
    const before = await markOf(ada)
    expect(before).toMatchObject({ present: false })
  })

  test('is noted when someone goes in by the join link, and only then', async () => {
    const cleo = await site.signIn('cleo@example.com', { name: 'Cleo' })
    await registered(site.table, event, 'cleo@example.com', 'Cleo')
    await seat(site.table, cleo.person.id, '5w22')
    site.clock.now = '2024-05-07T15:00:00Z'
    expect((await cleo.get('/events/5w22/join')).status).toBe(409)
    expect(await markOf(cleo.person.id, 2)).toBeUndefined()
    site.clock.now = '2024-05-07T15:55:00Z'
    const joined = await cleo.get('/events/5w22/join')
    expect([joined.status, joined.headers.get('location')]).toEqual([303, 'https://zoom.us/j/1'])
    expect(await markOf(cleo.person.id, 2)).toMatchObject({ present: true, how: 'join', at: site.clock.now })
    // She goes in, whatever becomes of the note.
    const { table } = site
    const send = table.client.send.bind(table.client)
    table.client.send = ((command: { constructor: { name: string } }) =>
      /Put/.test(command.constructor.name)
        ? Promise.reject(new Error('the table takes nothing'))
        : send(command as never)) as typeof table.client.send
    try {
      expect((await cleo.get('/events/5w22/join')).status).toBe(303)
    } finally {
      table.client.send = send
    }
  })
})

describe('the certificates of a class', () => {
  test('take what the rule says; they are made, revoked and made valid again from one page', async () => {
    const { table } = site
    const wrong = await james.post(`${certificates}/rule`, { attend: '6' })
    expect([wrong.status, await readText(wrong)]).toEqual([400, expect.stringContaining('Enter 5 or fewer')])
    expect((await james.post(`${certificates}/rule`, { attend: '4' })).status).toBe(303)
    await wasAt(table, event, ada, 4)
    expect(await readText(await james.get(certificates))).toMatch(/Ada Byron 4 of 5 Earned/)
    expect((await james.post(`${certificates}/make`)).status).toBe(409)
    site.clock.now = over
    expect(await readText(await james.get(certificates))).toContain('Make certificates now')
    expect((await james.post(`${certificates}/make`)).headers.get('location')).toContain('done=making')
    const { issueCertificate } = await import('@lectern/core/teaching')
    const issued = await issueCertificate(site.services, '5w22', ada, over)
    const id = issued?.certificate.id ?? ''
    expect(await readText(await james.get(certificates))).toMatch(/Ada Byron 4 of 5 Issued See the certificate/)
    expect(await looks(james, certificates, 'teach-certificates')).toEqual([])
    expect(await looks(james, `${certificates}/${id}/revoke`, 'teach-revoke')).toEqual([])
    const nothing = await james.post(`${certificates}/${id}/revoke`, { reason: ' ' })
    expect([nothing.status, await readText(nothing)]).toEqual([
      400,
      expect.stringContaining('Enter a reason, for the record'),
    ])
    await james.post(`${certificates}/${id}/revoke`, { reason: 'It was someone else.' })
    expect(await readText(await james.get(certificates))).toMatch(/Ada Byron 4 of 5 Revoked/)
    const shown = await readText(await site.visit().get(`/certificates/${id}`))
    expect(shown).toContain('Revoked on May 21, 2024')
    expect(shown).not.toContain('someone else')
    await james.post(`${certificates}/${id}/restore`)
    expect((await findAttendance(table, '5w22', ada)).certificate?.revokedAt).toBeUndefined()
    const again = await james.post(`${certificates}/${id}/again`)
    expect(again.headers.get('location')).toContain('done=reissued')
    expect((await findAttendance(table, '5w22', ada)).certificate?.certificate).not.toBe(id)
  })

  test('look right at both widths, with a full page and a preview, and axe finds nothing', async () => {
    await registerMany(site.table, '5w22:seat', people(60))
    await setCertificateRule(site.table, '5w22', { attend: 4 })
    expect(await looks(james, `${page}?session=${sessionAt(1)}`, 'teach-attendance')).toEqual([])
    const words = await readText(await james.get(`${page}?session=${sessionAt(1)}`))
    expect(words).toContain('Next page')
    await withPage(browser, { viewport: phone }, async (tab) => {
      const cookies = [...james.cookies].map(([key, value]) => ({ name: key, value, url: site.url }))
      await tab.context().addCookies(cookies)
      await tab.goto(`${site.url}${page}?session=${sessionAt(3)}`)
      await tab.setInputFiles('input[type=file]', {
        name: 'participants.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Name (original name),Email,Duration (minutes)\nAda,ada@example.com,58\nSomeone,,12\n'),
      })
      await tab.getByRole('button', { name: 'Review matches' }).click()
      await tab.getByRole('heading', { name: 'On the roster: 1 person' }).waitFor()
      expect(await axeViolations(tab)).toEqual([])
      await tab.getByLabel('Who Someone is').selectOption({ label: 'Ben Bell (ben@example.com)' })
      await tab.getByRole('button', { name: 'Save attendance' }).click()
      await tab.getByText('Attendance saved').waitFor()
    })
    expect(await markOf(ben, 3)).toMatchObject({ present: false, minutes: 12 })
  })
})
