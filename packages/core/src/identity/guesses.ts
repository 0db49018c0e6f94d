import type { Table } from '../platform/index.ts'
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

export type Guesser = { actor: Actor; client: Client }

/** How many people who guess without end one network has room for. */
const guessersOfNetwork = 4

/**
 * The limits that a guesser is counted under: a person's own if there is one, so that nobody is blocked by others on their
 * network, and a wide one for all who have signed in there, or ten accounts would have ten times the guesses.
 */
export const limitsFor = (what: string, { actor, client }: Guesser, allowance: Omit<RateLimit, 'key'>): RateLimit[] =>
  actor.kind === 'person'
    ? [
        { key: `${what}\n${actor.id}`, ...allowance },
        { key: `${what} by network\n${client.address}`, ...allowance, limit: allowance.limit * guessersOfNetwork },
      ]
    : [{ key: `${what}\n${client.address}`, ...allowance }]

const guessLimits = (guesser: Guesser, what: Guess): RateLimit[] =>
  limitsFor(`guess of a ${what}`, guesser, allowances[what])

/**
 * Counts wrong guesses, exactly however many come at once. Guesses that would pass the limit must be answered by this
 * refusal alone: then of any number of them, no more than the limit are ever answered.
 * @throws Problem too-many `identity.too-many-attempts`
 */
export const countGuesses = async (table: Table, guesser: Guesser, what: Guess, count = 1): Promise<void> => {
  for (const limit of guessLimits(guesser, what)) await takeAttempt(table, limit, guesser.client.realNow, count)
}

/**
 * Counts nothing; throws as `countGuesses` does when this client has guessed wrong too often. For answers that tell that a
 * guess was right. Look after the answer was found: those who guess many at once are then counted first.
 */
export const refuseGuessers = async (table: Table, guesser: Guesser, what: Guess): Promise<void> => {
  await Promise.all(guessLimits(guesser, what).map((limit) => checkAttempts(table, limit, guesser.client.realNow)))
}
