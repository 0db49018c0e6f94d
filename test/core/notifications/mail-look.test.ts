import { cancelEvent, coverOf, type Event } from '@lectern/core/catalog'
import { coverAddress, lookOf } from '@lectern/core/covers'
import { expect, test } from 'vitest'
import { hues } from '../../../emails/theme.ts'
import { aWebinar, minutes, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const mailOf = (desk: TestDesk, template: string): string => desk.mails({ template })[0]?.html ?? ''
const picturesIn = (html: string): string[] => [...html.matchAll(/<img\s+src="([^"]+)"/g)].map(([, src = '']) => src)
const hueOf = (event: Event) => hues[lookOf(coverOf(event)).hue].light.ink

/** A desk at which Ada is registered for a webinar, and everything was sent. */
const registered = async (terms: Record<string, unknown> = {}) => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, terms)
  await placed(desk, 'ada@example.com', 'kpis:seat')
  await drain(desk)
  return { desk, event }
}

test('a confirmation has its event’s cover, by the address at which everyone may fetch it, and its hue', async () => {
  const { desk, event } = await registered({ hue: 'plum' })
  const html = mailOf(desk, 'registration-confirmed')
  expect(picturesIn(html)).toEqual([`${desk.siteUrl}${coverAddress(coverOf(event), 'mail')}`])
  expect(html).toMatch(/<img\s+src="[^"]+"\s+alt=""\s+width="600"\s+height="200"/)
  expect(html).toContain(`color:${hues.plum.light.ink}`)
})

test('bad news has the hue without the picture', async () => {
  const { desk, event } = await registered()
  await cancelEvent(desk.table, 'kpis', undefined, minutes(1))
  await drain(desk, minutes(1))
  const html = mailOf(desk, 'event-cancelled')
  expect(picturesIn(html)).toEqual([])
  expect(html).toContain(`color:${hueOf(event)}`)
})

test('of an event that strangers may not see no picture is asked for', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, { access: 'invited', invited: ['ada@example.com'] })
  await drain(desk)
  const html = mailOf(desk, 'event-invitation')
  expect(html).toContain(event.title)
  expect(picturesIn(html)).toEqual([])
  expect(html).toContain(`color:${hueOf(event)}`)
})
