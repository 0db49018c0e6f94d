import type { OpenUpload, StoredObject } from './bucket-files.ts'
import type { readQuery } from './bucket-signature.ts'

// The answers of S3's API that are not files, and the one body that is read.

const escaped = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)

type Value = string | number | boolean

/** The elements of a list of names and values, in their order. */
const elements = (values: Record<string, Value>): string =>
  Object.entries(values)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')

const answer = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`

/** S3's errors have no namespace. */
export const errorXml = (Code: string, Message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error>${elements({ Code, Message })}</Error>`

export const started = (Bucket: string, Key: string, UploadId: string): string =>
  answer('InitiateMultipartUploadResult', elements({ Bucket, Key, UploadId }))

export const completed = (Bucket: string, { key: Key, etag }: StoredObject): string =>
  answer('CompleteMultipartUploadResult', elements({ Location: `/${Bucket}/${Key}`, Bucket, Key, ETag: `"${etag}"` }))

type Query = ReturnType<typeof readQuery>

const textOf = (value: Query[string] | undefined): string => (typeof value === 'string' ? value : '')

/** How many a page of a list has, S3's thousand at most. */
const limitOf = (asked: string): number => (/^\d+$/.test(asked) ? Math.min(Number(asked), 1000) : 1000)

/** ListParts: in order of part numbers, page by page. */
export const listedParts = (Bucket: string, upload: OpenUpload, query: Query): string => {
  const PartNumberMarker = Number(textOf(query['part-number-marker'])) || 0
  const MaxParts = limitOf(textOf(query['max-parts']))
  const rest = [...upload.parts.values()]
    .filter(({ number }) => number > PartNumberMarker)
    .sort((a, b) => a.number - b.number)
  const parts = rest.slice(0, MaxParts)
  const about = elements({
    ...{ Bucket, Key: upload.key, UploadId: upload.id, PartNumberMarker },
    NextPartNumberMarker: parts.at(-1)?.number ?? PartNumberMarker,
    ...{ MaxParts, IsTruncated: rest.length > parts.length, StorageClass: 'STANDARD' },
  })
  const shown = parts.map(({ number, modified, etag, bytes }) =>
    elements({ PartNumber: number, LastModified: modified, ETag: `"${etag}"`, Size: bytes }),
  )
  return answer('ListPartsResult', `${about}${shown.map((part) => `<Part>${part}</Part>`).join('')}`)
}

/** ListObjectsV2: by key, page by page. */
export const listed = (Name: string, objects: readonly StoredObject[], query: Query): string => {
  const Prefix = textOf(query.prefix)
  const MaxKeys = limitOf(textOf(query['max-keys']))
  const after = textOf(query['continuation-token'])
  const rest = objects
    .filter(({ key }) => key.startsWith(Prefix) && key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const page = rest.slice(0, MaxKeys)
  const more = rest.length > page.length
  const about = elements({
    ...{ Name, Prefix, KeyCount: page.length, MaxKeys, IsTruncated: more },
    ...(more ? { NextContinuationToken: page.at(-1)?.key ?? '' } : {}),
  })
  const shown = page.map(({ key, modified, etag, bytes }) =>
    elements({ Key: key, LastModified: modified, ETag: `"${etag}"`, Size: bytes, StorageClass: 'STANDARD' }),
  )
  return answer('ListBucketResult', `${about}${shown.map((one) => `<Contents>${one}</Contents>`).join('')}`)
}

/** ListObjectVersions, of a bucket that keeps none: one page, each with the version that S3 gives to what it doesn't version. */
export const listedVersions = (Name: string, objects: readonly StoredObject[], query: Query): string => {
  const Prefix = textOf(query.prefix)
  const shown = objects
    .filter(({ key }) => key.startsWith(Prefix))
    .map(({ key, etag }) => elements({ Key: key, VersionId: 'null', IsLatest: true, ETag: `"${etag}"` }))
  const about = elements({ Name, Prefix, IsTruncated: false })
  return answer('ListVersionsResult', `${about}${shown.map((one) => `<Version>${one}</Version>`).join('')}`)
}

export type PartAsked = { number: number; etag: string }

/** The parts of which CompleteMultipartUpload shall make an object; their tags without the quotation marks. */
export const readParts = (body: string): PartAsked[] =>
  [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)\s*</.exec(part)?.[1]),
    etag: (/<ETag>([^<]*)</.exec(part)?.[1] ?? '').replaceAll('&quot;', '').replaceAll('"', '').trim(),
  }))
