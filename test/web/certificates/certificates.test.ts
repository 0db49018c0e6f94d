import { saveInstructor } from '@lectern/core/catalog'
import {
  type Certificate,
  eraseAttendance,
  issueCertificate,
  reissueCertificate,
  restoreCertificate,
  revokeCertificate,
  setCertificateRule,
} from '@lectern/core/teaching'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawCertificate } from '../../../packages/web/src/pages/certificates/sheet/draw-certificate.ts'
import { over, registered, wasAt } from '../../support/attendance.ts'
import { axeViolations, desktop, openBrowser, phone, screenshot, withPage } from '../../support/browser.ts'
import { anEvent } from '../../support/build.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const pictures = process.env.LECTERN_PICTURES
const why = { by: 'per_k', reason: 'The reason that nobody is told.' }

let site: TestSite
let browser: Browser
let certificate: Certificate
beforeAll(async () => {
  site = await openSite({ now: '2024-05-22T09:00:00Z' })
  browser = await openBrowser()
  await saveInstructor(site.table, { slug: 'james', name: 'James Kernan', headline: '', bio: '' })
  await anEvent(site.table, { instructors: ['james'] })
  await setCertificateRule(site.table, '5w22', { attend: 4 })
  certificate = await issued('ada@example.com', 'Ada Byron')
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const issued = async (email: string, name: string): Promise<Certificate> => {
  const { getEvent } = await import('@lectern/core/catalog')
  const event = await getEvent(site.table, '5w22')
  const { id } = await registered(site.table, event, email, name)
  await wasAt(site.table, event, id, 4)
  const made = await issueCertificate(site.services, '5w22', id, over)
  if (!made) throw new Error('not issued')
  return made.certificate
}
const path = (rest = '', { id } = certificate) => `/certificates/${id}${rest}`
const visit = async (address: string) => site.visit().get(address)

/** What a PDF says; letters drawn by different parts of the typeface close up again. */
const readPdf = async (bytes: Uint8Array) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise
  const sheet = await pdf.getPage(1)
  const { items } = await sheet.getTextContent()
  const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> }
  const tree = JSON.stringify(await sheet.getStructTree())
  const { width, height } = sheet.getViewport({ scale: 1 })
  const pages = pdf.numPages
  await pdf.loadingTask.destroy()
  return { text, info, tree, pages, size: [width, height] }
}

describe('the page of a certificate', () => {
  test('tells anyone who has its address that it is valid, whose it is and what for, and no address of theirs', async () => {
    const answer = await visit(path())
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const html = await answer.clone().text()
    expect(html).toContain('noindex')
    expect(html).not.toMatch(/ada@example|per_/)
    const words = await readText(answer)
    for (const said of [
      'This certificate is valid',
      'Ada Byron',
      'attended 4 of 5 sessions of',
      'MSP Professional Sales Program',
      'Five-week class, April 23 – May 21, 2024',
      'Small Biz Community',
      'James Kernan',
      'May 21, 2024',
      'Attended at least 4 of 5 sessions.',
    ])
      expect(words).toContain(said)
    for (const viewport of [phone, desktop]) {
      await withPage(browser, { viewport }, async (tab) => {
        for (const [address, name] of [
          [path(), 'certificate'],
          ['/certificates/check', 'check'],
        ] as const) {
          await tab.goto(`${site.url}${address}`)
          if (pictures) await screenshot(tab, `${pictures}/${name}-${viewport.width}.png`)
          expect(await axeViolations(tab)).toEqual([])
        }
      })
    }
  })

  test('says that it was revoked and when, not why; that it was replaced; that it is gone; and that there is none', async () => {
    const ben = await issued('ben@example.com', 'Ben Bell')
    const key = { id: ben.id, event: '5w22' }
    await revokeCertificate(site.table, key, why, '2024-06-01T12:00:00Z')
    const revoked = await readText(await visit(path('', ben)))
    expect(revoked).toContain('Revoked on June 1, 2024')
    expect(revoked).not.toContain(why.reason)
    expect(revoked).not.toContain('This certificate is valid')
    expect(revoked).not.toContain('Download')
    for (const file of ['.pdf', '.jwt', '.json']) expect((await visit(path(file, ben))).status).toBe(409)
    expect(await (await visit(path('/status.json', ben))).json()).toMatchObject({
      revokedCredential: [{ id: `${site.url}/certificates/${ben.id}`, revoked: true }],
    })
    await restoreCertificate(site.table, key)
    expect(await readText(await visit(path('', ben)))).toContain('This certificate is valid')
    const next = await reissueCertificate(site.services, ben.id, 'per_k', over)
    expect(await (await visit(path('', ben))).text()).toContain(`href="/certificates/${next.id}"`)
    await eraseAttendance(site.table, ben.personId, over)
    const gone = await visit(path('', next))
    expect(gone.status).toBe(200)
    const words = await readText(gone)
    expect(words).toContain('This certificate was deleted')
    expect(words).not.toMatch(/Ben|MSP Professional/)
    for (const id of ['x', 'A'.repeat(27), `${certificate.id.slice(0, -1)}!`, '..%2F..']) {
      expect((await visit(`/certificates/${id}`)).status).toBe(404)
      expect((await visit(`/certificates/${id}.pdf`)).status).toBe(404)
    }
  })
})

