import type { Event } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import type { Mailer } from '@lectern/core/mail'
import { withoutRecordings } from '@lectern/core/materials'
import { deliver } from '@lectern/core/notifications'
import { addSeconds, drainOutbox } from '@lectern/core/platform'
import { findSent, getRosterMail, startCounting } from '@lectern/core/roster-mail'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partsOf } from '../../../packages/web/src/pages/admin/roster-mail/mail-words.ts'
import { registerMany } from '../../core/roster-mail/roster-mail-roster.ts'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { openBrowser, withPage } from '../../support/browser.ts'
import { lookThrough } from '../../support/looks.ts'
import { kpiWebinar, makeEvent } from '../../support/program.ts'

let site: AdminSite
let event: Event
let mails: string
const sent: { to: string; subject: string }[] = []

beforeAll(async () => {
  site = await openAdminSite()
  event = await makeEvent(site.table, { ...kpiWebinar, slug: 'kpis' }, site.clock.now)
  mails = `/admin/events/${event.slug}/mails`
  await registerMany(site.table, 'kpis:seat', ['dana@example.com', 'amy@example.com', 'erick@example.com'])
})
afterAll(() => site?.stop())

const typed = (more: Fields = {}): Fields => ({
  audience: 'everyone',
  about: 'event',
  subject: 'We meet in another room',
  body: 'We meet in room 12.\r\n\r\nThe plan is at https://lectern.example/plan?a=1&b=2.',
  ...more,
})

/** Keeps a draft and answers where it is. */
const draft = async (more: Fields = {}): Promise<string> => {
  const answer = await site.admin.post(`${mails}/new`, typed(more))
  expect(answer.status).toBe(303)
  return (answer.headers.get('location') ?? '').split('?')[0] ?? ''
}
const idOf = (address: string): string => address.split('/').at(-1) ?? ''
const mailAt = (address: string) => getRosterMail(site.table, { event: event.slug, id: idOf(address) })

/** A mailer that only takes notes. */
const mailer: Mailer = {
  send: async ({ to, subject }) => {
    sent.push({ to, subject })
    return { id: 'mail' }
  },
  sendBatch: (batch) => Promise.all(batch.map(({ key, mail }) => mailer.send(mail, key))),
  unsuppress: async () => undefined,
  read: async () => undefined,
}

/** Delivers what is due so many seconds from now. */
const drain = async (seconds = 0) => {
  const now = addSeconds(site.clock.now, seconds)
  await drainOutbox(
    site.table,
    () => now,
    (row) => deliver({ ...site.services, recordings: withoutRecordings, mailer }, row, now),
    (_, error) => {
      throw error
    },
  )
}

