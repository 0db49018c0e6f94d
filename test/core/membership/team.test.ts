import { listGrants, listKeptGrants } from '@lectern/core/access'
import {
  acceptInvitation,
  begun,
  changeTeam,
  confirmSeat,
  findSeat,
  findTeam,
  getManagedTeam,
  getMembership,
  inviteToTeam,
  joinByDomain,
  membershipsOf,
  pendingBegun,
  pendingMembershipRefund,
  revokeSeat,
} from '@lectern/core/membership'
import { commit, type Table } from '@lectern/core/platform'
import { expect, test } from 'vitest'
import { invitationUrl } from '../../../packages/core/src/membership/join-team.ts'
import { aPerson, minutes, start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

const secret = 'a secret of the tests'
const siteUrl = 'https://lectern.example'
const plan = { slug: 'team', title: 'Team membership', allAccess: true }

/** A team with its owner, as it is after it was bought. */
const aTeam = async (table: Table, seats: number) => {
  const owner = await aPerson(table, 'olivia@northwind.example')
  const bought = { id: 'mem_1', order: 'ord_1', owner: owner.id, plan, seats, team: 'Northwind IT' }
  const made = begun(bought, undefined, new Map(), start)
  await commit(table, pendingBegun(table, made, [], start))
  return { owner, id: made.team?.id ?? '', membership: made.membership }
}

const tokenFor = async (table: Table, team: string, email: string): Promise<string> => {
  const seat = await findSeat(table, team, email)
  if (!seat) throw new Error('not invited')
  return invitationUrl({ siteUrl, secret }, seat).split('/').at(-1) ?? ''
}

const member = async (table: Table, id: string, at = start) => membershipsOf(await listGrants(table, id), at)

test('an invitation is accepted with its address alone, and opens what the membership opens', async () => {
  const table = await freshTable()
  const { owner, id, membership } = await aTeam(table, 2)
  await inviteToTeam(table, id, ['ben@northwind.example'], owner, start)
  const [ben, eve] = [await aPerson(table, 'ben@northwind.example'), await aPerson(table, 'eve@example.com')]
  const token = await tokenFor(table, id, ben.email)
  const context = { table, secret }
  await expect(acceptInvitation(context, token, eve, start)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(acceptInvitation(context, `${token}x`, ben, start)).rejects.toMatchObject({ kind: 'not-found' })
  await acceptInvitation(context, token, ben, start)
  await acceptInvitation(context, token, ben, start)
  expect(await member(table, ben.id)).toEqual([
    { plan: 'team', title: 'Team membership', allAccess: true, until: membership.paidUntil },
  ])
  expect(await findTeam(table, id)).toMatchObject({ seats: 2, taken: 1 })
})

test('an invitation that ran out opens nothing, and frees its seat for the person who is invited next', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 1)
  await inviteToTeam(table, id, ['ben@northwind.example'], owner, start)
  const ben = await aPerson(table, 'ben@northwind.example')
  const token = await tokenFor(table, id, ben.email)
  await expect(inviteToTeam(table, id, ['cy@northwind.example'], owner, start)).rejects.toMatchObject({
    code: 'membership.no-seat',
  })
  const later = minutes(14 * 24 * 60)
  await expect(acceptInvitation({ table, secret }, token, ben, later)).rejects.toMatchObject({
    code: 'membership.invitation-expired',
  })
  expect(await inviteToTeam(table, id, ['cy@northwind.example'], owner, later)).toEqual([
    { email: 'cy@northwind.example', outcome: 'invited' },
  ])
  expect(await findTeam(table, id)).toMatchObject({ taken: 1 })
})

test('fifty people at once on three seats: three have one, and the others are told that all are taken', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 3)
  await changeTeam(table, id, { domains: ['northwind.example'] }, owner)
  const people = await Promise.all(Array.from({ length: 50 }, (_, at) => aPerson(table, `p${at}@northwind.example`)))
  const came = await Promise.allSettled(people.map((person) => joinByDomain(table, id, person, start)))
  const held = came.filter(({ status }) => status === 'fulfilled')
  const codes = came.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(held).toHaveLength(3)
  expect(codes).toEqual(Array.from({ length: 47 }, () => 'membership.no-seat'))
  expect(await findTeam(table, id)).toMatchObject({ seats: 3, taken: 3 })
  const members = await Promise.all(people.map(({ id: person }) => member(table, person)))
  expect(members.filter((one) => one.length > 0)).toHaveLength(3)
})

