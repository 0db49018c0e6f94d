import {
  addSeconds,
  epochSeconds,
  findOne,
  hashToken,
  type Instant,
  newToken,
  notFound,
  type Table,
  wasWritten,
} from '../platform/index.ts'
import { type Actor, actorOf, visitor } from './actor.ts'
import { toPerson } from './find-people.ts'
import type { PersonRef } from './person.ts'
import { readSessionToken, type SessionConfig, sessionSeconds, writeSessionCookie } from './session-cookie.ts'
import { apiKeys, people, readPerson, sessions } from './store.ts'

/** Keeps a new session; of its token only the hash. Ended by signing out, or once `expiresAt` has come. */
export const saveSession = async (
  table: Table,
  session: { token: string; person: PersonRef; createdAt: Instant; expiresAt: Instant },
): Promise<void> => {
  const person = await readPerson(table, session.person.email)
  if (person?.id !== session.person.id) throw notFound('person')
  await sessions(table)
    .put({
      tokenHash: hashToken(session.token),
      personId: person.id,
      email: person.email,
      signOuts: person.signOuts,
      createdAt: session.createdAt,
      expiresAt: session.expiresAt,
      ttl: epochSeconds(session.expiresAt),
    })
    .go()
}

/** Signs a person in. Answers the `Set-Cookie` header that the browser must get. Throws not-found when there is no such person. */
export const startSession = async (
  table: Table,
  person: PersonRef,
  config: SessionConfig & { realNow: Instant },
): Promise<string> => {
  const token = newToken()
  const { realNow } = config
  await saveSession(table, { token, person, createdAt: realNow, expiresAt: addSeconds(realNow, sessionSeconds) })
  return writeSessionCookie(token, config)
}

/** A live session and its person as of this moment: two reads by key. */
export const findSession = async (table: Table, token: string, realNow: Instant) => {
  const session = await findOne(sessions(table).get({ tokenHash: hashToken(token) }))
  if (!session || session.expiresAt <= realNow) return undefined
  const item = await readPerson(table, session.email)
  if (!item || item.id !== session.personId || item.signOuts !== session.signOuts) return undefined
  return { person: toPerson(item), createdAt: session.createdAt, expiresAt: session.expiresAt }
}

/**
 * Who sends a request, by its `Cookie` header. Anything but a rightly signed cookie of a live session is a visitor.
 * @param config.realNow  the real time: sessions do not follow a clock that was set
 */
export const findActorBySession = async (
  table: Table,
  cookieHeader: string | undefined,
  config: SessionConfig & { realNow: Instant },
): Promise<Actor> => {
  const token = readSessionToken(cookieHeader, config)
  const session = token === undefined ? undefined : await findSession(table, token, config.realNow)
  return session ? actorOf(session.person, 'session') : visitor
}

/** Before doing something that can't be undone, a person must have signed in within the last 10 minutes. */
export const freshSeconds = 600

/** Whether a request comes from someone who has only just signed in. */
export const isFreshSession = async (
  table: Table,
  cookieHeader: string | undefined,
  config: SessionConfig & { realNow: Instant },
): Promise<boolean> => {
  const token = readSessionToken(cookieHeader, config)
  const session = token === undefined ? undefined : await findSession(table, token, config.realNow)
  return session !== undefined && config.realNow <= addSeconds(session.createdAt, freshSeconds)
}

/** Ends the session with a token, if there is one. */
export const endSession = async (table: Table, token: string): Promise<void> => {
  await sessions(table)
    .delete({ tokenHash: hashToken(token) })
    .go()
}

/** Ends the session that a request came with. The answer should also carry `forgetSessionCookie`. */
export const signOut = async (table: Table, cookieHeader: string | undefined, config: SessionConfig): Promise<void> => {
  const token = readSessionToken(cookieHeader, config)
  if (token !== undefined) await endSession(table, token)
}

/**
 * Ends every session and API key of a person at once, even ones being created right now.
 * @param now  the real time
 */
export const signOutEverywhere = async (table: Table, person: PersonRef, now: Instant): Promise<void> => {
  // This one write is the rule; the removal below only tidies up, since an index may lag behind.
  const write = people(table)
    .patch({ email: person.email })
    .add({ signOuts: 1 })
    .where((item, { eq }) => eq(item.id, person.id))
    .go()
  if (!(await wasWritten(write))) throw notFound('person')
  const { data } = await sessions(table).query.owner({ personId: person.id }).go({ pages: 'all' })
  const stale = data.map(({ tokenHash }) => ({ tokenHash }))
  if (stale.length > 0) await sessions(table).delete(stale).go()
  // Keys stay in sight as revoked; those from before they knew of signing out end here alone.
  const { data: keys } = await apiKeys(table).query.owner({ personId: person.id }).go({ pages: 'all' })
  for (const { id } of keys.filter(({ revokedAt }) => revokedAt === undefined)) {
    await apiKeys(table).patch({ id }).set({ revokedAt: now }).go()
  }
}
