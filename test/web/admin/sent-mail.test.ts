import { listAudit } from '@lectern/core/identity'
import { openMailPreviews, openSentMails, sendMail, tagOf } from '@lectern/core/mail'
import { createMailPreviews } from '@lectern/web/mail-previews'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankMessage, recordDelivery } from '../../../packages/core/src/mail/message-store.ts'
import { withoutPictures } from '../../../packages/web/src/mail-previews/frame.ts'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { openDesk, type TestDesk } from '../../support/desk.ts'

let site: AdminSite
let cookies: { admin: string; someone: string }
const cookieOf = (visitor: { cookies: Map<string, string> }) =>
  [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

beforeAll(async () => {
  site = await openAdminSite()
  cookies = {
    admin: cookieOf(await site.signIn('karl@example.com', { admin: true })),
    someone: cookieOf(await site.signIn('someone@example.com')),
  }
})
afterAll(() => site.stop())

const key = 'hold-expired:ord_1'
const path = `/admin/mails/sent/${tagOf(key)}`

/** A desk on the site's table, a mail of its own sent by it, and the app that shows it. */
const open = async (more: { name?: string; headers?: Record<string, string> } = {}) => {
  const desk: TestDesk = await openDesk({ table: site.table })
  await blank()
  await sendMail(desk, site.clock.now, {
    template: 'hold-expired',
    to: 'ada@example.com',
    key,
    props: { name: more.name ?? 'Ada', titles: ['KPIs'], catalogueUrl: 'https://lectern.example/events' },
    attachments: [{ filename: 'a.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }],
  })
  const previews = openMailPreviews(desk)
  const app = createMailPreviews({ ...site.services, previews, sent: openSentMails(site.table, desk.mailer) })
  const get = async (at: string, cookie = cookies.admin) =>
    app.request(`${site.services.siteUrl}${at}`, { headers: { cookie } })
  return { desk, get }
}

/** Forgets the mail of the test before, so that it is sent again. */
const blank = async () => {
  const { DeleteCommand } = await import('@aws-sdk/lib-dynamodb')
  await site.table.client.send(
    new DeleteCommand({ TableName: site.table.name, Key: { pk: `message#${key}`, sk: 'message' } }),
  )
}

describe('a mail as it was really sent', () => {
  it('is read from the mail service, with its attachments and what happened to it', async () => {
    const { get, desk } = await open()
    await recordDelivery(site.table, key, 'delivered', { at: '2024-04-08T17:00:05Z' })
    const answer = await get(path)
    const text = textOf(await answer.text())
    expect(answer.status).toBe(200)
    expect(text).toContain('Delivered')
    expect(text).toContain('Delivered to the recipient’s server')
    expect(text).toContain('a.ics (text/calendar, 15 bytes)')
    expect(text).toContain(desk.mails()[0]?.id ?? 'none')
    expect(text).toContain('https://lectern.example/events')
  })

  it('stands in a frame that runs nothing, under a policy of its own', async () => {
    const { get } = await open({ name: '<script>alert(1)</script>' })
    const page = await get(path)
    const html = await page.text()
    expect(html).toMatch(/<iframe[^>]* sandbox=""/)
    expect(html).not.toContain('<script>alert')
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
    const frame = await get(`${path}/html`)
    const policy = frame.headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(['sandbox', "default-src 'none'", "frame-ancestors 'self'"]),
    )
    expect(policy).not.toMatch(/script-src|img-src|https:/)
    expect(await frame.text()).not.toContain('<script>alert')
    const shown = withoutPictures('<td><img src="https://a.example/b.png" alt="" width="600"/></td>')
    expect(shown).toBe('<td><img alt="" width="600"/></td>')
  })

  it('says so when the service does not answer, or no longer has it, or it never went', async () => {
    const { get, desk } = await open()
    desk.resend.setFault({ path: /emails/, times: 2, kind: 'error-500' })
    expect(textOf(await (await get(path)).text())).toContain('isn’t responding')
    expect((await get(`${path}/html`)).status).toBe(200)
    await blankMessage(site.table, key)
    const erased = textOf(await (await get(path)).text())
    expect(erased).toContain('no longer has this email')
    expect(erased).not.toContain('ada@example.com')
    expect((await get(`${path}/html`)).status).toBe(404)
  })

  it('is for admins alone, and each look is recorded', async () => {
    const { get } = await open()
    expect((await get(path, cookies.someone)).status).toBe(404)
    expect((await get(path, '')).status).toBe(303)
    expect((await get('/admin/mails/sent/bm90aGluZw')).status).toBe(404)
    expect((await get(`/admin/mails/sent/${'a'.repeat(300)}`)).status).toBe(404)
    const before = await looks()
    await get(path)
    await get(`${path}/html`)
    expect((await looks()) - before).toBe(2)
  })
})

const looks = async () => {
  const subject = `message:${tagOf(key)}`
  const { items } = await listAudit(site.table, { subject, limit: 100 }, site.services.realNow())
  return items.filter(({ action }) => action === 'message.read').length
}
