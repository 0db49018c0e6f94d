import { countGuesses, type PersonActor, visitor } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import type { Context } from 'hono'
import { clientOf } from './client-address.ts'
import type { ApiEnv, ApiServices } from './services.ts'

/** Counts a wrong key or order token. Throws 429 once there were too many. */
export const countTokenGuess = (services: ApiServices, c: Context<ApiEnv>): Promise<void> =>
  countGuesses(services.table, { actor: c.get('actor') ?? visitor, client: clientOf(services, c) }, 'token')

export const badApiKey = (): Problem =>
  new Problem('unauthenticated', 'identity.bad-api-key', "This API key isn't valid, has expired, or was revoked.")

export const isAdmin = (actor: { kind: string } | PersonActor): boolean => 'admin' in actor && actor.admin
