import { checkAttempts, type PersonActor, type RateLimit, takeAttempt } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import type { Context } from 'hono'
import { clientAddressOf } from './client-address.ts'
import type { ApiEnv, ApiServices } from './services.ts'

/** Wrong guesses of one kind that one client has: 60 in ten minutes. What is right is never counted. */
const allowance = { limit: 60, windowSeconds: 600 }

const limitOf = (c: Context<ApiEnv>, what: 'code' | 'token'): RateLimit => {
  const actor = c.get('actor')
  const who = actor?.kind === 'person' ? actor.id : clientAddressOf(c)
  return { key: `api guess of a ${what}\n${who}`, ...allowance }
}

/** Counts wrong guesses. Throws 429 once there were too many. */
export const countGuesses = async (
  services: ApiServices,
  c: Context<ApiEnv>,
  what: 'code' | 'token',
  count = 1,
): Promise<void> => {
  for (let guess = 0; guess < count; guess += 1) {
    await takeAttempt(services.table, limitOf(c, what), services.realNow())
  }
}

/** Throws 429 when this client has guessed wrong too often, whatever it asks now. */
export const refuseGuessers = (services: ApiServices, c: Context<ApiEnv>): Promise<void> =>
  checkAttempts(services.table, limitOf(c, 'code'), services.realNow())

export const badApiKey = (): Problem =>
  new Problem('unauthenticated', 'identity.bad-api-key', 'This API key is not one of ours, has ended, or was revoked.')

export const isAdmin = (actor: { kind: string } | PersonActor): boolean => 'admin' in actor && actor.admin
