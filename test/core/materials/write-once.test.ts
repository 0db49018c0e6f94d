import { finishUpload, listTitleFiles, removeFile, startUpload } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { minutes, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { aBook, openFileStore, sendFile } from '../../support/materials.ts'

const asked = { format: 'e-book', edition: '3.0', filename: 'month.pdf', bytes: 8 }
const by = { by: 'per_admin', now: start }

const open = async () => {
  const desk = await openDesk({ files: await openFileStore() })
  await aBook(desk.table)
  return { desk, ...(await startUpload(desk, 'month', asked, by)) }
}
const without = (name: string, upload: Awaited<ReturnType<typeof open>>['upload']) =>
  upload && { ...upload, headers: Object.fromEntries(Object.entries(upload.headers).filter(([key]) => key !== name)) }
const contents = async (desk: Awaited<ReturnType<typeof open>>['desk'], key: string) =>
  (await fetch(await desk.files.signDownload({ key, filename: 'a.pdf', seconds: 60 }))).text()

describe('what was sent once stays', () => {
  test('a link takes a file once: neither before it is finished nor after can it be swapped', async () => {
    const { desk, file, upload } = await open()
    expect((await sendFile(upload, '%PDF-1.7')).status).toBe(200)
    expect((await sendFile(upload, '%PDF-evi')).status).toBe(412)
    await finishUpload(desk, 'month', file.id, minutes(1))
    expect((await sendFile(upload, '%PDF-evi')).status).toBe(412)
    expect(await contents(desk, file.key)).toBe('%PDF-1.7')
  })

  test('of two that send at once one is taken', async () => {
    const { desk, file, upload } = await open()
    const answers = await Promise.all(['%PDF-1.7', '%PDF-evi'].map((body) => sendFile(upload, body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    expect((await finishUpload(desk, 'month', file.id, minutes(1))).state).toBe('there')
  })

  test('the condition stands in the signature: without it the store takes nothing', async () => {
    const { desk, file, upload } = await open()
    expect(upload?.headers['if-none-match']).toBe('*')
    expect((await sendFile(without('if-none-match', upload), '%PDF-1.7')).status).toBe(403)
    expect(await desk.files.find(file.key)).toBeUndefined()
  })

  test('what is sent by a link after its file was removed goes again once the link has run out', async () => {
    const { desk, file, upload } = await open()
    await sendFile(upload, '%PDF-1.7')
    await removeFile(desk, 'month', file.id)
    expect(await desk.files.find(file.key)).toBeUndefined()
    expect((await sendFile(upload, '%PDF-1.7')).status).toBe(200)
    expect(await drain(desk, minutes(15))).toEqual([])
    expect(await desk.files.find(file.key)).toBeDefined()
    expect(await drain(desk, minutes(16))).toEqual([])
    expect(await desk.files.find(file.key)).toBeUndefined()
    expect(await listTitleFiles(desk.table, 'month')).toEqual([])
  })

  test('a file goes also when who removed it died before taking it out of the store', async () => {
    const { desk, file, upload } = await open()
    await sendFile(upload, '%PDF-1.7')
    const died = () => Promise.reject(new Error('died'))
    const dying = { ...desk, files: { ...desk.files, remove: died, erase: died } }
    await expect(removeFile(dying, 'month', file.id)).rejects.toThrow('died')
    expect(await desk.files.find(file.key)).toBeDefined()
    await drain(desk, minutes(16))
    expect(await desk.files.find(file.key)).toBeUndefined()
  })
})
