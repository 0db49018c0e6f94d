import { hashToken, type Instant, notFound, Problem, sameSecret, type Table } from '../platform/index.ts'
import { actorOf, type PersonActor } from './actor.ts'
import { type ApiKey, type ApiKeyTitle, idOfRawKey, newRawKey } from './api-key.ts'
import { findPersonByEmail } from './find-people.ts'
import type { PersonRef } from './person.ts'
import { apiKeys, refusedByCondition } from './store.ts'

/** Makes a key that acts as its owner. `key` is told this once; only its hash is kept. */
export const createApiKey = async (
  table: Table,
  owner: PersonRef,
  { title }: { title: ApiKeyTitle },
  now: Instant,
): Promise<{ id: string; key: string }> => {
  const { id, key, keyHash } = newRawKey()
  await apiKeys(table).create({ id, personId: owner.id, email: owner.email, title, keyHash, createdAt: now }).go()
  return { id, key }
}

/** Keeps a key that was chosen elsewhere, for use on one's own machine. Doing it again replaces it. */
export const importApiKey = async (
  table: Table,
  owner: PersonRef,
  rawKey: string,
  title: ApiKeyTitle,
  now: Instant,
): Promise<{ id: string }> => {
  const id = idOfRawKey(rawKey)
  if (id === undefined) {
    throw new Problem(
      'invalid',
      'identity.bad-api-key',
      'A key looks like lk_name_secret, the secret 8 characters or more.',
    )
  }
  await apiKeys(table)
    .put({ id, personId: owner.id, email: owner.email, title, keyHash: hashToken(rawKey), createdAt: now })
    .go()
  return { id }
}

/** Whom a raw key stands for; undefined when it is unknown, wrong or revoked. Two reads by key. */
export const findActorByApiKey = async (table: Table, rawKey: string): Promise<PersonActor | undefined> => {
  const id = idOfRawKey(rawKey)
  if (id === undefined) return undefined
  const { data: known } = await apiKeys(table).get({ id }).go({ consistent: true })
  if (!known || !sameSecret(known.keyHash, hashToken(rawKey)) || known.revokedAt !== undefined) return undefined
  const person = await findPersonByEmail(table, known.email)
  return person && person.id === known.personId ? actorOf(person, 'api-key') : undefined
}

/** A person's keys, newest first, revoked ones too. */
export const listApiKeys = async (table: Table, personId: string): Promise<ApiKey[]> => {
  const { data } = await apiKeys(table).query.owner({ personId }).go({ pages: 'all', order: 'desc' })
  return data.map(({ id, title, createdAt, revokedAt }) => ({
    id,
    personId,
    title,
    createdAt,
    ...(revokedAt === undefined ? {} : { revokedAt }),
  }))
}

/** Revokes a key at once and for good. Throws not-found for a key that is not this person's. */
export const revokeApiKey = async (table: Table, personId: string, id: string, now: Instant): Promise<void> => {
  try {
    await apiKeys(table)
      .patch({ id })
      .set({ revokedAt: now })
      .where((key, { eq }) => eq(key.personId, personId))
      .go()
  } catch (error) {
    throw refusedByCondition(error) ? notFound('API key') : error
  }
}