describe('its credential', () => {
  test('verifies by the keys that the site tells, under one name of the key, and names where they are', async () => {
    const answer = await visit(path('.jwt'))
    expect(answer.headers.get('content-type')).toBe('application/vc+jwt')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const token = await answer.text()
    const keys = await (await visit('/certificates/keys.json')).json()
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys as never), {
      algorithms: ['RS256'],
      issuer: `${site.url}/certificates/issuer.json`,
      currentDate: new Date('2024-05-22T09:00:00Z'),
    })
    const kid = new URL(String(protectedHeader.kid))
    const key = await (await visit(kid.pathname)).json()
    expect(key).toEqual((keys as { keys: object[] }).keys[0])
    expect((key as { kid: string }).kid).toBe(protectedHeader.kid)
    expect(JSON.stringify(keys)).not.toMatch(/"(?:d|p|q|dp|dq|qi)":/)
    const shown = (await (await visit(path('.json'))).json()) as Record<string, unknown>
    expect(payload).toMatchObject(shown)
    const issuer = (await (await visit('/certificates/issuer.json')).json()) as { id: string }
    expect(shown.issuer).toEqual(issuer)
    expect(await (await visit(path('/status.json'))).json()).toMatchObject({ revokedCredential: [] })
    expect((await visit('/certificates/keys/unknown.json')).status).toBe(404)
  })

  test('is checked on a page: valid, changed, revoked, not ours', async () => {
    const token = await (await visit(path('.jwt'))).text()
    const check = async (credential: string) => readText(await site.visit().post('/certificates/check', { credential }))
    expect(await check(token)).toMatch(/Valid We issued it.*Ada Byron/)
    const [head, body = '', signature] = token.split('.')
    const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replaceAll('Ada Byron', 'Eve Byron'))
    expect(await check(`${head}.${forged.toString('base64url')}.${signature}`)).toMatch(/Changed It says we issued it/)
    expect(await check(`${head}.${body}.`)).toContain('Changed')
    expect(await check('eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2V4YW1wbGUub3JnIn0.AAAA')).toContain('Not ours')
    expect(await check('<script>alert(1)</script>')).toContain('Not a credential')
    await revokeCertificate(site.table, { id: certificate.id, event: '5w22' }, why, '2024-06-01T12:00:00Z')
    expect(await check(token)).toMatch(/Revoked on June 1, 2024 We issued it and later revoked it/)
    await restoreCertificate(site.table, { id: certificate.id, event: '5w22' })
  })
})

