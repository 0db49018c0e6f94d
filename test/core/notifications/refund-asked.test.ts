import { askRefund } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'

/** After the refund time, before the class. */
const late = '2024-04-22T16:00:00Z'

describe('the mail of a refund request', () => {
  test('goes to the organizer once, with who asks, for what and why, and to nobody else', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const order = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(order))
    await drain(desk)
    const before = desk.mails().length
    desk.clock.now = late
    await askRefund(desk, order.id, 'Our office was flooded <b>this</b> week.\nIt was deep.', late)
    expect(await drain(desk)).toEqual([])
    expect(await drain(desk)).toEqual([])
    const mails = desk.mails().slice(before)
    expect(mails).toHaveLength(1)
    const [mail] = mails
    expect(mail).toMatchObject({ to: [desk.organizer.replyTo], template: 'refund-asked' })
    for (const words of [
      'Our office was flooded <b>this</b> week.',
      'It was deep.',
      'ada@example.com',
      'MSP Professional',
    ]) {
      expect(mail?.text).toContain(words)
    }
    expect(mail?.html).toContain('flooded &lt;b&gt;this&lt;/b&gt; week.')
    expect(mail?.html).toContain(`${desk.siteUrl}/admin/orders/${order.id}`)
  })
})
