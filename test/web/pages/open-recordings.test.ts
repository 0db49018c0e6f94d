import { scheduleSpan } from '@lectern/core/schedule'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEvent } from '../../support/build.ts'
import { aLink, vimeo } from '../../support/materials.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.stop())

test('after it has ended, the page of an event leads to its recording, for anyone or for who registers', async () => {
  for (const recordingAccess of ['public', 'anyone-who-registers'] as const) {
    const slug = recordingAccess
    const event = await anEvent(site.table, { slug, recordingAccess })
    const { id } = await aLink(site.services, event)
    const page = `/events/${slug}/recording`
    expect((await site.visit().get(page)).status).toBe(404)
    site.clock.now = scheduleSpan(event.sessions)?.endsAt ?? ''
    const [visitor, ada] = [site.visit(), await site.signIn('ada@example.com')]
    const words = await readText(await visitor.get(`/events/${slug}`))
    if (recordingAccess === 'public') {
      expect(words).toContain('Anyone can watch the recording.')
      expect(await readText(await visitor.get(page))).toContain('Watch Week one')
      expect((await visitor.get(`${page}/${id}`)).headers.get('location')).toBe(vimeo)
    } else {
      expect(words).toContain('Register to watch the recording.')
      expect(await readText(await visitor.get(page))).toContain('Sign in to register')
      expect((await visitor.get(`${page}/${id}`)).status).toBe(404)
      expect(await readText(await ada.get(page))).toContain('Register for the recording')
      expect((await ada.post(page)).headers.get('location')).toBe(page)
      expect(await readText(await ada.get(page))).toContain('Watch Week one')
      expect((await ada.get(`${page}/${id}`)).headers.get('location')).toBe(vimeo)
    }
    site.clock.now = event.createdAt
  }
})