describe('its PDF', () => {
  test('says what the page says on one lying sheet, tagged, the same each time', async () => {
    const answer = await visit(path('.pdf'))
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="certificate-5w22.pdf"')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const { text, info, tree, pages, size } = await readPdf(bytes)
    for (const said of [
      ...['Certificate of attendance', 'This certifies that', 'Ada Byron', 'attended 4 of 5 sessions of'],
      ...['MSP Professional Sales Program', 'Five-week class, April 23 – May 21, 2024', 'James Kernan'],
      ...['Small Biz Community', 'May 21, 2024', certificate.id],
    ])
      expect(text).toContain(said)
    expect([pages, size]).toEqual([1, [792, 612]])
    expect(info).toMatchObject({ Title: 'Certificate: MSP Professional Sales Program', Language: 'en-US' })
    expect(tree).toContain(`A code that leads to ${site.url}/certificates/${certificate.id}`)
    for (const role of ['H1', 'H2', 'P', 'Figure']) expect(tree).toContain(`"role":"${role}"`)
    const again = new Uint8Array(await (await visit(path('.pdf'))).arrayBuffer())
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true)
  })

  test.each([
    ['a long name', 'Maximiliana Katharina von Hohenstein-Löwenberg de la Fuente y García-Żółkiewska'],
    ['one word without end', 'x'.repeat(160)],
    ['Vietnamese, Polish and Czech', 'Đặng Ơn Łukasz Žižek'],
    ['Greek', 'Ζωή Παπαδοπούλου'],
    ['Cyrillic', 'Жанна Ёлкина'],
  ])('takes %s', async (_, name) => {
    const drawn = await drawCertificate({ ...certificate, name, title: 'A title of many words '.repeat(8) }, site.url)
    const { text, pages } = await readPdf(drawn)
    expect(pages).toBe(1)
    expect(text.replace(/\s/g, '')).toContain(name.slice(0, 30).replace(/\s/g, ''))
  })

  test('takes a long name of its house, and says how many others taught it when they are too many', async () => {
    const instructors = Array.from({ length: 12 }, (_, index) => `Instructor Number ${index + 1}`)
    const organizer = 'The Association of Small Business Information Technology Consultants of the Pacific'
    const { text } = await readPdf(await drawCertificate({ ...certificate, instructors, organizer }, site.url))
    expect(text).toContain(organizer.slice(0, 40))
    expect(text.replace(/\s+/g, ' ')).toMatch(/Instructor Number 1, Instructor Number 2, .*and \d+ others/)
  })

  test('an emoji, or a second script, costs that and not the name', async () => {
    for (const [name, printed] of [
      ['Zoë 🎉 O’Brien', 'Zoë O’Brien'],
      ['👩🏽‍💻 Ada Byron ✨', 'Ada Byron'],
      ['Ada Byron (エイダ)', 'Ada Byron'],
    ] as const) {
      const { text } = await readPdf(await drawCertificate({ ...certificate, name }, site.url))
      expect(text.replace(/\s+/g, ' ')).toContain(printed)
      expect(text).not.toContain('The person named on its page')
    }
    const zoe = await issued('zoe@example.com', 'Zoë 🎉 O’Brien')
    expect(await readText(await visit(path('', zoe)))).toContain('The PDF says “Zoë O’Brien”')
  })

  test('refers to the page for a name that it has no letters for, and the page says so', async () => {
    const yamada = await issued('yamada@example.com', '山田 太郎')
    const page = await readText(await visit(path('', yamada)))
    expect(page).toContain('山田 太郎')
    expect(page).toContain('The PDF can’t show this name')
    const { text } = await readPdf(new Uint8Array(await (await visit(path('.pdf', yamada))).arrayBuffer()))
    expect(text).toContain('The person named on its page')
    expect(text).not.toContain('山')
  })
})