describe('writing to a roster', () => {
  it('goes from the event by way of a draft, its preview, a test and a last question to the record', async () => {
    expect(await (await site.admin.get('/admin/events/kpis')).text()).toContain(`href="${mails}"`)
    const address = await draft()
    const html = await (await site.admin.get(`${address}?done=drafted`)).text()
    const text = textOf(html)
    expect(text).toContain('Draft saved. It isn’t sent yet.')
    expect(text).toContain('This goes to 3 people now.')
    expect(text).toContain('Hi Karl,')
    expect(text).toContain('Written by Karl W. Palachuk')
    expect(html).toContain('href="https://lectern.example/plan?a=1&amp;b=2"')

    const tested = await site.admin.post(`${address}/test`, { revision: '1' })
    expect(tested.headers.get('location')).toBe(`${address}?done=tested`)
    await drain()
    expect(sent.splice(0)).toEqual([{ to: 'karl@example.com', subject: 'We meet in another room' }])

    expect(await site.admin.read(`${address}/send`)).toContain('Send it to 3 people')
    const presses = await Promise.all([1, 2].map(() => site.admin.post(`${address}/send`, { revision: '1' })))
    expect(presses.map(({ status }) => status)).toEqual([303, 303])
    const waiting = await site.admin.get(address)
    expect(waiting.headers.get('refresh')).toBe(`4; url=${address}`)
    expect(textOf(await waiting.text())).toContain('Nothing has been sent yet. You can still undo.')
    await drain(59)
    expect(sent).toEqual([])
    await drain(61)
    expect(sent.map(({ to }) => to).sort()).toEqual(['amy@example.com', 'dana@example.com', 'erick@example.com'])
    sent.length = 0

    const record = await site.admin.get(address)
    expect(record.headers.get('refresh')).toBeNull()
    expect(textOf(await record.text())).toContain('Emailed 3')
    expect(await site.admin.read(mails)).toMatch(/We meet in another room Everyone registered Sent 3/)
  })

  it('can be taken back for a minute, and is a draft again', async () => {
    const address = await draft()
    await site.admin.post(`${address}/send`, { revision: '1' })
    const stopped = await site.admin.post(`${address}/stop`, { revision: '1' })
    expect(stopped.headers.get('location')).toBe(`${address}?done=back`)
    await drain(120)
    expect(sent).toEqual([])
    expect((await mailAt(address)).state).toBe('draft')
    // The press that sent it, come late.
    const late = await site.admin.post(`${address}/send`, { revision: '1' })
    expect([late.status, textOf(await late.text()).includes('Someone else just edited this draft.')]).toEqual([
      409,
      true,
    ])
  })

  it('keeps what was typed when something is wrong, and says what', async () => {
    const answer = await site.admin.post(`${mails}/new`, typed({ subject: 'One\nTwo', body: 'Kept <b>words</b>' }))
    const html = await answer.text()
    expect(answer.status).toBe(400)
    expect(html).toContain('Enter this on one line, without control characters')
    expect(html).toContain('Kept &lt;b&gt;words&lt;/b&gt;')
    const unknown = await site.admin.post(`${mails}/new`, typed({ audience: 'ticket:vip' }))
    expect([unknown.status, textOf(await unknown.text()).includes('has no ticket “vip”.')]).toEqual([400, true])
  })

  it('shows markup as the words it is, and links nothing but addresses of the web', async () => {
    const address = await draft({ subject: '<i>Hi</i>', body: '<script>alert(1)</script>\njavascript:alert(1)' })
    const html = await (await site.admin.get(address)).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('href="javascript:')
    expect(html).not.toContain('<i>Hi')
  })

  it('does not change once it was sent', async () => {
    const address = await draft({ subject: 'First' })
    await site.admin.post(`${address}/send`, { revision: '1' })
    const edited = await site.admin.post(`${address}/edit`, { ...typed({ subject: 'Second' }), revision: '1' })
    expect([
      edited.status,
      textOf(await edited.text()).includes('This email was already sent, so it can’t be changed.'),
    ]).toEqual([409, true])
    expect((await site.admin.get(`${address}/edit`)).headers.get('location')).toBe(address)
    expect((await site.admin.post(`${address}/delete`)).status).toBe(409)
    expect((await mailAt(address)).subject).toBe('First')
    await site.admin.post(`${address}/stop`)
    expect((await site.admin.post(`${address}/delete`)).headers.get('location')).toBe(`${mails}?done=deleted`)
    expect((await site.admin.get(address)).status).toBe(404)
  })

  it('is for admins: others find no such page, and nobody finds a mail under another event', async () => {
    const address = await draft()
    const someone = site.as(await site.signIn('someone@example.com'))
    expect((await someone.get(mails)).status).toBe(404)
    expect((await someone.post(`${address}/send`, { revision: '1' })).status).toBe(404)
    expect((await site.request(address)).headers.get('location')).toContain('/sign-in')
    await makeEvent(site.table, { ...kpiWebinar, slug: 'other' }, site.clock.now)
    expect((await site.admin.get(address.replace('/kpis/', '/other/'))).status).toBe(404)
  })

  it('is recorded: who drafted, tested, sent and took back which mail', async () => {
    const address = await draft()
    await site.admin.post(`${address}/test`, { revision: '1' })
    await site.admin.post(`${address}/send`, { revision: '1' })
    await site.admin.post(`${address}/stop`)
    const { items } = await listAudit(site.table, { limit: 50, subject: idOf(address) }, site.services.realNow())
    expect(items.map(({ action }) => action)).toEqual([
      'roster-mail.stop',
      'roster-mail.send',
      'roster-mail.test',
      'roster-mail.create',
    ])
  })
})

