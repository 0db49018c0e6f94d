import { editProduct } from '@lectern/core/catalog'
import {
  type FileStore,
  finishUpload,
  listFilesAsTheyStand,
  listTitleFiles,
  NewTitleFile,
  removeFile,
  startUpload,
  withoutFiles,
} from '@lectern/core/materials'
import { listWaiting, outboxShards, type Table } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { minutes, start } from '../../support/build.ts'
import { aBook, openFileStore, sendFile, uploaded } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const by = { by: 'per_admin', now: start }
const asked = (more: Record<string, unknown> = {}): NewTitleFile =>
  NewTitleFile.parse({ format: 'e-book', edition: '3.0', filename: 'month.pdf', bytes: 8, ...more })

const open = async (): Promise<{ table: Table; files: FileStore }> => ({
  table: await freshTable(),
  files: await openFileStore(),
})
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )
const announced = async (table: Table): Promise<unknown[]> =>
  (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 50))))
    .flat()
    .filter(({ topic }) => topic === 'title.released')
    .map(({ payload }) => payload)

describe('a file of a title', () => {
  test('goes to the store by its link, and is there once the store has it', async () => {
    const materials = await open()
    const product = await aBook(materials.table)
    const { file, upload } = await startUpload(materials, product.slug, asked(), by)
    expect(file).toMatchObject({ sku: 'month:e-book', state: 'awaiting', type: 'application/pdf', by: 'per_admin' })
    expect(file.key).toMatch(/^materials\/titles\/month\/[\w-]{27}$/)
    expect(await codeOf(finishUpload(materials, 'month', file.id, start))).toBe('materials.not-uploaded')

    expect((await sendFile(upload, '%PDF-1.7')).status).toBe(200)
    const there = await finishUpload(materials, 'month', file.id, minutes(1))
    expect(there).toMatchObject({ state: 'there', uploadedAt: minutes(1) })
    expect(await finishUpload(materials, 'month', file.id, minutes(2))).toEqual(there)
    expect(await listTitleFiles(materials.table, 'month')).toEqual([there])
    expect(await materials.files.find(file.key)).toMatchObject({ bytes: 8, type: 'application/pdf' })
  })

  test('is taken by its link in no other length, as no other type, and under no other key', async () => {
    const materials = await open()
    await aBook(materials.table)
    const { file, upload } = await startUpload(materials, 'month', asked(), by)
    const attempts = [
      sendFile(upload, '%PDF-1.7 and more'),
      sendFile(upload, '%PDF'),
      sendFile(upload, '%PDF-1.7', { 'content-type': 'text/html' }),
      sendFile(upload && { ...upload, url: upload.url.replace(file.key, `${file.key}x`) }, '%PDF-1.7'),
    ]
    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([403, 403, 403, 403])
    expect(await materials.files.find(file.key)).toBeUndefined()
  })

  test('that came otherwise than announced is refused and taken away', async () => {
    const materials = await open()
    await aBook(materials.table)
    const { file } = await startUpload(materials, 'month', asked(), by)
    for (const other of [
      { bytes: 9, type: 'application/pdf' },
      { bytes: 8, type: 'text/html' },
    ]) {
      const { file } = await startUpload(materials, 'month', asked(), by)
      const sneaked = await materials.files.signUpload({ key: file.key, ...other })
      expect((await sendFile(sneaked, 'x'.repeat(other.bytes))).status).toBe(200)
      expect(await codeOf(finishUpload(materials, 'month', file.id, start))).toBe('materials.wrong-upload')
      expect(await materials.files.find(file.key)).toBeUndefined()
    }
    expect((await listTitleFiles(materials.table, 'month')).map(({ id }) => id)).toEqual([file.id])
  })

  test('belongs to a format that is downloaded and to a version of the title', async () => {
    const materials = await open()
    await aBook(materials.table)
    const begin = (more: Record<string, unknown>) => codeOf(startUpload(materials, 'month', asked(more), by))
    expect(await begin({ format: 'paperback' })).toBe('materials.contradiction')
    expect(await begin({ format: 'stone-tablet' })).toBe('materials.contradiction')
    expect(await begin({ edition: undefined })).toBe('materials.contradiction')
    expect(await begin({ edition: '9.0' })).toBe('materials.contradiction')
    expect(await codeOf(startUpload(materials, 'no-such-title', asked(), by))).toBe('not-found')
    expect(await listTitleFiles(materials.table, 'month')).toEqual([])
  })

  test('that arrived without word is taken in when someone looks; a store that is out changes nothing', async () => {
    const materials = await open()
    await aBook(materials.table)
    const { file, upload } = await startUpload(materials, 'month', asked(), by)
    const second = await startUpload(materials, 'month', asked(), by)
    await sendFile(upload, '%PDF-1.7')

    const blind = { ...materials, files: withoutFiles }
    expect((await listFilesAsTheyStand(blind, 'month', start)).map(({ state }) => state)).toEqual([
      'awaiting',
      'awaiting',
    ])
    const seen = await listFilesAsTheyStand(materials, 'month', minutes(1))
    expect(seen.map(({ id, state }) => [id, state])).toEqual([
      [file.id, 'there'],
      [second.file.id, 'awaiting'],
    ])
  })

  test('is taken away from the list and from the store; another title’s cannot be', async () => {
    const materials = await open()
    const product = await aBook(materials.table)
    await aBook(materials.table, { slug: 'other' })
    const file = await uploaded(materials, product, { edition: '3.0' })
    expect(await codeOf(removeFile(materials, 'other', file.id))).toBe('not-found')
    await removeFile(materials, 'month', file.id)
    expect(await listTitleFiles(materials.table, 'month')).toEqual([])
    expect(await materials.files.find(file.key)).toBeUndefined()
  })
})

