import {
  commit,
  type Instant,
  listAll,
  notFound,
  Problem,
  put,
  still,
  type Table,
  wasWritten,
} from '../platform/index.ts'
import { pendingAccountNotice } from './account-notice.ts'
import type { PersonActor } from './actor.ts'
import { auditEntry } from './audit.ts'
import { pendingAudit } from './audit-store.ts'
import { findPersonByEmail } from './find-people.ts'
import { type Passkey, type PasskeyCredential, type PasskeyTitle, passkeysPerPerson } from './passkey.ts'
import type { Person } from './person.ts'
import { passkeys } from './store.ts'

type Item = Passkey & { email: string; publicKey: string; counter: number; transports: string[] }

const toPasskey = ({ id, personId, title, createdAt, lastUsedAt }: Item): Passkey => ({
  id,
  personId,
  title,
  createdAt,
  ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
})

/** A person's passkeys, newest first. Reads an index: one added within the last moment may be missed. */
export const listPasskeys = async (table: Table, personId: string): Promise<Passkey[]> => {
  const all = await listAll(passkeys(table).query.owner({ personId }), toPasskey)
  return all.sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

/**
 * Adds a passkey, which signs its owner in from now on, puts that on record and mails it to them.
 * @param now  the real time
 * @throws Problem conflict `identity.passkey-known`, `identity.too-many-passkeys`
 */
export const addPasskey = async (
  table: Table,
  owner: PersonActor,
  { title, credential }: { title: PasskeyTitle; credential: PasskeyCredential },
  now: Instant,
): Promise<void> => {
  if ((await listPasskeys(table, owner.id)).length >= passkeysPerPerson) {
    const words = `You can have up to ${passkeysPerPerson} passkeys. Remove one first.`
    throw new Problem('conflict', 'identity.too-many-passkeys', words)
  }
  const item = { ...credential, personId: owner.id, email: owner.email, title, createdAt: now }
  const result = await commit(table, [
    put('passkey', passkeys(table).create(item)),
    pendingAudit(table, auditEntry(owner, { action: 'passkey.add', subject: owner.id }, now)),
    pendingAccountNotice(table, { change: 'passkey-added', person: owner.id, email: owner.email, title }, now),
  ])
  if (!result.committed) {
    throw new Problem('conflict', 'identity.passkey-known', 'This passkey has already been added.')
  }
}

/** The passkey with an id, and its person as of this moment; undefined when either is gone. Two reads by key. */
export const findPasskey = async (
  table: Table,
  id: string,
): Promise<{ person: Person; credential: PasskeyCredential } | undefined> => {
  const { data: known } = await passkeys(table).get({ id }).go({ consistent: true })
  const person = known && (await findPersonByEmail(table, known.email))
  if (!person || person.id !== known.personId) return undefined
  const { publicKey, counter, transports } = known
  return { person, credential: { id, publicKey, counter, transports } }
}

/**
 * Notes that a passkey was used. Of two uses at the same count one is a copy's.
 * @param before  the count that the signature was checked against
 * @returns whether it may sign in: false when the passkey was removed or used meanwhile
 */
export const markPasskeyUsed = async (
  table: Table,
  { id, before, counter }: { id: string; before: number; counter: number },
  now: Instant,
): Promise<boolean> => {
  const write = passkeys(table)
    .patch({ id })
    .set({ counter, lastUsedAt: now })
    .where(still({ counter: before }))
    .go()
  return wasWritten(write)
}

/** Throws not-found for a passkey that is not this person's. */
export const renamePasskey = async (table: Table, personId: string, id: string, title: PasskeyTitle): Promise<void> =>
  ofOwner(passkeys(table).patch({ id }).set({ title }).where(still({ personId })).go())

/** Removes a passkey at once and for good. Throws not-found for one that is not this person's. */
export const removePasskey = async (table: Table, personId: string, id: string): Promise<void> =>
  ofOwner(passkeys(table).delete({ id }).where(still({ personId })).go())

const ofOwner = async (write: Promise<unknown>): Promise<void> => {
  if (!(await wasWritten(write))) throw notFound('passkey')
}
