import { findOrder } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { anEvent, aPromotion, aWebinar, order, people, placed, tally } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'

test('a free registration of someone new costs at most 19 write units, with 10 and with 500 registrations alike', async () => {
  const desk = await openDesk()
  const spent = meter(desk.table)
  await aWebinar(desk.table, { title: 'The Unpopular Truth about KPIs, SLAs, and SMB IT, and What to Measure Instead' })
  const measure = async (email: string): Promise<{ reads: number; writes: number }> => {
    spent.reset()
    expect(await placed(desk, email, 'kpis:seat', { key: `key of ${email}` })).toMatchObject({ status: 'confirmed' })
    return { reads: spent.reads(), writes: spent.writes() }
  }
  const fill = async (from: number, to: number) =>
    tally(
      people(to)
        .slice(from)
        .map((email) => order(desk, email, 'kpis:seat')),
    )
  expect(await fill(0, 10)).toEqual({ placed: 10 })
  const few = await measure('ada.lovelace@a-company-of-some-length.example')
  expect(await fill(10, 500)).toEqual({ placed: 490 })
  const many = await measure('bob.lovelace@a-company-of-some-length.example')
  expect(many).toEqual(few)
  expect(few.writes).toBeGreaterThan(0)
  expect(few.writes).toBeLessThanOrEqual(19)
})

test('a line at full price is read as it was ordered, though what all such lines have is not stored; so is one with a discount', async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  await aPromotion(desk.table, { code: 'TENTH' })
  const full = await placed(desk, 'ada@example.com', '5w22:seat')
  const less = await placed(desk, 'bob@example.com', '5w22:seat', { codes: ['TENTH'] })
  expect((await findOrder(desk.table, full.id))?.lines).toEqual(full.lines)
  expect((await findOrder(desk.table, less.id))?.lines).toEqual(less.lines)
  expect(full.lines).toMatchObject([{ applied: [], discountCents: 0, totalCents: full.totalCents }])
  expect(less.lines[0]?.discountCents).toBeGreaterThan(0)
})
