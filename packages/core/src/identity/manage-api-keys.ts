import {
  addSeconds,
  commit,
  hashToken,
  type Instant,
  listAll,
  notFound,
  Problem,
  put,
  sameSecret,
  still,
  type Table,
  wasWritten,
} from '../platform/index.ts'
import { pendingAccountNotice } from './account-notice.ts'
import { actorOf, type PersonActor } from './actor.ts'
import {
  type ApiKey,
  type ApiKeyDays,
  type ApiKeyTitle,
  ApiScope,
  apiKeyEnd,
  apiKeyUseSeconds,
  apiScopes,
  idOfRawKey,
  newRawKey,
  scopesBefore,
} from './api-key.ts'
import { auditEntry } from './audit.ts'
import { pendingAudit } from './audit-store.ts'
import { toPerson } from './find-people.ts'
import type { PersonRef } from './person.ts'
import { apiKeys, readPerson } from './store.ts'

export type NewApiKey = { title: ApiKeyTitle; scopes: readonly ApiScope[]; days: ApiKeyDays }

const scopesOf = (scopes: readonly string[] | undefined): readonly ApiScope[] =>
  scopes?.flatMap((scope) => ApiScope.safeParse(scope).data ?? []) ?? scopesBefore

/**
 * Makes a key that acts as its owner, puts that on record and mails it to them. `key` is told this once; only its hash is
 * kept. Roles are those of this moment: only an admin makes a key that acts as one.
 * @param now  the real time
 * @throws Problem forbidden `identity.not-an-admin`; not-found when the owner is gone
 */
export const createApiKey = async (
  table: Table,
  owner: PersonActor,
  { title, scopes, days }: NewApiKey,
  now: Instant,
): Promise<{ id: string; key: string }> => {
  const person = await readPerson(table, owner.email)
  if (!person || person.id !== owner.id) throw notFound('person')
  if (scopes.includes('admin') && !person.admin) {
    throw new Problem('forbidden', 'identity.not-an-admin', 'Only an admin can create a key with admin access.')
  }
  const { id, key, keyHash } = newRawKey()
  const item = { id, personId: owner.id, email: owner.email, title, keyHash, createdAt: now }
  const terms = { scopes: [...scopes], endsAt: apiKeyEnd(days, now), signOuts: person.signOuts }
  await commit(table, [
    put('api-key', apiKeys(table).create({ ...item, ...terms })),
    pendingAudit(table, auditEntry(owner, { action: 'api-key.make', subject: id }, now)),
    pendingAccountNotice(table, { change: 'key-made', person: owner.id, email: owner.email, title }, now),
  ])
  return { id, key }
}

/**
 * Keeps a key that was chosen elsewhere, for use on one's own machine: without an end, with every scope that its owner has.
 * Doing it again replaces it.
 */
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
      'Enter a key like lk_name_secret. The secret needs at least 8 characters.',
    )
  }
  const item = { id, personId: owner.id, email: owner.email, title, keyHash: hashToken(rawKey), createdAt: now }
  await apiKeys(table)
    .put({ ...item, scopes: [...apiScopes] })
    .go()
  return { id }
}

/**
 * The person a raw key acts for; undefined when it's unknown, wrong, revoked, or expired. Two reads by key, and once an
 * hour a write that notes its use.
 * @param realNow  the real time: keys do not follow a clock that was set
 */
export const findActorByApiKey = async (
  table: Table,
  rawKey: string,
  realNow: Instant,
): Promise<PersonActor | undefined> => {
  const id = idOfRawKey(rawKey)
  if (id === undefined) return undefined
  const { data: known } = await apiKeys(table).get({ id }).go({ consistent: true })
  if (!known || !sameSecret(known.keyHash, hashToken(rawKey)) || known.revokedAt !== undefined) return undefined
  if (known.endsAt !== undefined && known.endsAt <= realNow) return undefined
  const person = await readPerson(table, known.email)
  if (!person || person.id !== known.personId) return undefined
  if (known.signOuts !== undefined && known.signOuts !== person.signOuts) return undefined
  if (known.lastUsedAt === undefined || known.lastUsedAt <= addSeconds(realNow, -apiKeyUseSeconds)) {
    await noteUse(table, id, realNow)
  }
  const scopes = scopesOf(known.scopes)
  const mine = apiScopes.filter((scope) => scope !== 'admin' || person.admin)
  return {
    ...actorOf(toPerson(person), 'api-key'),
    admin: person.admin && scopes.includes('admin'),
    lacks: mine.filter((scope) => !scopes.includes(scope)),
  }
}

const noteUse = async (table: Table, id: string, now: Instant): Promise<void> => {
  // Removed at this very moment, there is nothing left to note.
  await wasWritten(apiKeys(table).patch({ id }).set({ lastUsedAt: now }).go())
}

/** A person's keys, newest first, revoked ones and ended ones too. */
export const listApiKeys = (table: Table, personId: string): Promise<ApiKey[]> =>
  listAll(
    apiKeys(table).query.owner({ personId }),
    ({ id, title, createdAt, revokedAt, endsAt, lastUsedAt, scopes }) => ({
      id,
      personId,
      title,
      createdAt,
      scopes: [...scopesOf(scopes)],
      ...(revokedAt === undefined ? {} : { revokedAt }),
      ...(endsAt === undefined ? {} : { endsAt }),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    }),
    { order: 'desc' },
  )

/** Revokes a key at once and for good. Throws not-found for a key that is not this person's. */
export const revokeApiKey = async (table: Table, personId: string, id: string, now: Instant): Promise<void> => {
  const write = apiKeys(table).patch({ id }).set({ revokedAt: now }).where(still({ personId })).go()
  if (!(await wasWritten(write))) throw notFound('API key')
}
