import { createProduct, getProduct, NewProduct } from '@lectern/core/catalog'
import { putOnSale, withoutFiles } from '@lectern/core/materials'
import { placeOrder } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { minutes, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { openFileStore, uploaded } from '../../support/materials.ts'

const free = (more: Record<string, unknown> = {}) =>
  NewProduct.parse({
    ...{ slug: 'month', title: 'Managed Services in a Month' },
    formats: [{ name: 'E-book', type: 'download', priceCents: 0 }],
    ...more,
  })

test('a draft goes on sale with its file, or as a pre-order that someone asked for', async () => {
  const { table } = await openDesk({ files: withoutFiles })
  expect((await createProduct(table, free(), start)).status).toBe('on-sale')
  await createProduct(table, free({ slug: 'draft', status: 'draft' }), start)
  const put = (preorder: boolean) =>
    putOnSale(table, 'draft', { preorder }, minutes(1)).catch((error: { code?: string }) => error.code)
  expect(await put(false)).toBe('materials.no-file')
  expect((await getProduct(table, 'draft')).status).toBe('draft')
  expect(await put(true)).toMatchObject({ status: 'on-sale' })
})

test('what was pre-ordered is told as such, and mailed when it is there: once, and to its buyers alone', async () => {
  const desk = await openDesk({ files: await openFileStore() })
  const product = await createProduct(desk.table, free(), start)
  const buy = (email: string, now: string) =>
    placeOrder(
      desk,
      { lines: [{ sku: 'month:e-book', quantity: 1 }], codes: [], buyer: { email, name: 'Ada' } },
      { actor: { kind: 'visitor' }, now },
    )
  await buy('ada@example.com', start)
  expect(await drain(desk, minutes(1))).toEqual([])
  const [ordered] = desk.mails({ to: 'ada@example.com', template: 'titles-ready' })
  expect(ordered?.subject).toContain('Your pre-order')
  expect(ordered?.text).toContain('nothing to download yet')

  await uploaded(desk, product, { now: minutes(2) })
  await uploaded(desk, product, { filename: 'month.epub', now: minutes(3) })
  expect(await drain(desk, minutes(4))).toEqual([])
  const ready = desk.mails({ template: 'title-released' })
  expect(ready.map(({ to, subject }) => [to, subject])).toEqual([
    [['ada@example.com'], 'Ready to download: Managed Services in a Month'],
  ])
  await buy('ben@example.com', minutes(5))
  await drain(desk, minutes(6))
  expect(desk.mails({ to: 'ben@example.com', template: 'titles-ready' })[0]?.subject).toContain('Ready to download')
  expect(desk.mails({ template: 'title-released' })).toHaveLength(1)
})
