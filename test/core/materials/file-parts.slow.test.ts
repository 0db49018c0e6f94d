import { randomBytes } from 'node:crypto'
import { CreateMultipartUploadCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import {
  addMaterial,
  finishMaterial,
  finishUpload,
  lengthOfPart,
  listFileParts,
  listFilesAsTheyStand,
  listMaterialParts,
  listMaterials,
  NewMaterial,
  NewTitleFile,
  partBytes,
  partCount,
  removeMaterial,
  signFileParts,
  signMaterialParts,
  startUpload,
} from '@lectern/core/materials'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { anEvent, minutes, start } from '../../support/build.ts'
import { aBook, filesAt, sendFile } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const by = { by: 'per_admin', now: start }
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )

const open = async () => {
  const bucket = await startBucket()
  onTestFinished(() => bucket.stop())
  const materials = { table: await freshTable(), files: filesAt(bucket) }
  return { bucket, materials, event: await anEvent(materials.table) }
}

/** Two whole parts and a bit. */
const bytes = 2 * partBytes + 5
const body = randomBytes(bytes)
const part = (number: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(body.subarray((number - 1) * partBytes, (number - 1) * partBytes + lengthOfPart(bytes, number)))

const begin = async ({ materials }: Pick<Awaited<ReturnType<typeof open>>, 'materials'>, more = {}) => {
  const asked = NewMaterial.parse({ filename: 'Week 2.mp4', bytes, modified: 1_700_000_000_000, ...more })
  const { material, upload } = await addMaterial(materials, '5w22', asked, by)
  const { id } = material
  return {
    ...{ material, upload, id },
    send: async (...numbers: number[]) => {
      for (const one of await signMaterialParts(materials, '5w22', id, numbers)) {
        const sent = await sendFile(one, part(one.number))
        if (!sent.ok) throw new Error(`The store answered ${sent.status}: ${await sent.text()}`)
      }
    },
    arrived: async () => (await listMaterialParts(materials, '5w22', id)).arrived,
    finish: () => finishMaterial(materials, '5w22', id, minutes(5)),
    sign: (...numbers: number[]) => signMaterialParts(materials, '5w22', id, numbers),
  }
}

const s3Of = ({ endpoint, region, credentials }: Bucket) =>
  new S3Client({ endpoint, region, credentials, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' })

test.each([
  [1, 1, 1],
  [partBytes, 1, partBytes],
  [partBytes + 1, 2, 1],
  [2 * 1024 ** 3, 128, partBytes],
  [5 * 1024 ** 3, 320, partBytes],
])('a file of %s bytes has %s parts, the last of %s', (length, count, last) => {
  expect([partCount(length), lengthOfPart(length, count)]).toEqual([count, last])
  expect((count - 1) * partBytes + last).toBe(length)
})

describe('a file of several parts', () => {
  test('is sent in any order, goes on where it broke off, and is put together at the end', async () => {
    const opened = await open()
    const { materials, event } = opened
    const upload = await begin(opened)
    expect(upload.upload).toBeUndefined()
    expect(upload.material).toMatchObject({
      ...{ kind: 'recording', session: event.sessions[1]?.id, title: 'Week 2', state: 'awaiting' },
      file: { bytes, modified: 1_700_000_000_000 },
    })
    expect(await upload.arrived()).toEqual([])
    await upload.send(3, 1)
    expect(await upload.arrived()).toEqual([1, 3])
    expect(await codeOf(upload.finish())).toBe('materials.not-uploaded')
    expect(await upload.arrived()).toEqual([1, 3])
    await upload.send(2)
    await upload.send(2)

    const there = await upload.finish()
    expect(there).toMatchObject({ state: 'there', addedAt: minutes(5) })
    expect(there.file).not.toHaveProperty('uploadId')
    expect(await upload.finish()).toEqual(there)
    expect(await upload.arrived()).toEqual([1, 2, 3])
    const { key = '' } = there.file ?? {}
    expect(await materials.files.find(key)).toMatchObject({ bytes, type: 'video/mp4' })
    const url = await materials.files.signDownload({ key, filename: 'a.mp4', seconds: 60 })
    // A player asks for ranges: this one goes across two parts.
    const range = await fetch(url, { headers: { range: `bytes=${partBytes - 3}-${partBytes + 2}` } })
    expect([range.status, range.headers.get('content-range')]).toEqual([
      206,
      `bytes ${partBytes - 3}-${partBytes + 2}/${bytes}`,
    ])
    expect(Buffer.from(await range.arrayBuffer())).toEqual(body.subarray(partBytes - 3, partBytes + 3))
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(body)).toBe(true)
  })

  test('that the store had finished without our hearing of it is there at the next word', async () => {
    const opened = await open()
    const { files } = opened.materials
    const upload = await begin(opened)
    await upload.send(1, 2, 3)
    const { key = '', uploadId = '' } = upload.material.file ?? {}
    await files.finishParts({ key, uploadId }, (await files.listParts({ key, uploadId })) ?? [])
    expect(await upload.arrived()).toEqual([1, 2, 3])
    expect(await Promise.all([upload.finish(), upload.finish()])).toMatchObject([
      { state: 'there' },
      { state: 'there' },
    ])
    // Finished twice and given up afterwards, the file stays.
    await files.finishParts({ key, uploadId }, [])
    await files.abortParts({ key, uploadId })
    expect(await files.find(key)).toMatchObject({ bytes })
  })

  test('takes no other part than its own: not of another number, length or file, nor after it has arrived', async () => {
    const opened = await open()
    const upload = await begin(opened)
    for (const number of [0, -1, 4, 10_001]) expect(await codeOf(upload.sign(number))).toBe('materials.contradiction')
    const [first, last] = await upload.sign(1, 3)
    const others = [
      sendFile(first, part(3)),
      sendFile(last, part(1)),
      sendFile(first && { ...first, url: first.url.replace('partNumber=1', 'partNumber=2') }, part(1)),
      sendFile(
        first && { ...first, url: first.url.replace('materials/events/5w22/', 'materials/events/5w22/x') },
        part(1),
      ),
    ]
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([403, 403, 403, 403])
    expect(new URL(first?.url ?? '').searchParams.get('X-Amz-Expires')).toBe('900')
    expect(await upload.arrived()).toEqual([])
    await upload.send(1, 2, 3)
    await upload.finish()
    expect(await codeOf(upload.sign(1))).toBe('materials.arrived')
    expect((await sendFile(first, part(1))).status).toBe(404)
  })

  test('counts a part of a wrong length as missing, and takes it again', async () => {
    const opened = await open()
    const { bucket, materials } = opened
    const upload = await begin(opened)
    await upload.send(1, 3)
    const { key: Key = '', uploadId: UploadId = '' } = upload.material.file ?? {}
    const at = { Bucket: bucket.bucket, Key, UploadId }
    const short = await getSignedUrl(s3Of(bucket), new UploadPartCommand({ ...at, PartNumber: 2 }))
    expect((await fetch(short, { method: 'PUT', body: 'short' })).status).toBe(200)
    expect(await upload.arrived()).toEqual([1, 3])
    expect(await codeOf(upload.finish())).toBe('materials.not-uploaded')
    expect((await listMaterials(materials.table, '5w22')).map(({ state }) => state)).toEqual(['awaiting'])
    await upload.send(2)
    expect(await upload.finish()).toMatchObject({ state: 'there' })
  })

  test('that came as another type is refused and taken away', async () => {
    const opened = await open()
    const { bucket, materials } = opened
    const upload = await begin(opened)
    const { key: Key = '', uploadId = '' } = upload.material.file ?? {}
    await materials.files.abortParts({ key: Key, uploadId })
    const at = { Bucket: bucket.bucket, Key }
    const { UploadId = '' } = await s3Of(bucket).send(
      new CreateMultipartUploadCommand({ ...at, ContentType: 'text/html' }),
    )
    for (const number of [1, 2, 3]) {
      const one = { key: Key, uploadId: UploadId, number, bytes: lengthOfPart(bytes, number) }
      await sendFile(await materials.files.signPart(one), part(number))
    }
    const parts = (await materials.files.listParts({ key: Key, uploadId: UploadId })) ?? []
    await materials.files.finishParts({ key: Key, uploadId: UploadId }, parts)
    expect(await codeOf(upload.finish())).toBe('materials.wrong-upload')
    expect(await materials.files.find(Key)).toBeUndefined()
    expect(await listMaterials(materials.table, '5w22')).toEqual([])
  })

  test('that is taken away while it comes is given up with all its parts', async () => {
    const opened = await open()
    const { materials } = opened
    const upload = await begin(opened)
    await upload.send(1, 2)
    const [next] = await upload.sign(3)
    await removeMaterial(materials, '5w22', upload.id)
    const { key = '', uploadId = '' } = upload.material.file ?? {}
    expect(await materials.files.listParts({ key, uploadId })).toBeUndefined()
    expect((await sendFile(next, part(3))).status).toBe(404)
    for (const work of [upload.finish, upload.arrived, () => upload.sign(3)]) {
      expect(await codeOf(work())).toBe('not-found')
    }
  })

  test('that the store has forgotten says so, and can be taken away', async () => {
    const opened = await open()
    const { materials } = opened
    const upload = await begin(opened)
    const { key = '', uploadId = '' } = upload.material.file ?? {}
    await materials.files.abortParts({ key, uploadId })
    expect(await codeOf(upload.arrived())).toBe('materials.upload-over')
    expect(await codeOf(upload.finish())).toBe('materials.upload-over')
    await removeMaterial(materials, '5w22', upload.id)
    expect(await listMaterials(materials.table, '5w22')).toEqual([])
  })

  test('of a title goes the same way, and stays awaited while a part is missing', async () => {
    const { materials } = await open()
    await aBook(materials.table)
    const asked = NewTitleFile.parse({ format: 'audio', edition: '3.0', filename: 'month.zip', bytes })
    const { file, upload } = await startUpload(materials, 'month', asked, by)
    expect(upload).toBeUndefined()
    const send = async (...numbers: number[]) => {
      for (const one of await signFileParts(materials, 'month', file.id, numbers)) await sendFile(one, part(one.number))
    }
    await send(1, 3)
    expect((await listFileParts(materials, 'month', file.id)).arrived).toEqual([1, 3])
    expect(await codeOf(finishUpload(materials, 'month', file.id, start))).toBe('materials.not-uploaded')
    expect((await listFilesAsTheyStand(materials, 'month', start)).map(({ state }) => state)).toEqual(['awaiting'])
    expect(await codeOf(signFileParts(materials, 'other', file.id, [1]))).toBe('not-found')
    await send(2)
    expect(await listFilesAsTheyStand(materials, 'month', start)).toMatchObject([{ state: 'there', bytes }])
    expect(await codeOf(signFileParts(materials, 'month', file.id, [1]))).toBe('materials.arrived')
  })
})

test('a file of one part is sent at once, by a link that can be had again', async () => {
  const opened = await open()
  const upload = await begin(opened, { filename: 'Slides.pdf', bytes: 8 })
  expect(upload.material.file).not.toHaveProperty('uploadId')
  expect(await upload.arrived()).toEqual([])
  const [again] = await upload.sign(1)
  expect(await codeOf(upload.sign(2))).toBe('materials.contradiction')
  expect((await sendFile(again, '%PDF-1.7')).status).toBe(200)
  expect(await upload.arrived()).toEqual([1])
  expect(await upload.finish()).toMatchObject({ state: 'there' })
})

test('another event’s file has no parts here', async () => {
  const opened = await open()
  const { materials } = opened
  await anEvent(materials.table, { slug: 'other' })
  const { id } = await begin(opened)
  expect(await codeOf(signMaterialParts(materials, 'other', id, [1]))).toBe('not-found')
  expect(await codeOf(listMaterialParts(materials, 'other', id))).toBe('not-found')
})
