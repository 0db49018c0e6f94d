import { listGrants } from '@lectern/core/access'
import { findPersonByEmail } from '@lectern/core/identity'
import { membershipsOf } from '@lectern/core/membership'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'

let site: AdminSite
let id = ''
beforeAll(async () => {
  site = await openAdminSite()
  id = (await site.signIn('dana@example.com', { name: 'Dana <i>Goulston</i>' })).person.id
})
afterAll(() => site.stop())

const memberships = async () => membershipsOf(await listGrants(site.table, id), site.clock.now)

describe('people', () => {
  it('are listed, and found by their whole address', async () => {
    const html = await (await site.admin.get('/admin/people')).text()
    expect(html).toContain('Dana &lt;i&gt;Goulston')
    const found = await site.admin.get('/admin/people?q=DANA@example.com')
    expect(found.headers.get('location')).toBe(`/admin/people/${id}`)
    expect(await site.admin.read('/admin/people?q=dana')).toContain('Enter the full address')
    expect(await site.admin.read('/admin/people?q=nobody@example.com')).toContain('No one has this address.')
    expect((await site.admin.get('/admin/people/per_none')).status).toBe(404)
  })

  it('are given a membership until the end of a day, and lose it again', async () => {
    const given = await site.admin.post(`/admin/people/${id}/memberships`, { plan: 'all-access', until: '2024-12-31' })
    expect(given.headers.get('location')).toBe(`/admin/people/${id}?done=member`)
    // December 31 ends in Los Angeles at 8 o'clock of January 1, UTC.
    expect(await memberships()).toMatchObject([{ plan: 'all-access', until: '2025-01-01T08:00:00Z' }])
    expect(await site.admin.read(`/admin/people/${id}`)).toContain('until the end of Tue, Dec 31, 2024')
    await site.admin.post(`/admin/people/${id}/memberships/end`, { plan: 'all-access' })
    expect(await memberships()).toEqual([])
  })

  it('get no membership that has ended already', async () => {
    const response = await site.admin.post(`/admin/people/${id}/memberships`, {
      plan: 'community',
      until: '2024-04-07',
    })
    expect(response.status).toBe(400)
    const html = await response.text()
    expect(textOf(html)).toContain('Choose a date that hasn’t passed')
    expect(html).toContain('value="2024-04-07"')
    expect(await memberships()).toEqual([])
  })

  it('become admins and cease to be, but nobody by their own hand', async () => {
    const dana = site.as(await site.signIn('dana@example.com'))
    expect((await dana.get('/admin')).status).toBe(404)
    await site.admin.post(`/admin/people/${id}/admin`, { admin: 'yes', confirm: 'dana@example.com' })
    expect((await dana.get('/admin')).status).toBe(200)
    const own = await dana.post(`/admin/people/${id}/admin`, { admin: 'no' })
    expect(own.status).toBe(400)
    expect((await findPersonByEmail(site.table, 'dana@example.com'))?.admin).toBe(true)
    await site.admin.post(`/admin/people/${id}/admin`, { admin: 'no' })
    expect((await dana.get('/admin')).status).toBe(404)
  })
})
