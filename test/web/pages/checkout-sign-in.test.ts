import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, salesClass } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { wholeTable } from '../../support/whole-table.ts'
import { openForm, someone } from './checkout-steps.ts'
import { fieldValue, readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await makeEvent(site.table, { ...salesClass, course: undefined, instructors: [] }, site.clock.now)
})
afterAll(() => site.stop())

/** Six seats, each for someone else. */
const team = Object.fromEntries(
  Array.from({ length: 6 }, (_, seat) => [
    [`seats.${seat}.name`, `Guest ${seat}`],
    [`seats.${seat}.email`, `guest${seat}@example.com`],
  ]).flat(),
)

describe('a checkout that needs a sign-in', () => {
  test('says so, keeps the cart and all that was typed, sealed, and goes on after signing in', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat', quantity: '6' })
    const { hidden } = await openForm(visitor)
    const typed = { ...hidden, ...someone(), ...team, 'buyer.name': 'Quirina Typed' }
    const refused = await visitor.post('/checkout', typed)
    expect(refused.status).toBe(403)
    expect(await readText(refused)).toContain('Sign in and come back')

    const leaving = await visitor.post('/checkout', { ...typed, signIn: 'yes' })
    expect(leaving.headers.get('location')).toBe('/sign-in?next=%2Fcheckout')
    expect(JSON.stringify(await wholeTable(site.table))).not.toContain('Quirina')

    const member = await site.signIn('quirina@example.com')
    for (const [name, value] of member.cookies) visitor.cookies.set(name, value)
    const html = await (await visitor.get('/checkout')).text()
    expect(fieldValue(html, 'buyer.name')).toBe('Quirina Typed')
    expect(fieldValue(html, 'buyer.email')).toBe('quirina@example.com')
    expect(fieldValue(html, 'seats.5.email')).toBe('guest5@example.com')

    const shown = { key: fieldValue(html, 'key') ?? '', shown: fieldValue(html, 'shown') ?? '' }
    const done = await visitor.post('/checkout', { ...typed, ...shown })
    expect(done.status).toBe(303)
    expect(visitor.cookies.has('lectern-checkout')).toBe(false)
  })

  test('a token made up by hand opens nothing', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    visitor.cookies.set('lectern-checkout', 'made-up')
    expect((await visitor.get('/checkout')).status).toBe(200)
  })
})
