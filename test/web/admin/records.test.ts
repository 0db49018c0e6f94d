import { editEvent, findCourse, findInstructors } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

describe('courses and instructors', () => {
  it('are made, and changed without losing what someone else changed', async () => {
    const made = await site.admin.post('/admin/courses/new', { title: 'Professional Sales', summary: 'How to sell.' })
    expect(made.headers.get('location')).toBe('/admin/courses/professional-sales?done=saved')
    const html = await (await site.admin.get('/admin/courses/professional-sales')).text()
    const revision = /name="revision" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const save = (title: string, seen: string) =>
      site.admin.post('/admin/courses/professional-sales', { title, summary: '', revision: seen })
    expect((await save('Theirs', revision)).status).toBe(303)
    const late = await save('Mine', revision)
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(textOf(page)).toContain('Title: “Theirs”')
    expect(page).toContain('value="Mine"')
    const renewed = /name="revision" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await save('Mine', renewed)).status).toBe(303)
    expect(await findCourse(site.table, 'professional-sales')).toMatchObject({ title: 'Mine', summary: '' })
  })

  it('say beside the field what is wrong, and never take an address twice', async () => {
    const wrong = await site.admin.post('/admin/instructors/new', {
      name: 'James',
      email: 'nobody',
      website: 'ftp://x',
    })
    expect(wrong.status).toBe(400)
    const html = await wrong.text()
    expect(html).toContain('id="field-email-error"')
    expect(html).toContain('id="field-website-error"')
    expect(html).toContain('value="nobody"')
    const fields = { name: 'James', email: 'James@Example.com' }
    expect((await site.admin.post('/admin/instructors/new', fields)).status).toBe(303)
    expect((await site.admin.post('/admin/instructors/new', fields)).status).toBe(409)
    expect(await findInstructors(site.table, ['james'])).toMatchObject([{ email: 'james@example.com' }])
    expect((await site.admin.get('/admin/instructors/nobody')).status).toBe(404)
  })
  it('go while no event names them, and say why they stay, in words', async () => {
    const { admin, table } = site
    await admin.post('/admin/instructors/new', { name: 'Amy' })
    await admin.post('/admin/courses/new', { title: 'Boards' })
    await makeEvent(table, { ...salesClass, slug: 'boards-1', course: 'boards', instructors: ['amy'] }, site.clock.now)
    for (const [path, words] of [
      ['/admin/instructors/amy', 'lists this instructor, so you can’t delete them'],
      ['/admin/courses/boards', 'This course has classes, so you can’t delete it'],
    ] as const) {
      const refused = await admin.post(`${path}/delete`, {})
      expect(refused.status).toBe(409)
      expect(textOf(await refused.text())).toContain(words)
      expect((await admin.get(path)).status).toBe(200)
    }
    await editEvent(table, 'boards-1', { course: undefined, instructors: [] }, site.clock.now)
    for (const path of ['/admin/instructors/amy', '/admin/courses/boards']) {
      expect(await (await admin.get(path)).text()).not.toContain(`action="${path}/delete"`)
      expect(await admin.read(`${path}/delete`)).toContain('You can’t undo this.')
      expect((await admin.post(`${path}/delete`, {})).status).toBe(303)
      expect((await admin.get(path)).status).toBe(404)
    }
  })
})
