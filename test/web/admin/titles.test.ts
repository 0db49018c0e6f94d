import { getProduct } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { fieldsOf, makeTitle } from './store-fields.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

const typed: Fields = {
  title: '68-Point Checklist',
  slug: 'checklist',
  kind: 'checklist',
  authors: 'Karl W. Palachuk\nManuel Palachuk',
  tags: 'service, client',
  summary: 'What to look at.',
  includedInMembership: 'yes',
  'formats.0.name': 'E-book',
  'formats.0.type': 'download',
  'formats.0.price': '19.99',
  'formats.1.name': '',
  'formats.1.type': 'download',
  'formats.1.price': '',
  'formats.2.name': 'Paperback',
  'formats.2.type': 'physical',
  'formats.2.price': '$33.33',
  'editions.0.label': '3.0',
  'editions.0.releasedOn': '2019-01-07',
  'editions.1.label': '4.0',
  'editions.1.releasedOn': '2024-01-08',
  'editions.1.note': 'Longer',
}

const make = (slug: string, more?: Record<string, unknown>) => makeTitle(site, slug, more)

describe('titles', () => {
  test('an empty store says what to do, and a title is a draft once it is saved', async () => {
    expect(await site.admin.read('/admin/store')).toContain('No titles yet')
    const saved = await site.admin.post('/admin/store/new', typed)
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/admin/store/checklist?done=created'])
    expect(await getProduct(site.table, 'checklist')).toMatchObject({
      kind: 'checklist',
      status: 'draft',
      authors: ['Karl W. Palachuk', 'Manuel Palachuk'],
      tags: ['service', 'client'],
      includedInMembership: true,
      formats: [
        { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 },
        { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3333 },
      ],
      editions: [{ label: '4.0', note: 'Longer' }, { label: '3.0' }],
    })
    const page = await site.admin.read('/admin/store/checklist?done=created')
    expect(page).toContain('Saved as a draft.')
    expect(page).toContain('No one can order printed copies yet')
    // Nobody sees it, and it goes on sale by a press of its own, not without its file unless as a pre-order.
    expect((await site.as({ cookies: new Map() }).get('/store/checklist')).status).toBe(404)
    const early = await site.admin.post('/admin/store/checklist/publish')
    expect([early.status, textOf(await early.text())]).toEqual([
      409,
      expect.stringContaining('Upload a file for “E-book” first, or sell it as a pre-order.'),
    ])
    const published = await site.admin.post('/admin/store/checklist/publish', { preorder: 'yes' })
    expect(published.headers.get('location')).toBe('/admin/store/checklist?done=published')
    expect(textOf(await (await site.as({ cookies: new Map() }).get('/store/checklist')).text())).toContain(
      'Pre-order: not out yet.',
    )
    const html = await (await site.admin.get('/admin/store/checklist')).text()
    for (const href of ['/store/checklist', '/admin/store/checklist/files']) expect(html).toContain(`href="${href}"`)
  })

  test('the editor sent back as it came changes nothing but the count of changes', async () => {
    const before = await getProduct(site.table, 'checklist')
    const sent = await site.admin.post(
      '/admin/store/checklist',
      fieldsOf(await (await site.admin.get('/admin/store/checklist')).text()),
    )
    expect(sent.status).toBe(303)
    const { revision, updatedAt, ...after } = await getProduct(site.table, 'checklist')
    expect(before).toMatchObject(after)
    expect(revision).toBe(before.revision + 1)
  })

  test.each<[string, Fields, string, string]>([
    ['no title', { title: ' ' }, 'title', 'Fill this in'],
    ['a price in words', { 'formats.0.price': 'cheap' }, 'formats-0-price', 'Enter a price like 24.95'],
    ['a price with three decimals', { 'formats.0.price': '1.999' }, 'formats-0-price', 'Enter a price like 24.95'],
    ['an address with capitals', { slug: 'Check List' }, 'slug', 'Use lowercase letters'],
    ['a taken address', { slug: 'checklist' }, 'slug', 'Another title or event already uses this address'],
    ['the address of the editor', { slug: 'new' }, 'slug', '“new” is reserved. Choose another address'],
    [
      'no formats',
      { 'formats.0.name': '', 'formats.0.price': '', 'formats.2.name': '', 'formats.2.price': '' },
      'formats-0-name',
      'Enter at least 1',
    ],
    ['two formats of one name', { 'formats.2.name': 'E-book' }, 'formats-1-name', 'This format is listed twice'],
    ['a version without a date', { 'editions.0.releasedOn': '' }, 'editions-0-releasedOn', 'Enter a release date'],
    ['a kind that is none', { kind: 'bundle', 'formats.0.name': 'x' }, 'contents', 'Choose at least two titles'],
    [
      'a format that is a bundle',
      { 'formats.0.type': 'bundle' },
      'formats-0-type',
      'Only bundles can have a format of type bundle',
    ],
  ])('%s is told beside its field, and what was typed stays', async (_, more, field, words) => {
    const answer = await site.admin.post('/admin/store/new', { ...typed, slug: 'another', ...more })
    const html = await answer.text()
    expect([400, 409]).toContain(answer.status)
    expect(html).toContain(`href="#field-${field}"`)
    expect(html).toContain(`id="field-${field}"`)
    expect(textOf(html)).toContain(words)
    if (more.title === undefined) expect(html).toContain('value="68-Point Checklist"')
    expect(html).toContain('Manuel Palachuk')
  })

  test('who saves over someone else’s change is told what it was, keeps what was typed, and may save again', async () => {
    await make('shared', { title: 'Shared' })
    const mine = fieldsOf(await (await site.admin.get('/admin/store/shared')).text())
    await site.admin.post('/admin/store/shared', { ...mine, title: 'Theirs' })
    const told = await site.admin.post('/admin/store/shared', { ...mine, title: 'Mine' })
    const html = await told.text()
    expect(told.status).toBe(409)
    expect(textOf(html)).toContain('Title: “Theirs”')
    expect((await getProduct(site.table, 'shared')).title).toBe('Theirs')
    const again = await site.admin.post('/admin/store/shared', fieldsOf(html))
    expect(again.status).toBe(303)
    expect((await getProduct(site.table, 'shared')).title).toBe('Mine')
  })

  test('a format that may have been bought cannot be taken out', async () => {
    const mine = fieldsOf(await (await site.admin.get('/admin/store/checklist')).text())
    const answer = await site.admin.post('/admin/store/checklist', {
      ...mine,
      'formats.1.name': '',
      'formats.1.price': '',
    })
    expect(answer.status).toBe(409)
    expect(textOf(await answer.text())).toContain('You can’t remove “Paperback”')
    expect((await getProduct(site.table, 'checklist')).formats).toHaveLength(2)
  })

  test('a title is withdrawn and put back on sale', async () => {
    const gone = await site.admin.post('/admin/store/checklist/withdraw')
    expect(gone.headers.get('location')).toBe('/admin/store/checklist?done=withdrawn')
    const page = await site.admin.read('/admin/store/checklist?done=withdrawn')
    expect(page).toContain('People who bought it keep it, and you can put it back on sale.')
    expect(await site.admin.read('/admin/store')).not.toContain('68-Point Checklist')
    expect(await site.admin.read('/admin/store?status=withdrawn')).toContain('68-Point Checklist')
    await site.admin.post('/admin/store/checklist/restore')
    expect((await getProduct(site.table, 'checklist')).status).toBe('on-sale')
  })

  test('the list is filtered and sorted by its address', async () => {
    await make('aardvark', { title: 'Aardvark', authors: ['Erick Simpson'] })
    expect(await site.admin.read('/admin/store?q=checklst')).toContain('68-Point Checklist')
    const filtered = await site.admin.read('/admin/store?author=Erick%20Simpson')
    expect(filtered).toContain('One title of 3')
    expect(filtered).not.toContain('Manuel Palachuk Checklist')
    const rows = async (sort: string) =>
      [...(await (await site.admin.get(`/admin/store?sort=${sort}`)).text()).matchAll(/id="title-([^"]*)"/g)].map(
        ([, slug]) => slug,
      )
    expect(await rows('title')).toEqual(['checklist', 'aardvark', 'shared'])
    expect(await rows('-title')).toEqual(['shared', 'aardvark', 'checklist'])
    expect(await site.admin.read('/admin/store?q=nothing-like-it')).toContain('No results.')
  })

  test('a title that does not exist is a page that says so', async () => {
    expect((await site.admin.get('/admin/store/no-such')).status).toBe(404)
    expect((await site.admin.post('/admin/store/no-such/withdraw')).status).toBe(404)
  })
})

test('the pages are for admins alone', async () => {
  const visitor = site.as(await site.signIn('eve@example.com', { name: 'Eve' }))
  for (const path of ['/admin/store', '/admin/store/new', '/admin/store/checklist', '/admin/store-terms']) {
    expect((await visitor.get(path)).status, path).toBe(404)
  }
  expect((await visitor.post('/admin/store/checklist/withdraw')).status).toBe(404)
  expect((await getProduct(site.table, 'checklist')).status).toBe('on-sale')
})
