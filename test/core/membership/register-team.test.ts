import type { PersonActor } from '@lectern/core/identity'
import { changeTeam, joinByDomain, revokeSeat } from '@lectern/core/membership'
import { expect, test } from 'vitest'
import { anEvent, aPerson, order } from '../../support/build.ts'
import { buy, membershipDesk } from './members.ts'

test('a manager registers people of the team for members’ events, each by their own seat; nobody else does', async () => {
  const desk = await membershipDesk()
  await anEvent(desk.table, {
    slug: 'breakout',
    access: 'members',
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
  })
  const { actor: olivia, membership } = await buy(desk, 'olivia@northwind.example', 'plan:team', {
    team: { name: 'Northwind' },
  })
  const team = membership.holder.team ?? ''
  const now = desk.clock.now
  await changeTeam(desk.table, team, { domains: ['northwind.example'] }, olivia)
  const [ben, cy, eve] = await Promise.all(
    ['ben@northwind.example', 'cy@northwind.example', 'eve@example.com'].map((email) => aPerson(desk.table, email)),
  )
  if (!ben || !cy || !eve) throw new Error('nobody')
  for (const one of [ben, cy]) await joinByDomain(desk.table, team, one, now)
  const register = (by: PersonActor, who: PersonActor) => {
    const attendees = [{ sku: 'breakout:seat', email: who.email, name: 'Someone' }]
    return order(desk, by.email, 'breakout:seat', { actor: by, now, attendees })
  }
  const refused = { code: 'registration.members-only' }
  await expect(register(ben, cy)).rejects.toMatchObject(refused)
  await expect(register(eve, ben)).rejects.toMatchObject(refused)
  await expect(register(olivia, eve)).rejects.toMatchObject(refused)
  expect(await register(olivia, ben)).toMatchObject({ outcome: 'placed', order: { status: 'confirmed' } })
  await changeTeam(desk.table, team, { managers: [ben.email] }, olivia)
  await revokeSeat(desk.table, team, cy.email, olivia, now)
  await expect(register(ben, cy)).rejects.toMatchObject(refused)
  await joinByDomain(desk.table, team, cy, now)
  expect(await register(ben, cy)).toMatchObject({ outcome: 'placed' })
})
