import { ensurePerson, findPersonByEmail, type Person } from '@lectern/core/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'

let site: AdminSite
let ada: Person
beforeAll(async () => {
  site = await openAdminSite()
  ada = await ensurePerson(site.table, { email: 'ada@example.com', name: 'Ada' }, site.clock.now)
})
afterAll(() => site.stop())

const isAdmin = async () => (await findPersonByEmail(site.table, ada.email))?.admin

describe('making someone an admin', () => {
  it('asks first, and does nothing until the address is typed', async () => {
    const page = await site.admin.read(`/admin/people/${ada.id}`)
    expect(page).toContain('Make admin…')
    const asked = await site.admin.read(`/admin/people/${ada.id}/admin`)
    expect(asked).toContain('Make Ada an admin?')
    expect(asked).toContain('The other admins get an email')
    for (const fields of [{ admin: 'yes' }, { admin: 'yes', confirm: 'ada' }] as Record<string, string>[]) {
      const refused = await site.admin.post(`/admin/people/${ada.id}/admin`, fields)
      expect([refused.status, await isAdmin()]).toEqual([400, false])
      expect(await refused.text()).toContain('Enter ada@example.com to confirm')
    }
  })

  it('can be undone at once where it says that it is done', async () => {
    const made = await site.admin.post(`/admin/people/${ada.id}/admin`, { admin: 'yes', confirm: ' Ada@Example.com ' })
    expect(await isAdmin()).toBe(true)
    const html = await (await site.admin.get(made.headers.get('location') ?? '')).text()
    expect(html).toMatch(/Undo<span class="sr-only">: remove Ada as admin/)
    await site.admin.post(`/admin/people/${ada.id}/admin`, { admin: 'no' })
    expect(await isAdmin()).toBe(false)
  })
})