test('a domain is taken exactly, never as a part, from the owner’s own address, and never from a public host', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 3)
  const gmail = await aPerson(table, 'someone@gmail.com')
  for (const domains of [['gmail.com'], ['other.example'], ['evil-northwind.example']]) {
    await expect(changeTeam(table, id, { domains }, owner)).rejects.toMatchObject({
      code: 'membership.domain-refused',
    })
  }
  await changeTeam(table, id, { domains: ['northwind.example'] }, owner)
  for (const email of [
    'x@evil-northwind.example',
    'x@northwind.example.evil.example',
    'northwind.example@evil.example',
  ]) {
    const stranger = await aPerson(table, email)
    await expect(joinByDomain(table, id, stranger, start)).rejects.toMatchObject({ kind: 'not-found' })
  }
  await expect(joinByDomain(table, id, gmail, start)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(getManagedTeam(table, id, gmail)).rejects.toMatchObject({ kind: 'not-found' })
})

test('who asks waits for a manager, without counting', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 1)
  await changeTeam(table, id, { domains: ['northwind.example'], join: 'ask' }, owner)
  const ben = await aPerson(table, 'ben@northwind.example')
  expect(await joinByDomain(table, id, ben, start)).toBe('asked')
  expect(await joinByDomain(table, id, ben, start)).toBe('asked')
  expect(await findTeam(table, id)).toMatchObject({ taken: 0 })
  expect(await member(table, ben.id)).toEqual([])
  await confirmSeat(table, id, ben.email, owner, start)
  await confirmSeat(table, id, ben.email, owner, start)
  expect(await member(table, ben.id)).toHaveLength(1)
  expect(await findTeam(table, id)).toMatchObject({ taken: 1 })
})

test('a seat that is taken away closes at once, and moves three times in a period at most', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 1)
  await changeTeam(table, id, { domains: ['northwind.example'] }, owner)
  for (let count = 0; count <= 3; count += 1) {
    const person = await aPerson(table, `p${count}@northwind.example`)
    await joinByDomain(table, id, person, start)
    expect(await member(table, person.id)).toHaveLength(1)
    await revokeSeat(table, id, person.email, owner, start)
    await revokeSeat(table, id, person.email, owner, start)
    expect(await member(table, person.id)).toEqual([])
    expect(await findTeam(table, id)).toMatchObject({ taken: 0 })
  }
  const last = await aPerson(table, 'last@northwind.example')
  await expect(joinByDomain(table, id, last, start)).rejects.toMatchObject({ code: 'membership.seat-moved' })
  const admin = { id: 'per_admin', admin: true }
  expect(await inviteToTeam(table, id, [last.email], admin, start)).toMatchObject([{ outcome: 'invited' }])
})

test('nobody has two seats', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 2)
  const other = await aPerson(table, 'pat@other.example')
  const bought = { id: 'mem_2', order: 'ord_2', owner: other.id, plan, seats: 2, team: 'Other' }
  const made = begun(bought, undefined, new Map(), start)
  await commit(table, pendingBegun(table, made, [], start))
  const ben = await aPerson(table, 'ben@northwind.example')
  const second = made.team?.id ?? ''
  await inviteToTeam(table, id, [ben.email], owner, start)
  await inviteToTeam(table, second, [ben.email], other, start)
  await acceptInvitation({ table, secret }, await tokenFor(table, id, ben.email), ben, start)
  const token = await tokenFor(table, second, ben.email)
  await expect(acceptInvitation({ table, secret }, token, ben, start)).rejects.toMatchObject({
    code: 'membership.seat-elsewhere',
  })
  await revokeSeat(table, id, ben.email, ben, start)
  await acceptInvitation({ table, secret }, token, ben, start)
  expect(await member(table, ben.id)).toHaveLength(1)
})

test('a team that is refunded is out in that instant, and nothing of its seats is written', async () => {
  const table = await freshTable()
  const { owner, id } = await aTeam(table, 7)
  await changeTeam(table, id, { domains: ['northwind.example'] }, owner)
  const people = await Promise.all(Array.from({ length: 7 }, (_, at) => aPerson(table, `p${at}@northwind.example`)))
  for (const person of people) await joinByDomain(table, id, person, start)
  const before = await Promise.all(people.map((person) => listKeptGrants(table, person.id)))
  const noon = minutes(60)
  const membership = await getMembership(table, 'mem_1')
  const writes = pendingMembershipRefund(table, membership, [], noon)
  expect(writes.map(({ name }) => name).filter((name) => name.startsWith('grant'))).toEqual([])
  await commit(table, writes)
  for (const person of people) {
    expect(await member(table, person.id, noon)).toEqual([])
    expect(await member(table, person.id, minutes(59))).toHaveLength(1)
  }
  expect(await Promise.all(people.map((person) => listKeptGrants(table, person.id)))).toEqual(before)
})
