import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { until } from '../support/local-platform.ts'
import { connect } from './support/bucket-client.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-bucket-'))
let store: Bucket
let s3: S3Client

beforeAll(async () => {
  store = await startBucket({ dir: folder })
  s3 = connect(store)
})
afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true })
})

const at = (Key: string) => ({ Bucket: store.bucket, Key })
const put = (key: string, body: string | Buffer) =>
  s3.send(new PutObjectCommand({ ...at(key), Body: body, ContentType: 'application/pdf' }))
const read = async (key: string, range?: string) => {
  const got = await s3.send(new GetObjectCommand({ ...at(key), ...(range ? { Range: range } : {}) }))
  return got.Body?.transformToString()
}
const link = (key: string, more = {}, options = {}) =>
  getSignedUrl(s3, new GetObjectCommand({ ...at(key), ...more }), options)

describe('an object', () => {
  test('is put, looked at, read whole and in part, listed and removed', async () => {
    await put('5w22/Folien & "Plan" ü+1.pdf', 'twelve bytes')
    expect(await read('5w22/Folien & "Plan" ü+1.pdf')).toBe('twelve bytes')
    expect(await read('5w22/Folien & "Plan" ü+1.pdf', 'bytes=7-11')).toBe('bytes')
    const head = await s3.send(new HeadObjectCommand(at('5w22/Folien & "Plan" ü+1.pdf')))
    expect([head.ContentLength, head.ContentType]).toEqual([12, 'application/pdf'])
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: store.bucket, Prefix: '5w22/' }))
    expect(listed.Contents?.map((item) => item.Key)).toEqual(['5w22/Folien & "Plan" ü+1.pdf'])
    await s3.send(new DeleteObjectCommand(at('5w22/Folien & "Plan" ü+1.pdf')))
    await expect(read('5w22/Folien & "Plan" ü+1.pdf')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  test('of several parts is put together, and its parts are listed before', async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at('recording.mp4')))
    const bodies = [Buffer.alloc(5 * 1024 * 1024, 1), Buffer.alloc(5 * 1024 * 1024, 2), Buffer.from('end')]
    for (const [index, Body] of bodies.entries()) {
      await s3.send(new UploadPartCommand({ ...at('recording.mp4'), UploadId, PartNumber: index + 1, Body }))
    }
    const first = await s3.send(new ListPartsCommand({ ...at('recording.mp4'), UploadId, MaxParts: 2 }))
    expect(first.Parts?.map((part) => [part.PartNumber, part.Size])).toEqual([
      [1, 5 * 1024 * 1024],
      [2, 5 * 1024 * 1024],
    ])
    expect(first.IsTruncated).toBe(true)
    const rest = await s3.send(
      new ListPartsCommand({ ...at('recording.mp4'), UploadId, PartNumberMarker: first.NextPartNumberMarker }),
    )
    const Parts = [...(first.Parts ?? []), ...(rest.Parts ?? [])].map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))
    expect(Parts).toHaveLength(3)
    await s3.send(new CompleteMultipartUploadCommand({ ...at('recording.mp4'), UploadId, MultipartUpload: { Parts } }))
    const head = await s3.send(new HeadObjectCommand(at('recording.mp4')))
    expect(head.ContentLength).toBe(10 * 1024 * 1024 + 3)
    expect(await read('recording.mp4', 'bytes=-3')).toBe('end')
  })
})

const mebi = 1024 * 1024
const pieces = (): string[] => readdirSync(join(folder, 'data'))
const begin = async (key: string): Promise<string> => {
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand(at(key)))
  return UploadId
}
const sendPart = async (key: string, UploadId: string, PartNumber: number, Body: string | Buffer) => {
  const { ETag } = await s3.send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body }))
  return { PartNumber, ETag }
}
const complete = (key: string, UploadId: string, Parts: { PartNumber: number; ETag: string | undefined }[]) =>
  s3.send(new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts } }))

