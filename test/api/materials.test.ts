import { findPersonByEmail, listAudit } from '@lectern/core/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { aBook, filesAt, give, sendFile, uploaded } from '../support/materials.ts'
import { type House, openHouse } from './support.ts'

let bucket: Bucket
let house: House
beforeAll(async () => {
  bucket = await startBucket()
  house = await openHouse(undefined, filesAt(bucket))
  await aBook(house.table)
})
afterAll(async () => {
  await house?.close()
  await bucket?.stop()
})

const path = '/api/admin/products/month/files'
const asked = { format: 'e-book', edition: '3.0', filename: 'month.pdf', bytes: 8 }

describe('files of titles', () => {
  test('are sent to the store, are there when it says so, and can be taken away', async () => {
    const begun = await house.admin('POST', path, asked)
    expect(begun.status).toBe(201)
    expect(begun.body.file).toMatchObject({ sku: 'month:e-book', state: 'awaiting', type: 'application/pdf' })
    expect(begun.body.upload).toMatchObject({
      method: 'PUT',
      headers: { 'content-type': 'application/pdf' },
      seconds: 900,
    })
    expect(Object.keys(begun.body.file)).not.toContain('key')
    const own = `${path}/${begun.body.file.id}`

    expect(await house.admin('POST', `${own}/done`)).toMatchObject({
      status: 409,
      body: { code: 'materials.not-uploaded' },
    })
    expect((await sendFile(begun.body.upload, '%PDF-1.7')).status).toBe(200)
    expect(await house.admin('POST', `${own}/done`)).toMatchObject({ status: 200, body: { state: 'there' } })
    expect((await house.admin('GET', path)).body.items).toMatchObject([{ id: begun.body.file.id, state: 'there' }])

    expect((await house.admin('DELETE', own)).status).toBe(204)
    expect((await house.admin('GET', path)).body.items).toEqual([])
    expect((await house.admin('DELETE', own)).status).toBe(404)
    const { items } = await listAudit(house.table, { subject: begun.body.file.id, limit: 9 }, house.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(['file.delete', 'file.upload'])
  })

  test('are for admins alone', async () => {
    const bearer = await house.keyOf('ada@example.com')
    for (const [method, address, body] of [
      ['GET', path, undefined],
      ['POST', path, asked],
      ['POST', `${path}/fil_1/done`, undefined],
      ['DELETE', `${path}/fil_1`, undefined],
    ] as const) {
      expect((await house.call(method, address, { bearer, body })).status).toBe(404)
      expect((await house.call(method, address, { body })).status).toBe(401)
    }
  })

  test('that nobody should have are refused before anything is signed', async () => {
    const refused = async (more: Record<string, unknown>) =>
      (await house.admin('POST', path, { ...asked, ...more })).body.errors?.[0]?.path
    expect(await refused({ filename: '../month.pdf' })).toBe('filename')
    expect(await refused({ filename: 'month.html' })).toBe('filename')
    expect(await refused({ bytes: 0 })).toBe('bytes')
    expect(await refused({ bytes: 6 * 1024 ** 3 })).toBe('bytes')
    expect(await refused({ format: 'paperback' })).toBe('format')
    expect(await refused({ edition: '9.0' })).toBe('edition')
    expect((await house.admin('GET', path)).body.items).toEqual([])
    expect((await house.admin('POST', '/api/admin/products/none/files', asked)).status).toBe(404)
  })
})

test('what someone may open is listed for their programs, and a link to it given; another’s is not found', async () => {
  const file = await uploaded(house.services, { slug: 'month' }, { edition: '3.0', body: 'words' })
  const [ada, bob] = [await house.keyOf('ada@example.com'), await house.keyOf('bob@example.com')]
  const person = await findPersonByEmail(house.table, 'ada@example.com')
  await give(house.table, person?.id ?? '', 'month:e-book')
  const { body } = await house.call('GET', '/api/me/titles', { bearer: ada })
  expect(body.items).toEqual([
    {
      product: 'month',
      title: 'Managed Services in a Month',
      by: 'purchase',
      formats: [{ sku: 'month:e-book', name: 'E-book' }],
      files: [
        { id: file.id, sku: 'month:e-book', edition: '3.0', filename: 'month.pdf', bytes: 5, type: 'application/pdf' },
      ],
    },
  ])
  const link = await house.call('GET', `/api/me/files/${file.id}`, { bearer: ada })
  expect(link).toMatchObject({ status: 200, body: { seconds: 300 } })
  expect(await (await fetch(link.body.url)).text()).toBe('words')
  expect((await house.call('GET', '/api/me/titles', { bearer: bob })).body.items).toEqual([])
  expect((await house.call('GET', `/api/me/files/${file.id}`, { bearer: bob })).status).toBe(404)
})
