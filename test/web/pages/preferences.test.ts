import {
  changePreferences,
  findPreferences,
  mailTopicNames,
  mailTopics,
  preferencesUrl,
  unsubscribeHeaders,
  usualPreferences,
  whatAlwaysComes,
} from '@lectern/core/mail'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textOf } from '../../support/admin-site.ts'
import { openSite, type TestSite } from '../../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.stop())

/** A person, and the address that stands in their mails. */
const reader = async (email: string) => {
  const { person, ...visitor } = await site.signIn(email)
  return { person, visitor, path: new URL(preferencesUrl(site.services, person.id)).pathname }
}

const boxes = (html: string): Record<string, boolean> =>
  Object.fromEntries(
    [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].map(([box]) => [
      /name="([^"]*)"/.exec(box)?.[1],
      /\schecked/.test(box),
    ]),
  )

describe('mail settings', () => {
  it('show every topic to anyone who has the link, without signing in, and what comes in any case', async () => {
    const { person, path } = await reader('ada@example.com')
    await changePreferences(site.table, person.id, { news: false }, site.clock.now)
    const answer = await site.visit().get(path)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(boxes(html)).toEqual({ ...usualPreferences, news: false })
    for (const topic of mailTopicNames) expect(textOf(html)).toContain(mailTopics[topic].words)
    expect(textOf(html)).toContain(whatAlwaysComes)
  })

  it.each(mailTopicNames)('turn %s off by one press in a mail program, and leave the rest alone', async (topic) => {
    const { person, path } = await reader(`${topic.toLowerCase()}@example.com`)
    const headers = unsubscribeHeaders(`${site.services.siteUrl}${path}`, topic)
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const { pathname, search } = new URL(headers['List-Unsubscribe']?.slice(1, -1) ?? '')
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    const answer = await site.request(`${pathname}${search}`, { method: 'POST', body })
    expect(answer.status).toBe(200)
    expect(await findPreferences(site.table, person.id)).toEqual({ ...usualPreferences, [topic]: false })
  })

  it('are saved as they were ticked, by the link and from the account', async () => {
    const { person, path, visitor } = await reader('bea@example.com')
    await site.visit().post(path, { form: 'all', reminders: 'yes', followUps: 'yes' })
    expect(await findPreferences(site.table, person.id)).toEqual({
      ...{ reminders: true, followUps: true },
      ...{ newVersions: false, news: false },
    })
    const account = await visitor.get('/account/mail')
    const own = new URL(account.headers.get('location') ?? '').pathname
    expect(own).toBe(path)
    await visitor.post(own, { form: 'all', news: 'yes' })
    expect(await findPreferences(site.table, person.id)).toMatchObject({ reminders: false, news: true })
  })

  it('do not know topics that are none', async () => {
    const { person, path } = await reader('cid@example.com')
    for (const topic of ['receipts', '__proto__', '']) {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
      await site.request(`${path}?topic=${topic}`, { method: 'POST', body })
    }
    await site.visit().post(path, { off: 'receipts' })
    expect(Object.keys(await findPreferences(site.table, person.id)).sort()).toEqual([...mailTopicNames].sort())
  })
})
