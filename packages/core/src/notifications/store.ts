import { entity, indexes, type Page, pageOfShards, shardOf, type Table } from '../platform/index.ts'
import type { Message, MessageState } from './message.ts'

const text = { type: 'string' } as const
const required = { type: 'string', required: true } as const

/** Mails to everybody meet in this list, so it is spread. */
const shards = 8

const messages = entity({
  model: { entity: 'message', version: '1', service: 'lectern' },
  attributes: {
    id: required,
    key: required,
    template: required,
    to: required,
    subject: required,
    state: required,
    at: required,
    providerId: text,
    error: text,
    event: text,
    orderId: text,
    shard: required,
  },
  indexes: {
    key: {
      pk: { field: 'pk', composite: ['key'], template: 'message#${key}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'message', casing: 'none' },
    },
    all: {
      index: indexes.list.index,
      pk: { field: indexes.list.pk, composite: ['shard'], template: 'messages#${shard}', casing: 'none' },
      sk: { field: indexes.list.sk, composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

type Item = Omit<Message, 'state'> & { state: string; shard: string }

const messageOf = ({ shard: _, ...item }: Item): Message => ({ ...item, state: item.state as MessageState })

export const findMessage = async (table: Table, key: string): Promise<Message | undefined> => {
  const { data } = await messages(table).get({ key }).go({ consistent: true })
  return data ? messageOf(data) : undefined
}

export const keepMessage = async (table: Table, message: Message): Promise<void> => {
  await messages(table)
    .put({ ...message, shard: String(shardOf(message.key, shards)) })
    .go()
}

/** All mails, newest first. */
export const listMessages = (
  table: Table,
  options: { cursor?: string | undefined; limit: number },
): Promise<Page<Message>> =>
  pageOfShards(
    shards,
    async (shard, after, limit) => {
      const query = messages(table).query.all({ shard: String(shard) })
      const { data } = await (after === undefined ? query : query.lt({ id: after })).go({ limit, order: 'desc' })
      return data.map(messageOf)
    },
    (message) => message.id,
    { ...options, order: 'desc' },
  )
