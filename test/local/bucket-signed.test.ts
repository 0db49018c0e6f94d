import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { connect } from './support/bucket-client.ts'

let store: Bucket
let s3: S3Client
beforeAll(async () => {
  store = await startBucket()
  s3 = connect(store)
})
afterAll(() => store.stop())

const at = (Key: string) => ({ Bucket: store.bucket, Key })
const put = (key: string, body: string) =>
  s3.send(new PutObjectCommand({ ...at(key), Body: body, ContentType: 'application/pdf' }))
const read = async (key: string) => (await s3.send(new GetObjectCommand(at(key)))).Body?.transformToString()
const link = (key: string, more = {}, options = {}) =>
  getSignedUrl(s3, new GetObjectCommand({ ...at(key), ...more }), options)

describe('a presigned link', () => {
  test('opens what it names, under the file name that it says', async () => {
    await put('handout.pdf', 'handout')
    const disposition = 'attachment; filename="Handout for you.pdf"'
    const answer = await fetch(await link('handout.pdf', { ResponseContentDisposition: disposition }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe(disposition)
    expect(await answer.text()).toBe('handout')
    const part = await fetch(await link('handout.pdf'), { headers: { range: 'bytes=0-3' } })
    expect([part.status, await part.text()]).toEqual([206, 'hand'])
  })

  test('takes an upload', async () => {
    const address = await getSignedUrl(s3, new PutObjectCommand(at('upload.txt')))
    expect((await fetch(address, { method: 'PUT', body: 'mine' })).status).toBe(200)
    expect(await read('upload.txt')).toBe('mine')
  })

  test.each([
    ['another object', (address: string) => address.replace('handout.pdf', 'upload.txt')],
    [
      'another signature',
      (address: string) =>
        address.replace(/(X-Amz-Signature=)(.)/, (_, name, first) => `${name}${first === 'a' ? 'b' : 'a'}`),
    ],
    ['a longer life', (address: string) => address.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000')],
    ['another file name', (address: string) => `${address}&response-content-disposition=attachment`],
    ['no signature', (address: string) => address.replace(/\?.*/, '')],
  ])('is refused with %s', async (_, tamper) => {
    await put('handout.pdf', 'handout')
    await put('upload.txt', 'mine')
    const address = await link('handout.pdf')
    expect(tamper(address)).not.toBe(address)
    const answer = await fetch(tamper(address))
    expect(answer.status).toBe(403)
    expect(await answer.text()).not.toContain('handout')
  })

  test('is refused for another method than the signed one', async () => {
    expect((await fetch(await link('handout.pdf'), { method: 'DELETE' })).status).toBe(403)
    expect(await read('handout.pdf')).toBe('handout')
  })

  test('is refused once it has expired', async () => {
    const options = { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) }
    const answer = await fetch(await link('handout.pdf', {}, options))
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Request has expired')
    const fresh = { expiresIn: 60, signingDate: new Date(Date.now() - 30_000) }
    expect((await fetch(await link('handout.pdf', {}, fresh))).status).toBe(200)
  })
})

describe('a request of the SDK', () => {
  test('is refused with another secret', async () => {
    const stranger = connect(store, { secretAccessKey: 'another secret' })
    await expect(stranger.send(new HeadObjectCommand(at('handout.pdf')))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    })
    await expect(stranger.send(new PutObjectCommand({ ...at('x'), Body: 'x' }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
  })

  test('that was signed an hour ago is refused', async () => {
    const late = connect(store, { systemClockOffset: -3_600_000 })
    await expect(late.send(new GetObjectCommand(at('handout.pdf')))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    })
  })
})

test('a browser on another origin may read and upload', async () => {
  const asked = await fetch(`${store.endpoint}/${store.bucket}/x`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://127.0.0.1:4000',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    },
  })
  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4000')
  expect(asked.headers.get('access-control-allow-methods')).toContain('PUT')
  const answer = await fetch(await link('handout.pdf'), { headers: { origin: 'http://127.0.0.1:4000' } })
  expect(answer.headers.get('access-control-expose-headers')).toContain('ETag')
})
