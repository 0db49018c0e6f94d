import { publishEvent } from '@lectern/core/catalog'
import { changePreferences } from '@lectern/core/mail'
import { exportPerson } from '@lectern/core/privacy'
import { askNextRun, dropNextRun, forgetWishesOf, listWishesOf } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { anEvent, aPerson, draftEvent, minutes, placed, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'

const over = minutes(60 * 24 * 100)
const schedule = { startsAt: '2024-09-10T09:00', durationMinutes: 60 }
const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]

/** A class that is over, for whose next run some people asked. */
const asked = async (names: string[]) => {
  const desk = await openDesk()
  const { table } = desk
  const event = await anEvent(table)
  const people = await Promise.all(names.map((name) => aPerson(table, `${name}@example.com`)))
  for (const person of people) await askNextRun(table, '5w22', person, over)
  const told = () =>
    desk
      .mails({ template: 'next-run' })
      .flatMap(({ to }) => to)
      .sort()
  const runAgain = async (terms: Record<string, unknown> = {}) => {
    await draftEvent(table, { slug: '5w30', tickets: free, schedule, ...terms })
    await publishEvent(table, '5w30', over)
    await drain(desk, over)
  }
  return { desk, table, event, people, told, runAgain }
}

test('those who asked are told once when it runs again, and forgotten then', async () => {
  const names = Array.from({ length: 27 }, (_, index) => `p${index}`)
  const { desk, table, people, told, runAgain } = await asked(names)
  await drain(desk, over)
  expect(told()).toEqual([])
  await runAgain()
  expect(told()).toEqual(names.map((name) => `${name}@example.com`).sort())
  const [mail] = desk.mails({ template: 'next-run' })
  expect(mail?.subject).toContain('It’s on again')
  expect(mail?.text).toContain('/events/5w30')
  for (const { id } of people) expect(await listWishesOf(table, id)).toEqual([])

  await draftEvent(table, { slug: '5w31', tickets: free, schedule })
  await publishEvent(table, '5w31', over)
  await drain(desk, over)
  expect(told()).toHaveLength(names.length)
})

test('nobody is told who took it back, wants no news, is registered already, or asked on the same page', async () => {
  const { desk, table, event, people, told, runAgain } = await asked(['gone', 'quiet', 'ada', 'eve'])
  await drain(desk, start)
  const [gone, quiet] = people.map(({ id }) => id)
  await dropNextRun(table, event, gone ?? '')
  await changePreferences(table, quiet ?? '', { news: false }, start)
  await draftEvent(table, { slug: '5w30', tickets: free, schedule })
  await publishEvent(table, '5w30', start)
  await placed(desk, 'ada@example.com', '5w30:seat')
  const late = await aPerson(table, 'late@example.com')
  await askNextRun(table, '5w30', late, start)
  await drain(desk, minutes(1))
  expect(told()).toEqual(['eve@example.com'])
  expect(await listWishesOf(table, late.id)).toMatchObject([{ event: '5w30' }])
  await runAgain({ slug: '5w31', title: 'Something else entirely', course: undefined })
  expect(told()).toEqual(['eve@example.com'])
})

test('a next run by invitation tells nobody, and a guest list can’t be asked about', async () => {
  const { table, told, runAgain } = await asked(['ada'])
  await runAgain({ access: 'invited', invited: ['bo@example.com'] })
  expect(told()).toEqual([])
  const bo = await aPerson(table, 'bo@example.com')
  await expect(askNextRun(table, '5w30', bo, over)).rejects.toMatchObject({ code: 'registration.no-next-run' })
})

test('what someone asked for is in their data, and goes with them', async () => {
  const { table, people } = await asked(['ada'])
  const [ada] = people
  if (!ada) throw new Error('nobody asked')
  const person = { ...ada, admin: false, createdAt: start }
  expect((await exportPerson(table, person, over, over)).nextRuns).toEqual([{ event: '5w22', askedAt: over }])
  await forgetWishesOf(table, ada.id)
  expect(await listWishesOf(table, ada.id)).toEqual([])
})
