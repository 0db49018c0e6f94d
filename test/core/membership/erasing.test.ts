import { findPersonByEmail } from '@lectern/core/identity'
import {
  changeTeam,
  findTeam,
  getMembership,
  handOverTeam,
  joinByDomain,
  listSeats,
  syncMembership,
} from '@lectern/core/membership'
import { erasePerson } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { aPerson } from '../../support/build.ts'
import { drain, type TestDesk } from '../../support/desk.ts'
import { meanwhile } from '../../support/tap.ts'
import { buy, membershipDesk, passTo } from './members.ts'

const erase = async (desk: TestDesk, email: string, cancel: boolean) => {
  const person = await findPersonByEmail(desk.table, email)
  if (!person) throw new Error(`${email} is gone`)
  await erasePerson(desk, person, { cancel }, desk.clock.now)
  await drain(desk)
}

test('a membership that renews blocks the erasure of the person who pays for it; canceled with it, nobody is charged again', async () => {
  const desk = await membershipDesk()
  const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
  await expect(erase(desk, actor.email, false)).rejects.toMatchObject({ code: 'registration.erasure-blocked' })
  desk.clock.now = '2024-09-01T00:00:00Z'
  await erase(desk, actor.email, true)
  expect((await getMembership(desk.table, membership.id)).endedAt).toBe('2024-09-01T00:00:00Z')
  await passTo(desk, '2025-04-16T00:00:00Z')
  const [invoices] = [desk.stripe.billing.get(membership.subscription ?? '').invoices]
  expect(invoices).toHaveLength(1)
})

test('a renewal that comes in between doesn’t keep what is erased from ending', async () => {
  const desk = await membershipDesk()
  const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
  desk.clock.now = '2024-09-01T00:00:00Z'
  meanwhile(desk.table, /subscription\.unwanted/, async () => {
    await syncMembership(desk, membership.subscription ?? '', desk.clock.now, { always: true })
  })
  await erase(desk, actor.email, true)
  expect((await getMembership(desk.table, membership.id)).endedAt).toBe('2024-09-01T00:00:00Z')
  expect(desk.stripe.billing.get(membership.subscription ?? '').subscription.status).toBe('canceled')
})

test('erasing someone frees their seat; an owner of a team with people in it hands it over first', async () => {
  const desk = await membershipDesk()
  const { actor, membership } = await buy(desk, 'olivia@northwind.example', 'plan:team', {
    team: { name: 'Northwind' },
  })
  const team = membership.holder.team ?? ''
  await changeTeam(desk.table, team, { domains: ['northwind.example'] }, actor)
  const ben = await aPerson(desk.table, 'ben@northwind.example')
  await joinByDomain(desk.table, team, ben, desk.clock.now)
  await expect(erase(desk, actor.email, true)).rejects.toMatchObject({ code: 'registration.erasure-blocked' })
  await erase(desk, ben.email, false)
  expect(await listSeats(desk.table, team)).toEqual([])
  expect(await findTeam(desk.table, team)).toMatchObject({ taken: 0 })
  await erase(desk, actor.email, true)
  expect((await getMembership(desk.table, membership.id)).endedAt).toBe(desk.clock.now)
})

test('a team is handed over to someone with a seat, who pays from then on; its former owner can be erased', async () => {
  const desk = await membershipDesk()
  const { actor, membership } = await buy(desk, 'olivia@northwind.example', 'plan:team', {
    team: { name: 'Northwind' },
  })
  const team = membership.holder.team ?? ''
  const now = desk.clock.now
  await changeTeam(desk.table, team, { domains: ['northwind.example'] }, actor)
  const [ben, cy] = [
    await aPerson(desk.table, 'ben@northwind.example'),
    await aPerson(desk.table, 'cy@northwind.example'),
  ]
  await joinByDomain(desk.table, team, ben, now)
  await changeTeam(desk.table, team, { managers: [ben.email] }, actor)
  await expect(handOverTeam(desk.table, team, cy.email, actor, now)).rejects.toMatchObject({
    code: 'membership.unknown-owner',
  })
  for (const stranger of [ben, cy]) {
    await expect(handOverTeam(desk.table, team, ben.email, stranger, now)).rejects.toMatchObject({ kind: 'not-found' })
  }
  await handOverTeam(desk.table, team, ben.email, actor, now)
  await handOverTeam(desk.table, team, ben.email, { ...actor, admin: true }, now)
  expect(await findTeam(desk.table, team)).toMatchObject({ owner: ben.id, managers: [], seats: 5, taken: 1 })
  expect(await getMembership(desk.table, membership.id)).toMatchObject({ owner: ben.id, renews: true })
  await drain(desk)
  const mails = await desk.mails({ template: 'team-handed-over' })
  expect(mails.map(({ subject }) => subject)).toEqual([
    'You’re now the owner of Northwind',
    expect.stringContaining('now owns Northwind'),
  ])
  const customer = await desk.vendor.customers.retrieve(membership.customer ?? '')
  expect(customer).toMatchObject({ email: ben.email })
  await expect(changeTeam(desk.table, team, { name: 'Mine' }, actor)).rejects.toMatchObject({ kind: 'not-found' })
  await erase(desk, actor.email, false)
  expect(await getMembership(desk.table, membership.id)).toMatchObject({ owner: ben.id })
  expect((await getMembership(desk.table, membership.id)).endedAt).toBeUndefined()
})
