import { createS3Files } from '@lectern/core/materials'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import { attachment } from '../../../packages/core/src/materials/s3-files.ts'
import type { Wire } from '../../../packages/local/src/fault.ts'
import { listen } from '../../local/support/listen.ts'

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }

describe('links to S3 itself', () => {
  test.each(['us-east-1', 'eu-central-1'])('in %s lead where the page’s content policy says', async (region) => {
    const files = createS3Files({ bucket: 'lectern-materials', region, credentials })
    const file = { key: 'materials/titles/month/abc', type: 'application/pdf', bytes: 8 }
    const upload = new URL((await files.signUpload(file)).url)
    const download = new URL(await files.signDownload({ key: file.key, filename: 'a.pdf', seconds: 300 }))
    expect([upload.origin, download.origin]).toEqual([files.origin, files.origin])
    expect(upload.pathname).toBe('/materials/titles/month/abc')
    expect(upload.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host;if-none-match')
    expect(upload.searchParams.get('X-Amz-Expires')).toBe('900')
    const part = new URL((await files.signPart({ key: file.key, uploadId: 'abc', number: 7, bytes: 8 })).url)
    expect([part.origin, part.pathname]).toEqual([files.origin, upload.pathname])
    expect([part.searchParams.get('uploadId'), part.searchParams.get('partNumber')]).toEqual(['abc', '7'])
    expect(part.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host')
    // S3 would compare it with the file, which nobody has seen when the link is signed.
    const names = [...upload.searchParams.keys(), ...part.searchParams.keys()]
    expect(names.filter((name) => /checksum|sdk/i.test(name))).toEqual([])
  })
})

/** S3 as far as a version is taken away: answers a head, and notes what it was asked. */
const versionedStore = async (version: string | undefined) => {
  const asked: string[] = []
  const app = new Hono<Wire>().all('*', (c) => {
    const { method, path } = c.req
    asked.push(`${method} ${path} ${c.req.query('versionId') ?? ''}`.trim())
    if (method === 'DELETE') return new Response(null, { status: 204 })
    if (version === undefined) return new Response(null, { status: 404 })
    return new Response(null, { headers: { 'x-amz-version-id': version, 'content-length': '0' } })
  })
  const server = await listen(app)
  onTestFinished(() => server.stop())
  const files = createS3Files({ bucket: 'materials', region: 'us-east-1', credentials, endpoint: server.url })
  return { files, asked }
}

describe('erasing a file from a store that keeps versions', () => {
  test('takes its version away, not only the way to it', async () => {
    const { files, asked } = await versionedStore('v7')
    await files.erase('materials/submissions/5w22/abc')
    expect(asked).toEqual(
      ['HEAD', 'DELETE'].map(
        (method) => `${method} /materials/materials/submissions/5w22/abc${method === 'DELETE' ? ' v7' : ''}`,
      ),
    )
  })

  test('control: removing leaves the version, which operators can bring back', async () => {
    const { files, asked } = await versionedStore('v7')
    await files.remove('materials/titles/month/abc')
    expect(asked).toEqual(['DELETE /materials/materials/titles/month/abc'])
  })

  test('of what is not there takes nothing away', async () => {
    const { files, asked } = await versionedStore(undefined)
    await files.erase('materials/titles/month/abc')
    expect(asked).toHaveLength(1)
  })
})

test.each([
  ['month.pdf', `attachment; filename="month.pdf"; filename*=UTF-8''month.pdf`],
  ['Über (2).pdf', `attachment; filename="Uber (2).pdf"; filename*=UTF-8''%C3%9Cber%20%282%29.pdf`],
  ["it's.pdf", `attachment; filename="it's.pdf"; filename*=UTF-8''it%27s.pdf`],
  ['a"b\r\nX: y.pdf', `attachment; filename="a_b__X: y.pdf"; filename*=UTF-8''a%22b%0D%0AX%3A%20y.pdf`],
])('%j is offered under a header of one line', (name, header) => {
  expect(attachment(name)).toBe(header)
})
