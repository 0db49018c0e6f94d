import { findPersonByEmail } from '@lectern/core/identity'
import { listRoster, OrderRequest, orderToken, placeOrder, takeOwnName } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent } from '../../support/build.ts'
import { openSite } from '../../support/site.ts'

const rude = 'Call me now'
const tickets = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]

describe('the pages about a person’s own name', () => {
  test('the account asks anyone who was named by others, keeps what was typed wrong, and asks no more once it is saved', async () => {
    const site = await openSite()
    await anEvent(site.table, { tickets })
    const request = OrderRequest.parse({
      lines: [{ sku: '5w22:seat', quantity: 1 }],
      buyer: { email: 'eve@example.com', name: 'Eve' },
      attendees: [{ sku: '5w22:seat', email: 'ada@example.com', name: rude }],
    })
    const placed = await placeOrder(site.services, request, { actor: { kind: 'visitor' }, now: site.clock.now })
    if (placed.outcome !== 'placed') throw new Error('not placed')
    const ada = await site.signIn('ada@example.com')
    const asked = await (await ada.get('/account')).text()
    expect(asked).toContain('Is this your name?')
    expect(asked).not.toContain(rude)
    expect(asked.match(/action="\/account\/name"/g)).toHaveLength(1)
    const wrong = await ada.post('/account/name', { name: 'https://evil.example' })
    expect(wrong.status).toBe(400)
    const again = await wrong.text()
    expect(again).toContain('value="https://evil.example"')
    expect(again).toContain('without a link')
    expect((await ada.post('/account/name', { name: 'Ada Lovelace' })).status).toBe(303)
    const saved = await (await ada.get('/account?done=name')).text()
    expect(saved).not.toContain('Is this your name?')
    expect(saved).toContain('value="Ada Lovelace"')
    expect(saved.match(/action="\/account\/name"/g)).toHaveLength(1)
    expect((await findPersonByEmail(site.table, 'ada@example.com'))?.namedAt).toBe(site.clock.now)

    // The roster has it; the stranger who bought the seat sees what they typed.
    const { id } = ada.person
    await takeOwnName(site.table, { person: id }, site.clock.now)
    expect((await listRoster(site.table, '5w22', { limit: 5 })).items.map(({ name }) => name)).toEqual(['Ada Lovelace'])
    const token = orderToken(site.services.secret, placed.order.id)
    const order = await (await site.request(`/orders/${placed.order.id}?token=${token}`)).text()
    expect(order).toContain(rude)
    expect(order).not.toContain('Lovelace')
    await site.stop()
  })
})
