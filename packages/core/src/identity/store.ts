import { entity, indexes, type Table, ttlAttribute } from '../platform/index.ts'

/** How many partitions the list of people is spread over. */
export const peopleShards = 8

/** Whether a write was refused because its condition did not hold. */
export const refusedByCondition = (error: unknown): boolean =>
  error instanceof Error && /conditional/i.test(error.message)

/**
 * People. Access: by address (key), by id and newest first (`list`, an index, so it follows the key by a moment).
 * `signOuts` counts how often all sessions were ended: a session counts only while it carries the same number.
 */
export const people = entity({
  model: { entity: 'person', version: '1', service: 'lectern' },
  attributes: {
    email: { type: 'string', required: true },
    id: { type: 'string', required: true },
    shard: { type: 'string', required: true },
    name: { type: 'string', required: true },
    namedAt: { type: 'string' },
    admin: { type: 'boolean', required: true },
    createdAt: { type: 'string', required: true },
    signOuts: { type: 'number', required: true },
    version: { type: 'number', required: true },
  },
  indexes: {
    email: {
      pk: { field: 'pk', composite: ['email'], template: 'person#${email}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'person', casing: 'none' },
    },
    list: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['shard'], template: 'people#${shard}', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

/** Who is an admin, beside the flag on the person, so that those who must hear of something are one query. */
export const admins = entity({
  model: { entity: 'admin', version: '1', service: 'lectern' },
  attributes: { personId: { type: 'string', required: true }, email: { type: 'string', required: true } },
  indexes: {
    all: {
      pk: { field: 'pk', composite: [], template: 'admins', casing: 'none' },
      sk: { field: 'sk', composite: ['personId'], template: '${personId}', casing: 'none' },
    },
  },
})

/** Passkeys, by the credential's id; those of a person by owner. */
export const passkeys = entity({
  model: { entity: 'passkey', version: '1', service: 'lectern' },
  attributes: {
    id: { type: 'string', required: true },
    personId: { type: 'string', required: true },
    email: { type: 'string', required: true },
    title: { type: 'string', required: true },
    publicKey: { type: 'string', required: true },
    counter: { type: 'number', required: true },
    transports: { type: 'list', items: { type: 'string' }, required: true },
    createdAt: { type: 'string', required: true },
    lastUsedAt: { type: 'string' },
  },
  indexes: {
    id: {
      pk: { field: 'pk', composite: ['id'], template: 'passkey#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'passkey', casing: 'none' },
    },
    owner: {
      index: indexes.owner.index,
      pk: { field: indexes.owner.pk, composite: ['personId'], template: 'passkeys#${personId}', casing: 'none' },
      sk: { field: indexes.owner.sk, composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

/** API keys, by id; those of a person by owner. Of the key itself only the hash. */
export const apiKeys = entity({
  model: { entity: 'api-key', version: '1', service: 'lectern' },
  attributes: {
    id: { type: 'string', required: true },
    personId: { type: 'string', required: true },
    email: { type: 'string', required: true },
    title: { type: 'string', required: true },
    keyHash: { type: 'string', required: true },
    createdAt: { type: 'string', required: true },
    revokedAt: { type: 'string' },
    // Keys from before there were scopes have none of these.
    scopes: { type: 'list', items: { type: 'string' } },
    endsAt: { type: 'string' },
    signOuts: { type: 'number' },
    lastUsedAt: { type: 'string' },
  },
  indexes: {
    id: {
      pk: { field: 'pk', composite: ['id'], template: 'api-key#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'api-key', casing: 'none' },
    },
    owner: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['personId'], template: 'api-keys#${personId}', casing: 'none' },
      sk: { field: 'gsi2sk', composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

/** Sessions, by the hash of their token; those of a person by owner. */
export const sessions = entity({
  model: { entity: 'session', version: '1', service: 'lectern' },
  attributes: {
    tokenHash: { type: 'string', required: true },
    personId: { type: 'string', required: true },
    email: { type: 'string', required: true },
    signOuts: { type: 'number', required: true },
    createdAt: { type: 'string', required: true },
    expiresAt: { type: 'string', required: true },
    ttl: { type: 'number', required: true, field: ttlAttribute },
  },
  indexes: {
    token: {
      pk: { field: 'pk', composite: ['tokenHash'], template: 'session#${tokenHash}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'session', casing: 'none' },
    },
    owner: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['personId'], template: 'sessions#${personId}', casing: 'none' },
      sk: { field: 'gsi2sk', composite: ['tokenHash'], template: '${tokenHash}', casing: 'none' },
    },
  },
})

/** Attempts counted in a window of time, by the hash of what is counted. */
export const attempts = entity({
  model: { entity: 'attempts', version: '1', service: 'lectern' },
  attributes: {
    keyHash: { type: 'string', required: true },
    count: { type: 'number', required: true },
    endsAt: { type: 'string', required: true },
    ttl: { type: 'number', required: true, field: ttlAttribute },
  },
  indexes: {
    key: {
      pk: { field: 'pk', composite: ['keyHash'], template: 'attempts#${keyHash}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'attempts', casing: 'none' },
    },
  },
})

/** The person's whole item, as it stands at this moment. */
export const readPerson = async (table: Table, email: string) =>
  (await people(table).get({ email }).go({ consistent: true })).data ?? undefined
