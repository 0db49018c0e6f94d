import { deleteDraft, EventChange, editEvent, publishEvent } from '@lectern/core/catalog'
import { changePreferences } from '@lectern/core/mail'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, draftEvent, minutes, placed, start } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const meeting = {
  kind: 'meeting',
  access: 'invited',
  tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
}

const invitedBy = (desk: TestDesk): string[] =>
  desk
    .mails({ template: 'event-invitation' })
    .flatMap(({ to }) => to)
    .sort()

const invite = (desk: TestDesk, invited: string[], minute: number) =>
  editEvent(desk.table, '5w22', EventChange.parse({ invited }), minutes(minute))

describe('someone who is invited', () => {
  test('is emailed when the event is published, and not before', async () => {
    const desk = await openDesk()
    await draftEvent(desk.table, { ...meeting, invited: ['bo@example.com', 'ada@example.com'] })
    await drain(desk)
    expect(invitedBy(desk)).toEqual([])
    await publishEvent(desk.table, '5w22', start)
    await drain(desk)
    expect(invitedBy(desk)).toEqual(['ada@example.com', 'bo@example.com'])
    const [mail] = desk.mails({ template: 'event-invitation' })
    expect(mail?.subject).toBe('You’re invited: MSP Professional Sales Program')
    expect(mail?.text).toContain('/sign-in?next=%2Fevents%2F5w22')
  })

  test('later is emailed then, once for good: removed and added again, nobody is emailed again', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { ...meeting, invited: ['ada@example.com'] })
    await drain(desk)
    await invite(desk, ['ada@example.com', 'bo@example.com'], 5)
    await drain(desk, minutes(6))
    await invite(desk, ['bo@example.com'], 7)
    await invite(desk, ['ada@example.com', 'bo@example.com'], 8)
    await drain(desk, minutes(9))
    expect(invitedBy(desk)).toEqual(['ada@example.com', 'bo@example.com'])
  })

  test('and wants no news, or is registered already, is not emailed; nor anybody once it is over', async () => {
    const desk = await openDesk()
    const quiet = await aPerson(desk.table, 'quiet@example.com')
    await changePreferences(desk.table, quiet.id, { news: false }, start)
    await aPerson(desk.table, 'ada@example.com')
    await anEvent(desk.table, { ...meeting, access: 'everyone' })
    await placed(desk, 'ada@example.com', '5w22:seat')
    await drain(desk)
    const invited = ['ada@example.com', 'quiet@example.com', 'bo@example.com']
    await editEvent(desk.table, '5w22', EventChange.parse({ access: 'invited', invited }), minutes(5))
    await drain(desk, minutes(6))
    expect(invitedBy(desk)).toEqual(['bo@example.com'])
    await invite(desk, [...invited, 'late@example.com'], 60 * 24 * 100)
    await drain(desk, minutes(60 * 24 * 100 + 1))
    expect(invitedBy(desk)).toEqual(['bo@example.com'])
  })

  test('is emailed though there are 120, each once, also when the row is acted on twice', async () => {
    const desk = await openDesk()
    const invited = Array.from({ length: 120 }, (_, index) => `p${index}@example.com`)
    await anEvent(desk.table, { ...meeting, invited })
    await drain(desk)
    await invite(desk, [...invited, 'more@example.com'], 5)
    await drain(desk, minutes(6))
    expect(invitedBy(desk)).toEqual([...invited, 'more@example.com'].sort())
  })

  test('to a draft that was deleted hears nothing', async () => {
    const desk = await openDesk()
    await draftEvent(desk.table, { ...meeting, invited: ['ada@example.com'] })
    await deleteDraft(desk.table, '5w22', start)
    await drain(desk)
    expect(invitedBy(desk)).toEqual([])
  })
})
