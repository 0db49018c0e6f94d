import { createResendMailer, openMailPreviews, openSentMails } from '@lectern/core/mail'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Declared } from '../../../packages/web/src/forms/pages.ts'
import { mailPreviewPages } from '../../../packages/web/src/mail-previews/app.tsx'
import { allPages, pagesToLoad } from '../../../packages/web/src/pages/to-load.ts'
import { openSite, type TestSite } from '../../support/site.ts'

let site: TestSite
let pages: Declared[]
let mails: Declared[]
beforeAll(async () => {
  site = await openSite()
  // No mail goes out here: nobody is at the address.
  const mailer = createResendMailer({
    apiKey: 're_of_these_tests',
    sender: () => ({ from: 'hello@lectern.example', replyTo: 'hello@lectern.example' }),
    address: site.url,
  })
  mails = mailPreviewPages({
    ...site.services,
    previews: openMailPreviews({ ...site.services, mailer }),
    sent: openSentMails(site.table, mailer),
  })
  pages = await allPages(site.services)
})
afterAll(() => site.stop())

const watched = /^\/(admin|teach|orders|account)(\/|$)/
const nameOf = ({ method, path }: Pick<Declared, 'method' | 'path'>) => `${method} ${path}`

describe('what is recorded of pages is declared with each of them', () => {
  it('each page and form of admins, of those who teach, and of people’s own data declares it', () => {
    const ours = [...pages, ...mails].filter(
      ({ path }) => watched.test(path) && !/^\/account\/(titles|mail|calendar)/.test(path),
    )
    expect(ours.length).toBeGreaterThan(110)
    expect(ours.filter(({ audit }) => audit === undefined).map(nameOf)).toEqual([])
  })

  it('each form of admins and of those who teach is recorded, but a sample to oneself', () => {
    const silent = [...pages, ...mails].filter(
      ({ method, path, audit }) => /^\/(admin|teach)\//.test(path) && method === 'POST' && 'none' in audit,
    )
    expect(silent.map(nameOf)).toEqual(['POST /admin/mails/:name/send'])
  })

  it('each subject names parts of its own address', () => {
    const wrong = [...pages, ...mails].filter(({ path, audit }) => {
      const subject = 'action' in audit ? audit.subject : ''
      const parts = [...subject.matchAll(/{(\w+)}/g)].map(([, part]) => part)
      return parts.some((part) => part !== 'made' && part !== 'self' && !path.includes(`:${part}`))
    })
    expect(wrong.map(nameOf)).toEqual([])
  })

  it('no page of these is kept by any cache, whatever it answers', async () => {
    const admin = await site.signIn('karl@example.com', { admin: true })
    const read = pages.filter(
      ({ method, path }) => method === 'GET' && watched.test(path) && !/^\/admin\/mails/.test(path),
    )
    const kept: string[] = []
    for (const { path } of read) {
      const answer = await admin.get(path.replaceAll(/:\w+(\{[^}]*\})?/g, 'none'))
      if (!answer.headers.get('cache-control')?.includes('no-store')) kept.push(path)
    }
    expect(read.length).toBeGreaterThan(60)
    expect(kept).toEqual([])
  })

  it('each is where its group is loaded, and none takes what another one answers', async () => {
    const lost = await Promise.all(
      pagesToLoad(site.services).map(async ([prefixes, load]) =>
        (await load()).filter(({ path }) => !prefixes.some((at) => path === at || path.startsWith(`${at}/`))),
      ),
    )
    expect(lost.flat().map(nameOf)).toEqual([])
    expect(new Set(pages.map(nameOf)).size).toBe(pages.length)
  })
})

describe('who may see a page is declared with it', () => {
  const addressOf = ({ path }: Declared) => path.replaceAll(/:\w+(\{[^}]*\})?/g, 'none')
  const of = (...who: Declared['who'][]) => pages.filter((page) => who.includes(page.who))

  it('visitors are asked to sign in wherever someone has to be signed in', async () => {
    const visitor = site.visit()
    const open: string[] = []
    for (const page of of('person', 'teacher', 'admin')) {
      const address = addressOf(page)
      const answer = page.method === 'GET' ? await visitor.get(address) : await visitor.post(address)
      const asked = answer.headers.get('location')?.startsWith('/sign-in?next=') || answer.status === 401
      if (!asked) open.push(`${nameOf(page)}: ${answer.status}`)
    }
    expect(of('person', 'teacher', 'admin').length).toBeGreaterThan(130)
    expect(open).toEqual([])
  })

  it('what admins and teachers have is not there for others who are signed in', async () => {
    const member = await site.signIn('mia@example.com')
    const open: string[] = []
    for (const page of of('teacher', 'admin')) {
      const address = addressOf(page)
      const answer = page.method === 'GET' ? await member.get(address) : await member.post(address)
      if (answer.status !== 404 && answer.status !== 403) open.push(`${nameOf(page)}: ${answer.status}`)
    }
    expect(open).toEqual([])
  })
})
