import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import { commit, entity, type Instant, put, required, type Table, ttlOf } from '../platform/index.ts'
import type { Mail } from './mailer.ts'
import type { Draft } from './prepare-mail.ts'

/** A mail of a batch as it goes out, with the record that it will have. */
export type BatchMail = { record: Draft & { subject: string }; mail: Mail }

/** What a batch is made up of, and since when. */
export type Batch = { key: string; mails: BatchMail[]; keptAt: Instant }

/** An item holds 400 KB (DynamoDB, "Service quotas"); its other attributes take less than this leaves. */
const mostBytes = 380 * 1024

/** Mails that go to the mail service in one request, until that is known to have arrived. */
const batches = entity({
  name: 'mail-batch',
  kept: 'mail-batch',
  attributes: {
    key: required.text,
    keptAt: required.text,
    /** The mails as JSON, compressed: they differ in little, so a hundred take hardly more than one. */
    mails: required.anyOf<Uint8Array>(),
  },
  keys: {
    key: { pk: 'mail-batch#${key}', sk: 'mail-batch' },
  },
})

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

export const findBatch = async (table: Table, key: string): Promise<Batch | undefined> => {
  const { data } = await batches(table).get({ key }).go({ consistent: true })
  if (!data) return undefined
  const mails: BatchMail[] = JSON.parse((await decompress(data.mails)).toString('utf8'))
  return { key, mails, keptAt: data.keptAt }
}

/**
 * Keeps what a batch is made up of, before it is sent.
 * @param instead  takes the place of what was kept
 * @returns `kept`; `known` when someone else has kept one under this key; `too-large` when it fits in no item
 */
export const saveBatch = async (
  table: Table,
  batch: Batch,
  { instead = false } = {},
): Promise<'kept' | 'known' | 'too-large'> => {
  const mails = await compress(JSON.stringify(batch.mails), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 },
  })
  if (mails.length > mostBytes) return 'too-large'
  const item = { key: batch.key, keptAt: batch.keptAt, mails, ttl: ttlOf('mail-batch', batch.keptAt) }
  const write = instead ? batches(table).put(item) : batches(table).create(item)
  return (await commit(table, [put('mail-batch', write)])).committed ? 'kept' : 'known'
}

/** May be repeated. */
export const dropBatch = async (table: Table, key: string): Promise<void> => {
  await batches(table).delete({ key }).go()
}