describe('an upload in parts', () => {
  test('is completed of parts as they are, in order, and each but the last of 5 MB', async () => {
    const id = await begin('parts.zip')
    const [one, two] = [
      await sendPart('parts.zip', id, 1, Buffer.alloc(5 * mebi)),
      await sendPart('parts.zip', id, 2, 'b'),
    ]
    const small = await sendPart('parts.zip', id, 3, 'c')
    for (const [parts, name] of [
      [[], 'MalformedXML'],
      [[two, one], 'InvalidPartOrder'],
      [[one, one], 'InvalidPartOrder'],
      [[one, { ...two, ETag: one.ETag }], 'InvalidPart'],
      [[one, { PartNumber: 4, ETag: one.ETag }], 'InvalidPart'],
      [[two, small], 'EntityTooSmall'],
    ] as const) {
      await expect(complete('parts.zip', id, [...parts])).rejects.toMatchObject({ name })
    }
    await expect(complete('other.zip', id, [one])).rejects.toMatchObject({ name: 'NoSuchUpload' })
    for (const number of [0, 10_001]) {
      await expect(sendPart('parts.zip', id, number, 'x')).rejects.toMatchObject({ name: 'InvalidArgument' })
    }
    const { ETag } = await complete('parts.zip', id, [one, small])
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/)
    expect((await s3.send(new HeadObjectCommand(at('parts.zip')))).ContentLength).toBe(5 * mebi + 1)
    expect(await read('parts.zip', `bytes=${5 * mebi - 1}-`)).toBe('\0c')
    await expect(complete('parts.zip', id, [one, small])).rejects.toMatchObject({ name: 'NoSuchUpload' })
  })

  test('leaves nothing behind when it is given up, when a part comes twice, and when its object is removed', async () => {
    const before = pieces().length
    const id = await begin('given-up.zip')
    await sendPart('given-up.zip', id, 1, 'a')
    await sendPart('given-up.zip', id, 1, 'b')
    expect(pieces().length).toBe(before + 1)
    await s3.send(new AbortMultipartUploadCommand({ ...at('given-up.zip'), UploadId: id }))
    await expect(sendPart('given-up.zip', id, 2, 'c')).rejects.toMatchObject({ name: 'NoSuchUpload' })
    const other = await begin('kept-a-while.zip')
    await complete('kept-a-while.zip', other, [await sendPart('kept-a-while.zip', other, 1, 'd')])
    await put('kept-a-while.zip', 'e')
    expect(await read('kept-a-while.zip')).toBe('e')
    await s3.send(new DeleteObjectCommand(at('kept-a-while.zip')))
    expect(pieces().length).toBe(before)
  })
})

describe('a long body', () => {
  test('is taken in one request and given by ranges', async () => {
    const length = 20 * mebi
    const address = await getSignedUrl(s3, new PutObjectCommand(at('long.mp4')))
    const body = Buffer.alloc(length, 7)
    body.write('the end', length - 7)
    expect((await fetch(address, { method: 'PUT', body })).status).toBe(200)
    expect(Buffer.from(await (await fetch(await link('long.mp4'))).arrayBuffer()).equals(body)).toBe(true)
    const range = await fetch(await link('long.mp4'), { headers: { range: `bytes=${length - 3}-` } })
    expect([range.status, range.headers.get('content-range'), range.headers.get('accept-ranges')]).toEqual([
      206,
      `bytes ${length - 3}-${length - 1}/${length}`,
      'bytes',
    ])
    expect(await range.text()).toBe('end')
    expect((await fetch(await link('long.mp4'), { headers: { range: `bytes=${length}-` } })).status).toBe(416)
    await s3.send(new DeleteObjectCommand(at('long.mp4')))
  })

  test('that breaks off leaves nothing, and what was there before stays', async () => {
    await put('broken.pdf', 'before')
    const before = pieces().length
    const address = await getSignedUrl(s3, new PutObjectCommand(at('broken.pdf')))
    const sent = request(address, { method: 'PUT', headers: { 'content-length': 10 * mebi } }).on('error', () => {})
    sent.write(Buffer.alloc(mebi))
    await until(async () => pieces().length > before)
    sent.destroy()
    await until(async () => pieces().length === before)
    expect(await read('broken.pdf')).toBe('before')
  })

  test('that is refused is read to its end, so that its sender hears why', async () => {
    const address = (await getSignedUrl(s3, new PutObjectCommand(at('denied.zip')))).replace('denied', 'other')
    const answer = await fetch(address, { method: 'PUT', body: Buffer.alloc(20 * mebi) })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
  })

  test('of another digest than the signed one is refused', async () => {
    const body = Buffer.from('the body that was signed')
    const changing = connect(store)
    changing.middlewareStack.add(
      (next) => (asked) => {
        const { request: signed } = asked as { request: { body?: unknown } }
        if (signed.body) signed.body = Buffer.from('the body that was mailed')
        return next(asked)
      },
      { step: 'deserialize', priority: 'low' },
    )
    await expect(changing.send(new PutObjectCommand({ ...at('swapped'), Body: body }))).rejects.toMatchObject({
      name: 'XAmzContentSHA256Mismatch',
    })
    await expect(read('swapped')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })
})

test('without a folder of its own the store leaves none behind', async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lectern-materials-'))
  const before = folders()
  const other = await startBucket()
  const made = folders().filter((name) => !before.includes(name))
  expect(made.length).toBeGreaterThan(0)
  await other.stop()
  expect(made.some((name) => !existsSync(join(tmpdir(), name)))).toBe(true)
})

test('a restart forgets neither objects nor unfinished uploads', async () => {
  await put('kept.pdf', 'kept')
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at('half.mp4')))
  await s3.send(new UploadPartCommand({ ...at('half.mp4'), UploadId, PartNumber: 1, Body: 'half' }))
  await store.stop()
  store = await startBucket({ dir: folder })
  s3 = connect(store)
  expect(await read('kept.pdf')).toBe('kept')
  const parts = await s3.send(new ListPartsCommand({ ...at('half.mp4'), UploadId }))
  expect(parts.Parts?.map((part) => part.Size)).toEqual([4])
})
