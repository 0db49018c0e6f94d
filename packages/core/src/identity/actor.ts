import { notFound, Problem } from '../platform/index.ts'
import type { ApiScope } from './api-key.ts'
import type { Person } from './person.ts'

/**
 * Someone who has signed in or holds an API key. `admin` was read when the request came in; with a key it is so only when the
 * key may act as an admin too.
 */
export type PersonActor = {
  kind: 'person'
  id: string
  email: string
  name: string
  /** When they gave that name themselves. */
  namedAt?: string | undefined
  admin: boolean
  via: 'session' | 'api-key'
  /** With an API key: what its owner may do and the key may not. */
  lacks?: readonly ApiScope[]
}

/** Who asks for something: nobody we know, a person, or the product itself (reminders, the outbox). */
export type Actor = { kind: 'visitor' } | PersonActor | { kind: 'system' }

export const visitor = { kind: 'visitor' } as const satisfies Actor

export const actorOf = (person: Person, via: PersonActor['via']): PersonActor => ({
  kind: 'person',
  id: person.id,
  email: person.email,
  name: person.name,
  ...(person.namedAt === undefined ? {} : { namedAt: person.namedAt }),
  admin: person.admin,
  via,
})

/** Refuses an API key that may not do this. Throws `identity.scope-needed` (403), naming the scope. */
export function requireScope(actor: Actor, scope: ApiScope): void {
  if (actor.kind !== 'person' || !actor.lacks?.includes(scope)) return
  throw new Problem(
    'forbidden',
    'identity.scope-needed',
    `This API key doesn’t have the “${scope}” scope. Create a key that does.`,
    {
      scope,
    },
  )
}

/** The person who asks. Throws `identity.sign-in-needed` (401) for anybody else. */
export function requirePerson(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor
  throw new Problem('unauthenticated', 'identity.sign-in-needed', 'Please sign in first.')
}

/** The admin who asks. A visitor is asked to sign in (401); to other people the page does not exist (404). */
export function requireAdmin(actor: Actor): PersonActor {
  const person = requirePerson(actor)
  if (!person.admin) throw notFound('page')
  return person
}
