import { eventAccess, listGrants, listKeptGrants } from '@lectern/core/access'
import {
  acceptInvitation,
  changeTeam,
  confirmSeat,
  findSeat,
  findSeatOf,
  findTeam,
  inviteToTeam,
  joinByDomain,
  listSeats,
  mayAttend,
  membershipsOf,
  revokeSeat,
} from '@lectern/core/membership'
import { findRegistration } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { invitationUrl } from '../../../packages/core/src/membership/join-team.ts'
import { anEvent, aPerson, order, orderNow, placed } from '../../support/build.ts'
import { drain, sessionOf, type TestDesk } from '../../support/desk.ts'
import { codeOf } from '../../support/office-hours.ts'
import { dropConditions, meanwhile } from '../../support/tap.ts'
import { bought, buy, membershipDesk } from './members.ts'

/** A team of five with two managers beside its owner, and so many seats left. */
const aTeam = async (desk: TestDesk, left: number) => {
  const { actor: owner, membership } = await buy(desk, 'olivia@northwind.example', 'plan:team', {
    team: { name: 'Northwind' },
  })
  const { table } = desk
  const id = membership.holder.team ?? ''
  await changeTeam(table, id, { domains: ['northwind.example'] }, owner)
  const managers = await Promise.all(['ann', 'ben'].map((name) => aPerson(table, `${name}@northwind.example`)))
  for (const manager of managers) await joinByDomain(table, id, manager, bought)
  await changeTeam(table, id, { managers: managers.map(({ email }) => email) }, owner)
  const taken = Array.from({ length: 3 - left }, (_, at) => `taken${at}@northwind.example`)
  for (const email of taken) await joinByDomain(table, id, await aPerson(table, email), bought)
  const [ann, ben] = managers
  if (!ann || !ben) throw new Error('no managers')
  return { owner, id, ann, ben }
}

/** What must hold of a team, whatever was done at once: no seat too many, and each that is held opens to one person. */
const faultsOf = async (desk: TestDesk, id: string): Promise<string[]> => {
  const { table } = desk
  const [team, seats] = await Promise.all([findTeam(table, id), listSeats(table, id)])
  const counted = seats.filter(({ state }) => state !== 'asked')
  const faults: string[] = []
  if (team?.taken !== counted.length) faults.push(`${team?.taken} are counted, and ${counted.length} are there`)
  if (counted.length > (team?.seats ?? 0)) faults.push(`${counted.length} of ${team?.seats} seats are taken`)
  for (const { person, state, email } of seats) {
    const has = person === undefined ? undefined : await findSeatOf(table, person)
    const opens = person === undefined ? [] : membershipsOf(await listGrants(table, person), bought)
    const isIn = has?.team === id && opens.length === 1
    if (state === 'held' && !isIn) faults.push(`${email} holds a seat that opens nothing`)
    if (state !== 'held' && isIn) faults.push(`${email} is in without a seat`)
  }
  return faults
}

describe('the last seat', () => {
  const both = async (desk: TestDesk) => {
    const { id, ann, ben } = await aTeam(desk, 1)
    const invite = (by: typeof ann, email: string) => codeOf(inviteToTeam(desk.table, id, [email], by, bought))
    const came = await Promise.all([invite(ann, 'cy@northwind.example'), invite(ben, 'dee@northwind.example')])
    return { came: came.sort(), faults: await faultsOf(desk, id) }
  }

  test('offered by two managers at once goes to one person, and the other manager is told', async () => {
    expect(await both(await membershipDesk())).toEqual({ came: ['done', 'membership.no-seat'], faults: [] })
  })

  test('would go to both without the condition on its count', async () => {
    const desk = await membershipDesk()
    dropConditions(desk.table, 'team#')
    const { faults } = await both(desk)
    expect(faults).toContain('6 of 5 seats are taken')
  })

  test('confirmed by one manager, offered by another and taken by a third person at once goes to one of them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const desk = await membershipDesk()
      const { table } = desk
      const { id, owner, ann, ben } = await aTeam(desk, 1)
      await changeTeam(table, id, { join: 'ask' }, owner)
      const [asking, joining] = await Promise.all(
        ['asks', 'joins'].map((name) => aPerson(table, `${name}@northwind.example`)),
      )
      if (!asking || !joining) throw new Error('nobody')
      await joinByDomain(table, id, asking, bought)
      await changeTeam(table, id, { join: 'take' }, owner)
      const came = await Promise.all([
        codeOf(confirmSeat(table, id, asking.email, ann, bought)),
        codeOf(inviteToTeam(table, id, ['cy@northwind.example'], ben, bought)),
        codeOf(joinByDomain(table, id, joining, bought)),
      ])
      expect(came.sort()).toEqual(['done', 'membership.no-seat', 'membership.no-seat'])
      expect(await faultsOf(desk, id)).toEqual([])
    }
  })
})

