import { type Mailer, openMailPreviews, openSentMails } from '@lectern/core/mail'
import { Problem } from '@lectern/core/platform'
import { getMail, mailNames } from '@lectern/emails'
import { createMailPreviews } from '@lectern/web/mail-previews'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textOf } from '../../support/admin-site.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'

let site: TestSite
let app: ReturnType<typeof createMailPreviews>
let admin: Visitor
let person: Visitor
/** Whom a mail went to; with the service down, nobody. */
const sentTo: string[] = []
let isDown = false

const mailer: Mailer = {
  send: async ({ to }, key) => {
    if (isDown) throw new Problem('unavailable', 'mail.unavailable', 'The mail service isn’t responding')
    sentTo.push(to)
    return { id: key }
  },
  sendBatch: async () => [],
  unsuppress: async () => {},
  read: async () => undefined,
}

beforeAll(async () => {
  site = await openSite()
  const { table, services } = site
  const previews = openMailPreviews({ ...services, mailer })
  app = createMailPreviews({ ...services, previews, sent: openSentMails(table, mailer) })
  admin = await site.signIn('karl@example.com', { name: 'Karl', admin: true })
  person = await site.signIn('dana@example.com')
})
afterAll(() => site.stop())

const ask = async (who: Visitor | undefined, path: string, init: RequestInit = {}): Promise<Response> => {
  const cookie = [...(who?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  return app.request(`${site.url}${path}`, { ...init, headers: { cookie, ...init.headers } })
}
const send = (who: Visitor | undefined, path: string, origin = site.services.siteUrl) =>
  ask(who, path, { method: 'POST', body: new URLSearchParams(), headers: { origin } })

describe('the previews of mails', () => {
  it('are for admins alone', async () => {
    for (const path of ['/admin/mails', '/admin/mails/receipt', '/admin/mails/receipt/html']) {
      const visited = await ask(undefined, path)
      expect(visited.status).toBe(303)
      expect(visited.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
      expect((await ask(person, path)).status).toBe(404)
      expect((await ask(admin, path)).status).toBe(200)
    }
    for (const who of [undefined, person]) {
      const answer = await send(who, '/admin/mails/receipt/send')
      expect(answer.headers.get('location') ?? '').not.toContain('done')
    }
    expect(sentTo).toEqual([])
  })

  it('list every mail there is, each with a page for each of its samples', async () => {
    const list = await (await ask(admin, '/admin/mails')).text()
    for (const name of mailNames) {
      expect(list).toContain(`href="/admin/mails/${name}"`)
      for (const [sample, { label }] of getMail(name).samples().entries()) {
        const answer = await ask(admin, `/admin/mails/${name}?sample=${sample}`)
        expect(answer.status).toBe(200)
        expect(textOf(await answer.text())).toContain(sample === 0 ? 'Subject' : label)
      }
    }
  })

  it('show the mail as this house sends it, in a frame that runs and fetches nothing', async () => {
    const page = await ask(admin, '/admin/mails/reminder-hour?scheme=dark')
    const html = await page.text()
    expect(html).toMatch(/<iframe[^>]*src="\/admin\/mails\/reminder-hour\/html\?[^"]*scheme=dark[^"]*"[^>]*sandbox=""/)
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const framed = await ask(admin, '/admin/mails/reminder-hour/html?scheme=dark')
    expect(framed.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'; img-src data:",
    )
    expect(framed.headers.get('cache-control')).toBe('private, no-store')
    const mail = await framed.text()
    expect(mail).toContain(site.services.organizer.postalAddress)
    expect(mail).toMatch(/<img\s+src="data:image\/svg\+xml;base64,[\w+/=]+"\s+alt=""\s+width="600"\s+height="200"/)
    expect(mail).toContain('@media all {')
    expect(mail).toContain('content="dark"')
    expect(await (await ask(admin, '/admin/mails/reminder-hour/html')).text()).toContain('@media not all {')
  })

  it('show the plain text, the subject, and the line after it', async () => {
    const text = textOf(await (await ask(admin, '/admin/mails/waiting-list-offer?part=text')).text())
    expect(text).toContain('A spot opened up: MSP Professional Sales Program')
    expect(text).toContain('We’re holding it for you until Sat, Apr 20, 2024')
    expect(text).toContain('Take the spot https://events.example.com/offers/')
    expect(text).toContain('Can’t be turned off.')
  })

  it('send a sample to anyone who asks, to nobody else, and once a day', async () => {
    const path = '/admin/mails/roster-mail/send?sample=1'
    for (let round = 0; round < 3; round += 1) {
      const answer = await send(admin, path)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toMatch(/^\/admin\/mails\/roster-mail\?sample=1&.*done=sent$/)
    }
    expect(sentTo).toEqual(['karl@example.com'])
    site.clock.now = '2024-04-09T17:00:00Z'
    await send(admin, path)
    await send(admin, '/admin/mails/roster-mail/send?sample=0')
    expect(sentTo).toEqual(Array(3).fill('karl@example.com'))
  })

  it('send nothing that another site asks for', async () => {
    const before = sentTo.length
    expect((await send(admin, '/admin/mails/receipt/send', 'https://evil.example')).status).toBe(403)
    expect(sentTo).toHaveLength(before)
  })

  it('say so when the mail service does not answer, and send it later', async () => {
    const before = sentTo.length
    isDown = true
    const answer = await send(admin, '/admin/mails/receipt/send')
    isDown = false
    const there = await (await ask(admin, answer.headers.get('location') ?? '')).text()
    expect(textOf(there)).toContain('The email service isn’t responding. Try again in a few minutes.')
    expect(sentTo).toHaveLength(before)
    expect((await send(admin, '/admin/mails/receipt/send')).headers.get('location')).toContain('done=sent')
    expect(sentTo).toHaveLength(before + 1)
  })

  it('know no mail that there is not, nor a sample', async () => {
    for (const path of ['/admin/mails/nothing', '/admin/mails/constructor/html', '/admin/mails/receipt/else']) {
      expect((await ask(admin, path)).status).toBe(404)
    }
    for (const sample of ['99', '-1', 'x', '1e9', '0.5']) {
      expect((await ask(admin, `/admin/mails/receipt?sample=${sample}`)).status).toBe(200)
    }
  })
})
