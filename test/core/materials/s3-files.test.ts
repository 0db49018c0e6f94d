import { createS3Files } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { attachment } from '../../../packages/core/src/materials/s3-files.ts'

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }

describe('links to S3 itself', () => {
  test.each(['us-east-1', 'eu-central-1'])('in %s lead where the page’s content policy says', async (region) => {
    const files = createS3Files({ bucket: 'lectern-materials', region, credentials })
    const file = { key: 'materials/titles/month/abc', type: 'application/pdf', bytes: 8 }
    const upload = new URL((await files.signUpload(file)).url)
    const download = new URL(await files.signDownload({ key: file.key, filename: 'a.pdf', seconds: 300 }))
    expect([upload.origin, download.origin]).toEqual([files.origin, files.origin])
    expect(upload.pathname).toBe('/materials/titles/month/abc')
    expect(upload.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host')
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

test.each([
  ['month.pdf', `attachment; filename="month.pdf"; filename*=UTF-8''month.pdf`],
  ['Über (2).pdf', `attachment; filename="Uber (2).pdf"; filename*=UTF-8''%C3%9Cber%20%282%29.pdf`],
  ["it's.pdf", `attachment; filename="it's.pdf"; filename*=UTF-8''it%27s.pdf`],
  ['a"b\r\nX: y.pdf', `attachment; filename="a_b__X: y.pdf"; filename*=UTF-8''a%22b%0D%0AX%3A%20y.pdf`],
])('%j is offered under a header of one line', (name, header) => {
  expect(attachment(name)).toBe(header)
})
