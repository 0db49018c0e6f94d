import type { Instant, Table } from '../platform/index.ts'
import type { Actor } from './actor.ts'
import type { Client } from './client-address.ts'
import { checkAttempts, type RateLimit, takeAttempt } from './take-attempt.ts'

/** What can be guessed: a code that lowers a price, and the secret part of a link, an order's token or an API key. */
export type Guess = 'code' | 'token'

/** Wrong guesses that one client has. What is right is never counted. */
const allowances: Record<Guess, Omit<RateLimit, 'key'>> = {
  code: {
    limit: 60,
    windowSeconds: 3600,
    refusal: 'Too many wrong codes. Wait a while, then try again.',
  },
  token: { limit: 60, windowSeconds: 600 },
}

/** Who is counted: a person if there is one, so that nobody is blocked by others on their network. */
export type Guesser = { actor: Actor; client: Client }

const allowanceOf = ({ actor, client }: Guesser, what: Guess): RateLimit & { now: Instant } => ({
  key: `guess of a ${what}\n${actor.kind === 'person' ? actor.id : client.address}`,
  ...allowances[what],
  now: client.realNow,
})

/**
 * Counts wrong guesses, exactly however many come at once. Guesses that would pass the limit must be answered by this
 * refusal alone: then of any number of them, no more than the limit are ever answered.
 * @throws Problem too-many `identity.too-many-attempts`
 */
export const countGuesses = (table: Table, guesser: Guesser, what: Guess, count = 1): Promise<void> => {
  const { now, ...limit } = allowanceOf(guesser, what)
  return takeAttempt(table, limit, now, count)
}

/**
 * Counts nothing; throws as `countGuesses` does when this client has guessed wrong too often. For answers that tell that a
 * guess was right. Look after the answer was found: those who guess many at once are then counted first.
 */
export const refuseGuessers = (table: Table, guesser: Guesser, what: Guess): Promise<void> => {
  const { now, ...limit } = allowanceOf(guesser, what)
  return checkAttempts(table, limit, now)
}
