import { eventAccess, pendingGrant, pendingRevoke, titleAccess } from '@lectern/core/access'
import { createProduct, type Event, NewProduct, type Product } from '@lectern/core/catalog'
import {
  addMaterial,
  createS3Files,
  type FileStore,
  finishMaterial,
  finishUpload,
  NewMaterial,
  NewTitleFile,
  type SessionMaterial,
  startUpload,
  type TitleFile,
} from '@lectern/core/materials'
import type { Instant, Table } from '@lectern/core/platform'
import { onTestFinished } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { committed, minutes, start } from './build.ts'

/** Files at the stand-in for S3, which verifies every signature. */
export const filesAt = ({ bucket, region, endpoint, credentials }: Bucket): FileStore =>
  createS3Files({ bucket, region, endpoint, credentials })

/** A store of files of a test's own. */
export const openFileStore = async (): Promise<FileStore> => {
  const bucket = await startBucket()
  onTestFinished(() => bucket.stop())
  return filesAt(bucket)
}

/** A book with an e-book, an audio book and a paperback, in one version. */
export const aBook = (table: Table, terms: Record<string, unknown> = {}): Promise<Product> =>
  createProduct(
    table,
    NewProduct.parse({
      slug: 'month',
      title: 'Managed Services in a Month',
      authors: ['Karl W. Palachuk'],
      formats: [
        { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 2995 },
        { slug: 'audio', name: 'Audio book', type: 'download', priceCents: 2495 },
        { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3995 },
      ],
      editions: [{ label: '3.0', releasedOn: '2023-05-01' }],
      ...terms,
    }),
    start,
  )

/** Gives someone a format as an order does. */
export const give = (
  table: Table,
  personId: string,
  sku: string,
  more: { source?: 'purchase' | 'membership'; sourceId?: string } = {},
): Promise<void> =>
  committed(table, [
    pendingGrant(table, {
      personId,
      what: titleAccess(sku),
      source: 'purchase',
      sourceId: 'ord_1',
      grantedAt: start,
      ...more,
    }),
  ])

/** Sends a file as it was asked to be sent, unless something of it is changed. */
export const sendFile = (
  upload: { url: string; headers: Record<string, string> } | undefined,
  body: string | Uint8Array<ArrayBuffer>,
  changed: Record<string, string> = {},
): Promise<Response> => {
  if (!upload) throw new Error('The file is not sent at once, but in parts')
  return fetch(upload.url, { method: 'PUT', body, headers: { ...upload.headers, ...changed } })
}

type Uploaded = { format?: string; edition?: string | undefined; filename?: string; body?: string; now?: Instant }

/** A file that was uploaded and is there. */
export const uploaded = async (
  materials: { table: Table; files: FileStore },
  product: Pick<Product, 'slug'>,
  { format = 'e-book', edition, filename = 'month.pdf', body = '%PDF-1.7', now = start }: Uploaded = {},
): Promise<TitleFile> => {
  const asked = NewTitleFile.parse({ format, edition, filename, bytes: Buffer.byteLength(body) })
  const { file, upload } = await startUpload(materials, product.slug, asked, { by: 'per_admin', now })
  const sent = await sendFile(upload, body)
  if (!sent.ok) throw new Error(`The store answered ${sent.status}: ${await sent.text()}`)
  return finishUpload(materials, product.slug, file.id, now)
}

/** Gives someone a seat in an event as an order does, or as a membership does. */
export const seat = (
  table: Table,
  personId: string,
  event: string,
  source: 'purchase' | 'membership' = 'purchase',
): Promise<void> =>
  committed(table, [
    pendingGrant(table, { personId, what: eventAccess(event), source, sourceId: 'ord_1', grantedAt: start }),
  ])

/** Takes that seat away again, as a refund does. */
export const unseat = (table: Table, personId: string, event: string): Promise<void> =>
  committed(table, [
    pendingRevoke(table, { personId, what: eventAccess(event), source: 'purchase', sourceId: 'ord_1' }),
  ])

/** So long ago that what came then is published. */
const ago = minutes(-10)

/** A recording or handout of an event's first session, unless told otherwise; by a link. */
export const aLink = async (
  materials: { table: Table; files: FileStore },
  event: Event,
  more: Record<string, unknown> = {},
): Promise<SessionMaterial> => {
  const session = event.sessions[0]?.id
  const asked = NewMaterial.parse({ kind: 'recording', session, title: 'Week one', link: vimeo, ...more })
  return (await addMaterial(materials, event.slug, asked, { by: 'per_admin', now: ago })).material
}

export const vimeo = 'https://vimeo.com/76979871'

/** A handout that was uploaded and is there. */
export const aHandout = async (
  materials: { table: Table; files: FileStore },
  event: Event,
  { filename = 'Slides.pdf', body = '%PDF-1.7' } = {},
): Promise<SessionMaterial> => {
  const session = event.sessions[0]?.id
  const asked = NewMaterial.parse({ kind: 'handout', session, filename, bytes: Buffer.byteLength(body) })
  const { material, upload } = await addMaterial(materials, event.slug, asked, { by: 'per_admin', now: ago })
  if (!upload) throw new Error('nothing is to be uploaded')
  const sent = await sendFile(upload, body)
  if (!sent.ok) throw new Error(`The store answered ${sent.status}: ${await sent.text()}`)
  return finishMaterial(materials, event.slug, material.id, ago)
}
