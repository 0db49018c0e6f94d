import {
  actorOf,
  changeRole,
  createApiKey,
  ensurePerson,
  listAdmins,
  makeAdmin,
  type Person,
  revokeAdmin,
} from '@lectern/core/identity'
import { beforeEach, describe, expect, test } from 'vitest'
import { start } from '../../support/build.ts'
import { drain as drainDesk, openDesk, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let karl: Person
let ada: Person
beforeEach(async () => {
  desk = await openDesk()
  karl = await makeAdmin(desk.table, 'karl@example.com', start)
  ada = await ensurePerson(desk.table, { email: 'ada@example.com', name: 'Ada' }, start)
})

const drain = async () => expect(await drainDesk(desk)).toEqual([])
const told = () => desk.mails({ template: 'account-changed' }).map(({ to }) => String(to))

describe('a new admin', () => {
  test('is told to the other admins by mail, with who did it, once for each', async () => {
    await makeAdmin(desk.table, 'kara@example.com', start)
    await changeRole(desk.table, actorOf(karl, 'session'), { email: ada.email, admin: true }, start)
    await drain()
    expect(told().toSorted()).toEqual(['kara@example.com', 'karl@example.com'])
    const [mail] = desk.mails({ to: 'kara@example.com' })
    expect(mail?.text).toContain('karl made Ada an admin')
    expect(mail?.text).toContain(`/admin/people/${ada.id}`)
    await changeRole(desk.table, actorOf(karl, 'session'), { email: ada.email, admin: true }, start)
    await drain()
    expect(told()).toHaveLength(2)
  })

  test('is told once when two make them one at the same moment, and is undone by taking the role away', async () => {
    const by = actorOf(karl, 'session')
    const change = { email: ada.email, admin: true }
    await Promise.all([changeRole(desk.table, by, change, start), changeRole(desk.table, by, change, start)])
    await drain()
    expect(told()).toEqual(['karl@example.com'])
    expect((await listAdmins(desk.table)).map(({ email }) => email)).toEqual(
      [karl, ada].toSorted((a, b) => a.id.localeCompare(b.id)).map(({ email }) => email),
    )
    await changeRole(desk.table, by, { email: ada.email, admin: false }, start)
    expect((await listAdmins(desk.table)).map(({ email }) => email)).toEqual(['karl@example.com'])
    await drain()
    expect(told()).toHaveLength(1)
  })

  test('reaches an admin from before there was a list, who acts', async () => {
    await revokeAdmin(desk.table, karl.email)
    const acting = { ...actorOf({ ...karl, admin: true }, 'session') }
    await makeAdmin(desk.table, karl.email, start)
    await changeRole(desk.table, acting, { email: ada.email, admin: true }, start)
    expect((await listAdmins(desk.table)).map(({ email }) => email)).toContain('karl@example.com')
  })

  test('cannot be made of a person whom there is not, and nobody takes the role from themselves', async () => {
    const by = actorOf(karl, 'session')
    const nobody = { email: 'nobody@example.com', admin: true }
    await expect(changeRole(desk.table, by, nobody, start)).rejects.toMatchObject({ kind: 'not-found' })
    const own = changeRole(desk.table, by, { email: karl.email, admin: false }, start)
    await expect(own).rejects.toMatchObject({ code: 'people.own-role' })
  })
})

describe('a new API key', () => {
  test('is told to its owner, by its name', async () => {
    await createApiKey(desk.table, actorOf(ada, 'session'), { title: 'CRM', scopes: ['read'], days: 30 }, start)
    await drain()
    expect(told()).toEqual(['ada@example.com'])
    expect(desk.mails({ to: 'ada@example.com' })[0]?.text).toContain('The API key “CRM” was created')
  })
})