describe('the first file of a version', () => {
  const withNewVersion = async () => {
    const materials = await open()
    const product = await aBook(materials.table)
    await uploaded(materials, product, { edition: '3.0' })
    const editions = [{ label: '4.0', releasedOn: '2024-03-01' }, ...product.editions]
    await editProduct(materials.table, 'month', { editions }, start)
    return { materials, product }
  }

  test('is announced when it is newer, once for each format', async () => {
    const { materials, product } = await withNewVersion()
    expect(await announced(materials.table)).toEqual([])
    const first = await uploaded(materials, product, { edition: '4.0' })
    expect(await announced(materials.table)).toEqual([{ product: 'month', format: 'e-book', edition: '4.0' }])

    await uploaded(materials, product, { edition: '4.0', filename: 'month.epub' })
    await removeFile(materials, 'month', first.id)
    await uploaded(materials, product, { edition: '4.0' })
    // There was no audio book of 3.0, so that of 4.0 is none that anybody waits for.
    await uploaded(materials, product, { edition: '4.0', format: 'audio', filename: 'month.mp3' })
    expect(await announced(materials.table)).toHaveLength(1)
  })

  test('is announced once when several arrive at the same moment', async () => {
    const { materials, product } = await withNewVersion()
    const names = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf']
    const made = await Promise.all(names.map((filename) => uploaded(materials, product, { edition: '4.0', filename })))
    expect(made.map(({ state }) => state)).toEqual(['there', 'there', 'there', 'there'])
    expect(await announced(materials.table)).toHaveLength(1)
  })

  test('of an older version is not news', async () => {
    const materials = await open()
    const editions = [
      { label: '4.0', releasedOn: '2024-03-01' },
      { label: '3.0', releasedOn: '2023-05-01' },
    ]
    const product = await aBook(materials.table, { editions })
    await uploaded(materials, product, { edition: '4.0' })
    await uploaded(materials, product, { edition: '3.0' })
    await uploaded(materials, product, { edition: '4.0', filename: 'more.pdf' })
    expect(await announced(materials.table)).toEqual([])
  })
})
