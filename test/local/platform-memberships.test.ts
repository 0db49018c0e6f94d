import { expect, test } from 'vitest'
import { openCalendarClient } from '../support/calendar-client.ts'
import { in2024, withPlatform } from '../support/local-platform.ts'

const ann = 'ann@example.com'

test('the clock finds a membership that has run out; renewed, it puts the class back into the calendar', async () => {
  await withPlatform(in2024, async (site) => {
    const { adminKey: token } = (await site.ask<{ adminKey: string }>('/local')).body
    const give = async (method: string, path: string, more: object) =>
      expect((await site.ask(path, { token, method, send: more })).status).toBeLessThan(300)
    const memberships = [{ plan: 'all-access', until: '2024-04-25T00:00:00Z' }]
    await give('POST', '/api/admin/people', { email: ann, name: 'Ann', memberships })
    const lines = [{ sku: '5w22:seat', quantity: 1 }]
    await give('POST', '/api/orders', { lines, codes: [], buyer: { email: ann, name: 'Ann' } })

    // What Ann's calendar program shows after all the mails so far.
    const starts = async () => {
      const calendar = openCalendarClient('dropped')
      for (const { attachments } of (await site.mails(ann)).reverse()) {
        for (const { filename, content } of attachments) if (filename.endsWith('.ics')) calendar.open(content)
      }
      return calendar.shown().map(({ startsAt }) => startsAt.slice(5, 10))
    }
    await site.mail(ann, 'registration-confirmed')
    expect(await starts()).toEqual(['04-23', '04-30', '05-07', '05-14', '05-21'])
    await site.setClock('2024-04-24T23:59:59Z')
    expect(await site.mails(ann, 'access-ended')).toEqual([])
    await site.setClock('2024-04-25T00:00:00Z')
    expect(await site.mails(ann, 'access-ended')).toHaveLength(1)
    expect(await starts()).toEqual([])

    await site.setClock('2024-04-30T16:30:00Z')
    expect((await site.mails(ann)).filter(({ at }) => at > '2024-04-25T00:00:59Z')).toEqual([])
    await give('PATCH', `/api/admin/people/${ann}`, { memberships: [{ plan: 'all-access' }] })
    await site.setClock('2024-04-30T16:31:00Z')
    // What was over by then does not come back.
    expect(await starts()).toEqual(['04-30', '05-07', '05-14', '05-21'])
    await site.setClock('2024-05-07T15:30:00Z')
    expect((await site.mails(ann, 'reminder-hour')).length).toBeGreaterThan(0)
    expect(await site.mails(ann, 'access-ended')).toHaveLength(1)
  })
})