it.each([
  ['plain', [{ words: 'plain' }]],
  [
    'see https://a.example/x?y=1, then',
    [{ words: 'see ' }, { words: 'https://a.example/x?y=1', link: 'https://a.example/x?y=1' }, { words: ', then' }],
  ],
  ['(http://a.example)', [{ words: '(' }, { words: 'http://a.example', link: 'http://a.example/' }, { words: ')' }]],
  ['javascript:alert(1) ftp://a', [{ words: 'javascript:alert(1) ftp://a' }]],
  ['https://"onclick=x', [{ words: 'https://"onclick=x' }]],
])('links in %j', (text, parts) => {
  expect(partsOf(text)).toEqual(parts)
})

describe('in a browser', () => {
  let browser: Browser
  const pages = new Map<string, string>()

  beforeAll(async () => {
    browser = await openBrowser()
    const html = async (name: string, answer: Response | Promise<Response>) =>
      pages.set(name, await (await answer).text())
    const empty = await makeEvent(site.table, { ...kpiWebinar, slug: 'empty' }, site.clock.now)
    const crowd = await makeEvent(site.table, { ...kpiWebinar, slug: 'crowd' }, site.clock.now)
    await registerMany(
      site.table,
      'crowd:seat',
      Array.from({ length: 260 }, (_, index) => `c${index}@example.com`),
      1,
    )
    await html('mails-empty', site.admin.get(`/admin/events/${empty.slug}/mails`))
    await html('new', site.admin.get(`${mails}/new`))
    await html('errors', site.admin.post(`${mails}/new`, typed({ subject: '', body: '' })))
    const one = await draft({ about: 'news', subject: 'A_very_long_word_'.repeat(8) })
    await html('draft', site.admin.get(one))
    await html('confirm', site.admin.get(`${one}/send`))
    await site.admin.post(`${one}/send`, { revision: '1' })
    await html('scheduled', site.admin.get(one))
    const crowded = (await site.admin.post('/admin/events/crowd/mails/new', typed())).headers.get('location') ?? ''
    const [long = ''] = crowded.split('?')
    await html('draft-long', site.admin.get(long))
    const key = { event: crowd.slug, id: idOf(long) }
    await startCounting(site.table, await getRosterMail(site.table, key), site.clock.now)
    await html('counting', site.admin.get(long))
    await site.admin.post(`${long}/send`, { revision: '1' })
    let steps = 0
    const now = addSeconds(site.clock.now, 70)
    await drainOutbox(
      site.table,
      () => now,
      async (row) => {
        if (row.topic === 'roster-mail.shard' && row.payload.step === 1) {
          await html('sending', site.admin.get(long))
          await site.admin.post(`${long}/stop`)
        }
        steps += 1
        return deliver({ ...site.services, recordings: withoutRecordings, mailer }, row, now)
      },
      (_, error) => {
        throw error
      },
    )
    expect(steps).toBeGreaterThan(8)
    expect((await findSent(site.table, idOf(long))).counts.posted).toBe(100)
    await html('stopped', site.admin.get(long))
    await html('sent', site.admin.get(one))
    await html('mails', site.admin.get(mails))
  })
  afterAll(() => browser?.close())

  it('every page is accessible, keeps its contrast in the dark, and fits a phone', async () => {
    expect(pages.size).toBe(12)
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    const answers = [...pages].map(([name, html]) => [name, () => new Response(html, { headers })] as const)
    expect(await lookThrough(browser, answers)).toEqual([])
  })

  it('works without scripts, from the empty form to the mail on its way', async () => {
    const cookies = [...(await site.signIn('karl@example.com', { admin: true })).cookies].map(([name, value]) => ({
      name,
      value,
      url: site.url,
    }))
    await withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.context().addCookies(cookies)
      await page.goto(`${site.url}${mails}`)
      await page.getByRole('link', { name: 'Write an email' }).click()
      await page.getByLabel('Subject').fill('Without scripts')
      await page.getByLabel('Message').fill('Bring a pen.\nAnd paper.')
      await page.getByRole('button', { name: 'Save and preview' }).click()
      await page.getByText('And paper.').waitFor()
      await page.getByRole('link', { name: 'Continue' }).click()
      await page.getByRole('button', { name: 'Send it to 3 people' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      expect((await mailAt(new URL(page.url()).pathname)).state).toBe('scheduled')
    })
  })
})
