import {
  EmailAddress,
  endSession,
  ensurePerson,
  findPersonByEmail,
  findSession,
  findSignInValue,
  keepSession,
  keepSignInValue,
  nameFromEmail,
  type Person,
  type PersonRef,
  removeSignInValue,
  takeSignInValue,
} from '@lectern/core/identity'
import { addSeconds, type Instant, type Table } from '@lectern/core/platform'
import { createAdapterFactory } from 'better-auth/adapters'
import type { BetterAuthOptions } from 'better-auth/minimal'
import * as z from 'zod'

/**
 * What the library calls a user's id is a person's id and address together: the address is the key that people are
 * kept under, so that nothing is looked up in an index that lags behind.
 */
const userIdOf = (person: PersonRef): string => `${person.id} ${person.email}`

const personOfUserId = (userId: string): PersonRef => {
  const space = userId.indexOf(' ')
  return { id: userId.slice(0, space), email: userId.slice(space + 1) }
}

const userOf = (person: Person) => ({
  id: userIdOf(person),
  email: person.email,
  name: person.name,
  // Whoever signs in has just shown that the address is theirs; we have no other way in.
  emailVerified: true,
  createdAt: new Date(person.createdAt),
  updatedAt: new Date(person.createdAt),
})

const refuse = async (): Promise<never> => {
  throw new Error('The sign-in library asked its storage for something that signing in does not need')
}

/** The library's users are our people. Everything else it keeps goes to `keyValueStorage`. */
export const peopleAdapter = (table: Table, realNow: () => Instant) =>
  createAdapterFactory({
    config: { adapterId: 'people', adapterName: 'People', disableIdGeneration: true, supportsNumericIds: false },
    adapter: () => ({
      create: async <T extends Record<string, unknown>>({ model, data }: { model: string; data: T }): Promise<T> => {
        if (model !== 'user') return refuse()
        const email = EmailAddress.parse(data.email)
        const name = z.string().catch('').parse(data.name) || nameFromEmail(email)
        return userOf(await ensurePerson(table, { email, name }, realNow())) as unknown as T
      },
      findOne: async <T>({ model, where }: { model: string; where: { field: string; value: unknown }[] }) => {
        const [condition] = where
        if (model !== 'user' || where.length !== 1 || typeof condition?.value !== 'string') return refuse()
        if (condition.field !== 'email' && condition.field !== 'id') return refuse()
        const wanted = condition.field === 'id' ? personOfUserId(condition.value) : undefined
        const person = await findPersonByEmail(table, wanted?.email ?? condition.value)
        if (!person || (wanted && wanted.id !== person.id)) return null
        return userOf(person) as unknown as T
      },
      findMany: refuse,
      update: refuse,
      updateMany: refuse,
      delete: refuse,
      deleteMany: refuse,
      count: refuse,
    }),
  })

const CodeRecord = z.object({ id: z.string().optional(), value: z.string(), expiresAt: z.string() })
const SessionRecord = z.object({ session: z.object({ userId: z.string() }) })

const codePrefix = 'verification:'
const isSessionToken = (key: string) => /^[A-Za-z0-9]{32}$/.test(key)
/** The library's own list of a person's sessions holds their tokens; ours is an index without them. */
const isSessionList = (key: string) => key.startsWith('active-sessions-')

/**
 * The library's key-value storage: codes under way and sessions. Neither an address nor a token reaches the table:
 * keys are hashed, and of a value only what is neither its key again nor a personal datum is kept.
 */
export const keyValueStorage = (
  table: Table,
  realNow: () => Instant,
): NonNullable<BetterAuthOptions['secondaryStorage']> => {
  const withIdentifier = (key: string, value: string | undefined): string | null =>
    value === undefined ? null : JSON.stringify({ ...JSON.parse(value), identifier: key.slice(codePrefix.length) })

  return {
    set: async (key, value, ttl = 0) => {
      if (isSessionList(key)) return
      if (key.startsWith(codePrefix)) {
        const kept = JSON.stringify(CodeRecord.parse(JSON.parse(value)))
        return keepSignInValue(table, key, kept, addSeconds(realNow(), ttl))
      }
      if (!isSessionToken(key)) return refuse()
      const { session } = SessionRecord.parse(JSON.parse(value))
      return keepSession(table, {
        token: key,
        person: personOfUserId(session.userId),
        createdAt: realNow(),
        expiresAt: addSeconds(realNow(), ttl),
      })
    },
    get: async (key) => {
      if (key.startsWith(codePrefix)) return withIdentifier(key, await findSignInValue(table, key, realNow()))
      if (!isSessionToken(key)) return null
      const found = await findSession(table, key, realNow())
      if (!found) return null
      const user = userOf(found.person)
      const { createdAt, expiresAt } = found
      return JSON.stringify({
        user,
        session: { token: key, userId: user.id, createdAt, updatedAt: createdAt, expiresAt },
      })
    },
    getAndDelete: async (key) =>
      key.startsWith(codePrefix) ? withIdentifier(key, await takeSignInValue(table, key, realNow())) : refuse(),
    delete: async (key) => {
      if (key.startsWith(codePrefix)) await removeSignInValue(table, key)
      else if (isSessionToken(key)) await endSession(table, key)
    },
    // Used for the library's rate limits alone, which are off: ours count exactly and per address.
    increment: refuse,
  }
}
