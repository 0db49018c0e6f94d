import { entity, findOne, optional, required, type Table } from '../platform/index.ts'

/** How many partitions the list of people is spread over. */
export const peopleShards = 8

/**
 * Person. Access: by address (key), by id and newest first (`list`, an index, so it follows the key by a moment).
 * `signOuts` counts how often all sessions were ended: a session counts only while it carries the same number.
 */
export const people = entity({
  name: 'person',
  attributes: {
    email: required.text,
    id: required.text,
    shard: required.text,
    name: required.text,
    namedAt: optional.text,
    admin: required.flag,
    createdAt: required.text,
    signOuts: required.number,
    version: required.number,
  },
  keys: {
    email: { pk: 'person#${email}', sk: 'person' },
    list: { index: 'list', pk: 'people#${shard}', sk: '${id}' },
  },
})

/** Who is an admin, beside the flag on the person, so that those who must hear of something are one query. */
export const admins = entity({
  name: 'admin',
  attributes: { personId: required.text, email: required.text },
  keys: {
    all: { pk: 'admins', sk: '${personId}' },
  },
})

/** Passkey, by the credential's id; those of a person by owner. */
export const passkeys = entity({
  name: 'passkey',
  attributes: {
    id: required.text,
    personId: required.text,
    email: required.text,
    title: required.text,
    publicKey: required.text,
    counter: required.number,
    transports: required.texts,
    createdAt: required.text,
    lastUsedAt: optional.text,
  },
  keys: {
    id: { pk: 'passkey#${id}', sk: 'passkey' },
    owner: { index: 'owner', pk: 'passkeys#${personId}', sk: '${id}' },
  },
})

/** API key, by id; those of a person by owner. Of the key itself only the hash. */
export const apiKeys = entity({
  name: 'api-key',
  attributes: {
    id: required.text,
    personId: required.text,
    email: required.text,
    title: required.text,
    keyHash: required.text,
    createdAt: required.text,
    revokedAt: optional.text,
    // Keys from before there were scopes have none of these.
    scopes: optional.texts,
    endsAt: optional.text,
    signOuts: optional.number,
    lastUsedAt: optional.text,
  },
  keys: {
    id: { pk: 'api-key#${id}', sk: 'api-key' },
    owner: { index: 'owner', pk: 'api-keys#${personId}', sk: '${id}' },
  },
})

/** Session, by the hash of its token; those of a person by owner. */
export const sessions = entity({
  name: 'session',
  kept: 'session',
  attributes: {
    tokenHash: required.text,
    personId: required.text,
    email: required.text,
    signOuts: required.number,
    createdAt: required.text,
    expiresAt: required.text,
  },
  keys: {
    token: { pk: 'session#${tokenHash}', sk: 'session' },
    owner: { index: 'owner', pk: 'sessions#${personId}', sk: '${tokenHash}' },
  },
})

/** Attempts counted in a window of time, by the hash of what is counted. */
export const attempts = entity({
  name: 'attempts',
  attributes: { keyHash: required.text, count: required.number, endsAt: required.text, ttl: required.number },
  keys: {
    key: { pk: 'attempts#${keyHash}', sk: 'attempts' },
  },
})

/** The person's whole item as it is right now. */
export const readPerson = (table: Table, email: string) => findOne(people(table).get({ email }))