describe('fifty people at once', () => {
  test('on three free seats: three have one, and the books of the team are right', async () => {
    const desk = await membershipDesk()
    const { id } = await aTeam(desk, 3)
    const people = await Promise.all(
      Array.from({ length: 50 }, (_, at) => aPerson(desk.table, `p${at}@northwind.example`)),
    )
    const came = await Promise.all(people.map((person) => codeOf(joinByDomain(desk.table, id, person, bought))))
    expect(came.filter((code) => code === 'done')).toHaveLength(3)
    expect(came.filter((code) => code === 'membership.no-seat')).toHaveLength(47)
    expect(await faultsOf(desk, id)).toEqual([])
  })
})

describe('one seat', () => {
  test('taken away while its invitation is accepted is held or gone, never half', async () => {
    for (let round = 0; round < 6; round += 1) {
      const desk = await membershipDesk()
      const { table, secret } = desk
      const { id, ann } = await aTeam(desk, 1)
      const cy = await aPerson(table, 'cy@northwind.example')
      await inviteToTeam(table, id, [cy.email], ann, bought)
      const seat = await findSeat(table, id, cy.email)
      if (!seat) throw new Error('not invited')
      const token = invitationUrl(desk, seat).split('/').at(-1) ?? ''
      await Promise.all([
        codeOf(acceptInvitation({ table, secret }, token, cy, bought)),
        codeOf(revokeSeat(table, id, cy.email, ann, bought)),
      ])
      expect(await faultsOf(desk, id)).toEqual([])
    }
  })
})

describe('a seat that is taken away while its holder registers', () => {
  test('leaves a registration that opens nothing, and tells them', async () => {
    const desk = await membershipDesk()
    const { table } = desk
    const { id, ann, ben } = await aTeam(desk, 1)
    const event = await anEvent(table, { schedule: { startsAt: '2024-05-07T09:00', durationMinutes: 60 } })
    meanwhile(table, /"order#/, () => revokeSeat(table, id, ben.email, ann, bought))
    await placed(desk, ben.email, '5w22:seat', { actor: ben, now: bought })
    const grants = await listKeptGrants(table, ben.id)
    expect(grants).toMatchObject([{ what: eventAccess('5w22'), source: 'membership' }])
    expect(mayAttend(await listGrants(table, ben.id), event, bought)).toBe(false)
    await drain(desk)
    expect(await findRegistration(table, ben.id, '5w22')).toMatchObject({
      status: 'confirmed',
      accessEndedAt: bought,
    })
    expect(await faultsOf(desk, id)).toEqual([])
  })

  test('at the very same time: they are in with a seat or by paying, and nobody else', async () => {
    for (let round = 0; round < 6; round += 1) {
      const desk = await membershipDesk()
      const { table } = desk
      const { id, ann, ben } = await aTeam(desk, 1)
      const event = await anEvent(table, { schedule: { startsAt: '2024-05-07T09:00', durationMinutes: 60 } })
      const [came] = await Promise.all([
        order(desk, ben.email, '5w22:seat', { actor: ben, now: bought }),
        revokeSeat(table, id, ben.email, ann, bought),
      ])
      await drain(desk)
      expect(mayAttend(await listGrants(table, ben.id), event, bought)).toBe(false)
      if (came.outcome !== 'placed') throw new Error('registered before')
      // Who was a moment too late is asked to pay, and in once they have.
      if (came.order.status === 'awaiting-payment') {
        await desk.stripe.pay(sessionOf(came.order))
        expect(await orderNow(desk, came.order)).toMatchObject({ status: 'confirmed', paidCents: 39_900 })
        expect(mayAttend(await listGrants(table, ben.id), event, bought)).toBe(true)
      }
      expect(await faultsOf(desk, id)).toEqual([])
    }
  })
})
