import { coverOf, createProduct, getEvent, getProduct, NewProduct } from '@lectern/core/catalog'
import { coverAddress, figuresOf, hueNames, lookOf, tonesOf } from '@lectern/core/covers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { formsOf } from '../../support/fuzz/forms.ts'
import { kpiWebinar, makeEvent } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
  await makeEvent(site.table, { ...kpiWebinar, instructors: [] }, site.clock.now)
  const formats = [{ name: 'E-book', type: 'download', priceCents: 1999 }]
  await createProduct(site.table, NewProduct.parse({ slug: 'guide', title: 'The Guide', formats }), site.clock.now)
})
afterAll(() => site.stop())

/** The choices of a group as they're shown, and the one that's taken. */
const groupIn = (html: string, name: string) => {
  const inputs = html.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'g')) ?? []
  const valueIn = (input: string) => /value="([^"]*)"/.exec(input)?.[1] ?? ''
  return { values: inputs.map(valueIn), taken: inputs.filter((input) => input.includes('checked')).map(valueIn) }
}

/** Sends the editor's form as it's shown, but for some fields. */
const save = async (page: string, change: Record<string, string>): Promise<Response> => {
  const html = await (await site.admin.get(page)).text()
  const [form] = formsOf(html, page).filter(({ fields }) => fields.some(({ name }) => name === 'figure'))
  const sent = (form?.fields ?? []).filter(({ ticked, value }) => ticked === undefined || value !== undefined)
  const shown = Object.fromEntries(sent.map(({ name, value }) => [name, value ?? '']))
  return site.admin.post(page, { ...shown, ...change })
}

describe('an event’s cover', () => {
  const page = '/admin/events/kpis-and-slas/edit'

  test('is automatic until someone chooses, and offers what its kind has, drawn', async () => {
    const html = await (await site.admin.get(page)).text()
    expect(groupIn(html, 'figure')).toEqual({ values: ['', ...figuresOf('webinar')], taken: [''] })
    expect(groupIn(html, 'hue')).toEqual({ values: ['', ...hueNames], taken: [''] })
    expect(groupIn(html, 'tone')).toEqual({ values: ['', ...tonesOf('webinar')], taken: [''] })
    expect(html.match(/<svg xmlns[^>]*viewBox="0 0 900 600"/g)).toHaveLength(
      figuresOf('webinar').length + tonesOf('webinar').length + 2,
    )
  })

  test('is as chosen, at another address, and automatic again', async () => {
    const before = coverOf(await getEvent(site.table, 'kpis-and-slas'))
    expect((await save(page, { figure: 'dial', hue: 'rust', tone: 'bright' })).status).toBe(303)
    const chosen = coverOf(await getEvent(site.table, 'kpis-and-slas'))
    expect(lookOf(chosen)).toMatchObject({ figure: 'dial', hue: 'rust', tone: 'bright' })
    expect(coverAddress(chosen, 'card')).not.toBe(coverAddress(before, 'card'))
    expect((await site.request(coverAddress(chosen, 'card'))).status).toBe(200)
    const html = await (await site.admin.get(page)).text()
    expect(['figure', 'hue', 'tone'].flatMap((name) => groupIn(html, name).taken)).toEqual(['dial', 'rust', 'bright'])
    await save(page, { figure: '', hue: '', tone: '' })
    expect(coverOf(await getEvent(site.table, 'kpis-and-slas'))).toEqual(before)
  })

  test('is no color that isn’t there', async () => {
    const answer = await save(page, { hue: 'pink' })
    expect(answer.status).toBe(400)
    expect((await getEvent(site.table, 'kpis-and-slas')).hue).toBeUndefined()
  })
})

describe('a title’s cover', () => {
  test('is as chosen', async () => {
    expect((await save('/admin/store/guide', { figure: 'peaks', hue: 'moss' })).status).toBe(303)
    expect(await getProduct(site.table, 'guide')).toMatchObject({ figure: 'peaks', hue: 'moss' })
  })
})
