import { expect, test } from 'vitest'
import { in2024, withPlatform } from '../support/local-platform.ts'

test('a reminder has arrived when the clock answers, by the time that it has come to, and once', async () => {
  await withPlatform(in2024, async (site) => {
    await site.order('ann@example.com', 'unpopular-truth-kpis-slas:free-seat')
    const reminders = async () =>
      (await site.mails('ann@example.com'))
        .map(({ template }) => template)
        .filter((template) => template?.startsWith('reminder-'))
    await site.setClock('2024-04-09T15:59:59Z')
    expect(await reminders()).toEqual([])
    await site.setClock('2024-04-09T16:00:00Z')
    expect(await reminders()).toEqual(['reminder-day'])
    await site.setClock('2024-04-10T15:20:00Z')
    await site.setClock('2024-04-10T15:40:00Z')
    expect((await reminders()).sort()).toEqual(['reminder-day', 'reminder-hour'])
  })
})
