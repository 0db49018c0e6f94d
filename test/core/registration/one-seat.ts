import { type Order, releaseDueHolds } from '@lectern/core/registration'
import { anEvent, level, minutes, placed, registrationsNow } from '../../support/build.ts'
import { openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

/** A class with one seat, held by Ada, who has not paid yet. */
export const sale = async (terms: Record<string, unknown> = {}) => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 1, ...terms })
  const first = await placed(desk, 'ada@example.com', '5w22:seat')
  const seats = async () => (await level(desk.table, event)).taken
  const at = (count: number) => {
    desk.clock.now = minutes(count)
    return minutes(count)
  }
  return { desk, event, first, session: sessionOf(first), seats, at }
}

/** The sweeper, which must meet no error. */
export const sweep = (desk: TestDesk) =>
  releaseDueHolds(desk, desk.clock.now, (_, error) => {
    throw error
  })

/** The templates of the mails to Ada. */
export const subjects = (desk: TestDesk): (string | null)[] =>
  desk.mails({ to: 'ada@example.com' }).map(({ template }) => template ?? null)

export const statuses = async (desk: TestDesk, order: Order) =>
  (await registrationsNow(desk, order)).map(({ status }) => status)
