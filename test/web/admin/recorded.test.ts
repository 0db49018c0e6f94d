import { createResendMailer, openMailPreviews, openSentMails } from '@lectern/core/mail'
import { createMailPreviews } from '@lectern/web/mail-previews'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  allDeclared,
  declarationsOf,
  notRecorded,
  recorded,
  why,
} from '../../../packages/web/src/middleware/recorded.ts'
import { pagesToLoad } from '../../../packages/web/src/pages/to-load.ts'
import type { SiteEnv } from '../../../packages/web/src/site.ts'
import { openSite, type TestSite } from '../../support/site.ts'

type Page = ReturnType<typeof declarationsOf>[number]

let site: TestSite
let pages: Page[]
beforeAll(async () => {
  site = await openSite()
  // No mail goes out here: nobody is at the address.
  const mailer = createResendMailer({
    apiKey: 're_of_these_tests',
    sender: () => ({ from: 'hello@lectern.example', replyTo: 'hello@lectern.example' }),
    address: site.url,
  })
  const mails = createMailPreviews({
    ...site.services,
    previews: openMailPreviews({ ...site.services, mailer }),
    sent: openSentMails(site.table, mailer),
  })
  const loaded = await Promise.all(pagesToLoad(site.services).map(([, load]) => load()))
  pages = [...loaded, mails].flatMap(declarationsOf)
})
afterAll(() => site.stop())

const watched = /^\/(admin|teach|orders|account)(\/|$)/
const nameOf = ({ method, path }: Page) => `${method} ${path}`

describe('S6: what is recorded of pages is declared with each of them', () => {
  it('each page and form of admins, of those who teach, and of people’s own data declares it', () => {
    const ours = pages.filter(({ path }) => watched.test(path) && !/^\/account\/(titles|mail|calendar)/.test(path))
    expect(ours.length).toBeGreaterThan(110)
    expect(ours.filter(({ declared }) => declared === undefined).map(nameOf)).toEqual([])
  })

  it('each form of admins and of those who teach is recorded, but a sample to oneself', () => {
    const silent = pages.filter(
      ({ method, path, declared }) =>
        /^\/(admin|teach)\//.test(path) && method === 'POST' && declared && 'none' in declared,
    )
    expect(silent.map(nameOf)).toEqual(['POST /admin/mails/:name/send'])
  })

  it('each subject names parts of its own address', () => {
    const wrong = pages.filter(({ path, declared }) => {
      const subject = declared && 'action' in declared ? declared.subject : ''
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

  it('pages with one that forgot it cannot be mounted', () => {
    const page = new Hono<SiteEnv>().get('/admin/a', recorded('person.list', 'people'), (c) => c.text('a'))
    expect(allDeclared(page)).toBe(page)
    expect(() => allDeclared(new Hono<SiteEnv>().route('/', page).get('/admin/b', (c) => c.text('b')))).toThrow(
      'GET /admin/b',
    )
    const other = new Hono<SiteEnv>().post('/admin/c', notRecorded(why.impersonal), (c) => c.text('c'))
    expect(declarationsOf(other)).toMatchObject([{ method: 'POST', declared: why.impersonal }])
  })
})
