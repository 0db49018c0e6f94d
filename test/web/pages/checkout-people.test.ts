import { ensurePerson } from '@lectern/core/identity'
import { findOrder } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countryOptions } from '../../../packages/web/src/pages/checkout/countries.ts'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { openForm, someone } from './checkout-steps.ts'
import { seedStore } from './orders-seed.ts'
import { errorBeside, fieldValue, textOf } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  await seedStore(site.table, site.clock.now)
})
afterAll(() => site.stop())

const box = (html: string, seat: number): string =>
  html.match(new RegExp(`<input[^>]*name="seats.${seat}.who"[^>]*>`))?.[0] ?? ''

describe('a buyer of several seats is one of the people', () => {
  const threeSeats = async (visitor: ReturnType<TestSite['visit']>) => {
    await visitor.post('/cart/lines', { sku: '5w22:seat', quantity: '3' })
    return openForm(visitor)
  }

  test('the first seat is theirs unless they say otherwise, and asks for no name', async () => {
    const { html, hidden } = await threeSeats(site.visit())
    expect(textOf(html)).toContain('I’m one of them')
    expect(box(html, 0)).toContain('checked')
    expect(box(html, 0)).toContain('value="me"')
    expect(box(html, 1)).toBe('')
    expect(hidden.key).toBeDefined()
  })

  test('ticked, two people are named and three are registered, the buyer among them', async () => {
    const visitor = site.visit()
    const { hidden } = await threeSeats(visitor)
    const answer = await visitor.post('/checkout', {
      ...hidden,
      ...someone(),
      'buyer.email': 'team@example.com',
      'seats.0.who': 'me',
      'seats.1.name': 'Grace',
      'seats.1.email': 'grace@example.com',
      'seats.2.name': 'Linus',
      'seats.2.email': 'linus@example.com',
      terms: 'yes',
    })
    expect(answer.status).toBe(303)
    const session = answer.headers.get('location')?.split('/').at(-1) ?? ''
    const order = await findOrder(site.table, String(site.till.getSession(session).client_reference_id))
    const buyer = await ensurePerson(site.table, { email: 'team@example.com', name: 'x' }, site.clock.now)
    expect(order?.seats).toHaveLength(3)
    expect(order?.seats[0]?.personId).toBe(buyer.id)
  })

  test('a person more or less sends the form, keeps what was typed for the others, and is priced at once', async () => {
    const visitor = site.visit()
    const { hidden } = await threeSeats(visitor)
    const typed = {
      ...hidden,
      ...someone(),
      'seats.0.who': 'me',
      'seats.1.name': 'Grace',
      'seats.1.email': 'grace@example.com',
      'seats.2.name': 'Linus',
      'seats.2.email': 'linus@example.com',
    }
    const fewer = await (await visitor.post('/checkout', { ...typed, fewer: '1' })).text()
    expect([fieldValue(fewer, 'seats.1.name'), fieldValue(fewer, 'seats.2.name')]).toEqual(['Linus', undefined])
    expect(box(fewer, 0)).toContain('checked')
    expect(textOf(fewer)).toContain('Pay $798')
    const more = await (
      await visitor.post('/checkout', { ...typed, 'seats.1.name': 'Linus', more: '5w22:seat' })
    ).text()
    expect([fieldValue(more, 'seats.1.name'), fieldValue(more, 'seats.2.name')]).toEqual(['Linus', ''])
    expect(textOf(more)).toContain('Pay $1,197')
  })

  test.each([{ fewer: '7' }, { fewer: '-1' }, { more: 'nothing:seat' }] as Record<string, string>[])(
    'what names no person or ticket, like %j, changes nobody',
    async (asked) => {
      const visitor = site.visit()
      const { hidden } = await threeSeats(visitor)
      await visitor.post('/checkout', { ...hidden, ...someone(), ...asked, 'buyer.email': 'nobody at all' })
      expect(textOf((await openForm(visitor)).html)).toContain('Pay $1,197')
    },
  )

  test('not ticked, all are named, and what was typed stays', async () => {
    const visitor = site.visit()
    const { hidden } = await threeSeats(visitor)
    const answer = await visitor.post('/checkout', {
      ...hidden,
      ...someone(),
      'seats.0.name': 'Ada',
      'seats.0.email': 'ada@example.com',
      terms: 'yes',
    })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(box(html, 0)).not.toContain('checked')
    expect(fieldValue(html, 'seats.0.name')).toBe('Ada')
    expect(errorBeside(html, 'seats-0-name')).toBeUndefined()
    expect(errorBeside(html, 'seats-1-name')).toBeDefined()
  })
})

describe('an address asks for what its country needs', () => {
  test('state and ZIP code are required in the United States, and never called optional', async () => {
    const visitor = site.visit()
    const { html, hidden } = await openForm(visitor, 'month:paperback')
    expect(textOf(html)).not.toMatch(/(State or region|State|Postal code|ZIP code) \(optional\)/)
    const answer = await visitor.post('/checkout', { ...hidden, ...someone(), 'shipTo.country': 'US' })
    const wrong = await answer.text()
    expect(textOf(wrong)).toContain('ZIP code')
    expect(errorBeside(wrong, 'shipTo-region')).toBe('Choose a state')
    expect(errorBeside(wrong, 'shipTo-postalCode')).toBe('Enter the ZIP code')
  })

  test('a state is chosen by its letters, and found by its name; elsewhere it is typed', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'month:paperback')
    const typed = { ...hidden, ...someone(), update: 'yes' }
    const shown = async (country: string, region: string) =>
      (await visitor.post('/checkout', { ...typed, 'shipTo.country': country, 'shipTo.region': region })).text()
    expect(await shown('US', 'california')).toMatch(/<select[^>]*name="shipTo.region"[\s\S]*value="CA" selected/)
    expect(await shown('US', 'Atlantis')).not.toMatch(/name="shipTo.region"[\s\S]*selected/)
    expect(fieldValue(await shown('DE', 'Bayern'), 'shipTo.region')).toBe('Bayern')
  })

  test('the organizer’s countries stand first, in their order, whether copies go everywhere or not', () => {
    const region = { region: 'all', title: 'All', countries: ['*'], priceCents: 0 }
    const everywhere = countryOptions({ shipping: [region], salesTax: false }, ['US', 'CA'])
    expect(everywhere[0]?.options.map(({ value }) => value)).toEqual(['US', 'CA'])
    expect(everywhere[1]?.options.map(({ value }) => value)).not.toContain('US')
    expect(everywhere[1]?.options[0]?.label).toBe('Afghanistan')
    const some = countryOptions({ shipping: [{ ...region, countries: ['DE', 'CA', 'US'] }], salesTax: false }, [
      'US',
      'CA',
    ])
    expect(some[0]?.options.map(({ value }) => value)).toEqual(['US', 'CA', 'DE'])
  })
})
