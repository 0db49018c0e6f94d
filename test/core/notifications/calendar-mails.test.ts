import { cancelEvent } from '@lectern/core/catalog'
import { cancelOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, minutes, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { datesIn, readCalendar } from '../calendar/read-calendar.ts'

const calendars = (desk: TestDesk, to: string) =>
  desk.mails({ to }).flatMap((mail) => mail.attachments.map((attached) => readCalendar(String(attached.content))))

describe('the calendar in a mail', () => {
  test('is a METHOD:REQUEST with the right instants, across the change to daylight time', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, {
      slug: '5w21',
      code: '5W21',
      schedule: { startsAt: '2024-02-13T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
      tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
    })
    await placed(desk, 'ada@example.com', '5w21:seat', { now: '2024-02-01T00:00:00Z' })
    await drain(desk, '2024-02-01T00:00:00Z')
    const [calendar] = calendars(desk, 'ada@example.com')
    expect(calendar?.method).toBe('REQUEST')
    const file = String(desk.mails({ to: 'ada@example.com' })[0]?.attachments[0]?.content)
    expect(datesIn(file).map(({ startsAt }) => startsAt)).toEqual([
      '2024-02-13T17:00:00Z',
      '2024-02-20T17:00:00Z',
      '2024-02-27T17:00:00Z',
      '2024-03-05T17:00:00Z',
      '2024-03-12T16:00:00Z',
    ])
    expect(desk.mails()[0]?.attachments[0]).toMatchObject({ contentType: expect.stringContaining('method=REQUEST') })
  })

  test('of someone who cancelled and registers again has a higher sequence than the withdrawal', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    for (const round of [0, 1, 2]) {
      const first = await placed(desk, 'ada@example.com', 'kpis:seat')
      await drain(desk, minutes(round))
      await cancelOrder(desk, first.id, minutes(round))
      await drain(desk, minutes(round))
    }
    const all = calendars(desk, 'ada@example.com')
    expect(new Set(all.flatMap(({ events }) => events.map(({ uid }) => uid))).size).toBe(1)
    expect(all.map(({ method, events }) => [method, events[0]?.sequence])).toEqual([
      ['REQUEST', 0],
      ['CANCEL', 1],
      ['REQUEST', 2],
      ['CANCEL', 3],
      ['REQUEST', 4],
      ['CANCEL', 5],
    ])
  })

  test('of a cancelled event withdraws every session, and the mail says why', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
    await placed(desk, 'ada@example.com', '5w22:seat')
    await drain(desk)
    await cancelEvent(desk.table, '5w22', 'The speaker is ill.', minutes(1))
    await drain(desk, minutes(1))
    const [invited, withdrawn] = calendars(desk, 'ada@example.com')
    expect(withdrawn?.method).toBe('CANCEL')
    expect(withdrawn?.events.map(({ uid, sequence }) => [uid, sequence])).toEqual(
      invited?.events.map(({ uid }) => [uid, 1]),
    )
    expect(desk.mails({ template: 'event-cancelled' })[0]?.text).toContain('The speaker is ill.')
  })
})
