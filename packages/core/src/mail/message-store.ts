import {
  commit,
  eachShard,
  entity,
  erased,
  findOne,
  hashToken,
  type Instant,
  optional,
  type Page,
  type PageRequest,
  pageOf,
  readAfter,
  readBatch,
  required,
  shardOf,
  type Table,
  ttlOf,
  update,
  without,
} from '../platform/index.ts'
import { type DeliveryState, deliveryStates, type Message, messageStates } from './message.ts'

/** Mails to everyone meet in this list, so it is spread. */
const shards = 8

/** That a mail was sent, by its meaning, and what became of it. */
const messages = entity({
  name: 'message',
  kept: 'message',
  attributes: {
    id: required.text,
    key: required.text,
    template: required.text,
    to: required.text,
    subject: required.text,
    state: { type: messageStates, required: true },
    at: required.text,
    providerId: optional.text,
    error: optional.text,
    event: optional.text,
    orderId: optional.text,
    batch: optional.text,
    deliveredAt: optional.text,
    bouncedAt: optional.text,
    complainedAt: optional.text,
    failedAt: optional.text,
    shard: required.text,
    /** The digest of the address, by which someone's mails are found; gone once its person is erased. */
    reader: optional.text,
  },
  keys: {
    key: { pk: 'message#${key}', sk: 'message' },
    reader: { index: 'owner', pk: 'messages-to#${reader}', sk: '${id}' },
    all: { index: 'list', pk: 'messages#${shard}', sk: '${id}' },
  },
})

const messageOf = without('shard', 'reader', 'ttl')

export const findMessage = (table: Table, key: string): Promise<Message | undefined> =>
  findOne(messages(table).get({ key }), messageOf)

/** The records of several mails, by their keys. */
export const findMessages = async (table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Message>> => {
  const wanted = [...new Set(keys)].map((key) => ({ key }))
  const items = await readBatch(wanted, (part) => messages(table).get(part).go({ consistent: true }))
  return new Map(items.map((item) => [item.key, messageOf(item)]))
}

export const saveMessage = async (table: Table, message: Message): Promise<void> => {
  await messages(table)
    .put({
      ...message,
      shard: String(shardOf(message.key, shards)),
      reader: hashToken(message.to),
      ttl: ttlOf('message', message.at),
    })
    .go()
}

/** How many records are written in parallel. */
const atOnce = 25

export const saveMessages = async (table: Table, records: readonly Message[]): Promise<void> => {
  for (let from = 0; from < records.length; from += atOnce) {
    await Promise.all(records.slice(from, from + atOnce).map((record) => saveMessage(table, record)))
  }
}

/**
 * Notes what the provider reports about a mail. A late or repeated report doesn't change a state that weighs as much.
 * @param told  when that was, and what went wrong in words
 * @returns whether it was news: about a mail known here, in a state that weighs less
 */
export const recordDelivery = async (
  table: Table,
  key: string,
  state: DeliveryState,
  told: { at?: Instant | undefined; words?: string | undefined } = {},
): Promise<boolean> => {
  const less = messageStates.filter(
    (one) => one !== state && !deliveryStates.some((other) => other === one && rank(other) > rank(state)),
  )
  const change = messages(table)
    .patch({ key })
    .set({
      state,
      ...(told.at === undefined ? {} : { [`${state}At` as const]: told.at }),
      ...(told.words === undefined ? {} : { error: told.words }),
    })
    .where(({ state: known }, { eq }) => less.map((one) => eq(known, one)).join(' OR '))
  return (await commit(table, [update('message', change)])).committed
}

const rank = (state: DeliveryState): number => deliveryStates.indexOf(state)

/** All mails, newest first. */
export const listMessages = (table: Table, page: PageRequest): Promise<Page<Message>> =>
  pageOf(
    eachShard(shards, (shard) => messages(table).query.all({ shard: String(shard) })),
    ['id'],
    { ...page, order: 'desc' },
    messageOf,
  )

/** Mails to one address, newest first. @param address  its digest (`digestOfAddress`) */
export const listLastMessagesTo = (table: Table, address: string, page: PageRequest): Promise<Page<Message>> =>
  pageOf(messages(table).query.reader({ reader: address }), ['id'], { ...page, order: 'desc' }, messageOf)

/** Mails to one address, the oldest first, a page at a time. @param address  its digest (`hashToken`) */
export const listMessagesTo = async (
  table: Table,
  address: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Message[]> => {
  const query = messages(table).query.reader({ reader: address })
  return (await readAfter(query, ['id'], after, { limit })).map(messageOf)
}

/** Takes the address out of the record of a mail; that it was sent, and why, stays. May be repeated. */
export const blankMessage = async (table: Table, key: string): Promise<void> => {
  const change = messages(table)
    .patch({ key })
    .set({ to: erased })
    // The provider's words may quote the address.
    .remove(['reader', 'error'])
  await commit(table, [update('message', change)])
}
