import { listGrants } from '@lectern/core/access'
import { findPersonByEmail } from '@lectern/core/identity'
import { findManagedTeam, importMembers, listSeats, membershipsOf } from '@lectern/core/membership'
import { expect, test } from 'vitest'
import { aPerson } from '../../support/build.ts'
import { drain, type TestDesk } from '../../support/desk.ts'
import { bought, buy, membershipDesk } from './members.ts'

const zone = 'America/Los_Angeles'
const file = `email;name;plan;until;team
ben@example.com;Ben Ito;full;2024-12-31;
"cy@example.com";;All-access;2024-06-30;
olivia@northwind.example;Olivia Brandt;team;2025-03-31;"Northwind; IT"
dan@northwind.example;;team;2025-03-31;northwind; it
nobody;;full;2024-12-31;
eve@example.com;;gold;2024-12-31;
fay@example.com;;full;yesterday;
gus@example.com;;full;2024-04-14;
hal@example.com;;team;2024-12-31;
ida@example.com;;full;2024-12-31;Northwind
`.replace(';northwind; it', ';"northwind; it"')

const run = (desk: TestDesk, text = file) => importMembers(desk.table, text, zone, desk.clock.now)

const member = async (desk: TestDesk, email: string, at = bought) => {
  const person = await findPersonByEmail(desk.table, email)
  return person ? membershipsOf(await listGrants(desk.table, person.id), at) : []
}

test('members come in from a file, each until their last day, without a charge or an email', async () => {
  const desk = await membershipDesk()
  const { rows, refused } = await run(desk)
  expect(rows).toEqual([
    { line: 2, email: 'ben@example.com', outcome: 'added' },
    { line: 3, email: 'cy@example.com', outcome: 'added' },
    { line: 4, email: 'olivia@northwind.example', outcome: 'added' },
    { line: 5, email: 'dan@northwind.example', outcome: 'added' },
  ])
  expect(refused.map(({ line, why }) => [line, why])).toEqual([
    [6, 'This isn’t an email address'],
    [7, 'There’s no plan “gold”'],
    [8, expect.stringContaining('2025-04-14')],
    [9, 'This day has passed'],
    [10, 'Name the team: this plan is for teams'],
    [11, 'This plan is for one person, not a team'],
  ])
  expect(await member(desk, 'ben@example.com')).toMatchObject([{ plan: 'full', until: '2025-01-01T08:00:00Z' }])
  expect(await member(desk, 'cy@example.com', '2024-07-01T06:59:59Z')).toHaveLength(1)
  expect(await member(desk, 'cy@example.com', '2024-07-01T07:00:00Z')).toEqual([])
  expect(await member(desk, 'dan@northwind.example')).toMatchObject([{ plan: 'team', allAccess: true }])
  const owner = await findPersonByEmail(desk.table, 'olivia@northwind.example')
  const managed = await findManagedTeam(desk.table, owner?.id ?? '', bought)
  expect(managed?.team).toMatchObject({ name: 'Northwind; IT', seats: 5, taken: 2 })
  expect(owner?.name).toBe('Olivia Brandt')
  await drain(desk)
  expect(await desk.mails()).toEqual([])
  expect(desk.stripe.countOf('subscription')).toBe(0)
})

test('a file that is imported again changes nothing; a later day moves the end, and new people get seats', async () => {
  const desk = await membershipDesk()
  await run(desk)
  expect((await run(desk)).rows.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same'])
  const later = `email,plan,until,team
ben@example.com,full,2025-12-31,
${['olivia', 'dan', 'ann', 'bob', 'cat', 'eli'].map((name) => `${name}@northwind.example,team,2026-03-31,Northwind; IT`).join('\n')}
`
  const { rows, refused } = await run(desk, later.replaceAll('Northwind; IT', '"Northwind; IT"'))
  expect(refused).toEqual([])
  expect(rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'same', 'added', 'added', 'added', 'added'])
  expect(await member(desk, 'ben@example.com', '2025-12-01T00:00:00Z')).toHaveLength(1)
  expect(await member(desk, 'dan@northwind.example', '2026-03-01T00:00:00Z')).toHaveLength(1)
  const owner = await findPersonByEmail(desk.table, 'olivia@northwind.example')
  const managed = await findManagedTeam(desk.table, owner?.id ?? '', bought)
  expect(managed?.team).toMatchObject({ seats: 6, taken: 6 })
  expect(await listSeats(desk.table, managed?.team.id ?? '')).toHaveLength(6)
})

test('someone who pays here, or has a seat elsewhere, is refused by their row; a file without its columns as a whole', async () => {
  const desk = await membershipDesk()
  await buy(desk, 'maria@example.com', 'plan:full')
  await run(desk)
  await aPerson(desk.table, 'dan@northwind.example')
  const { rows, refused } = await run(
    desk,
    'email,plan,until,team\nmaria@example.com,full,2025-12-31,\ndan@northwind.example,team,2025-12-31,Other',
  )
  expect(rows).toEqual([])
  expect(refused.map(({ why }) => why)).toEqual(['Pays for All-access here already', 'Has a seat in another team'])
  for (const text of ['email,plan\na@example.com,full', 'a "broken', `email,plan,until\n${'a,b,c\n'.repeat(501)}`]) {
    await expect(run(desk, text)).rejects.toMatchObject({ code: 'membership.bad-file' })
  }
})
