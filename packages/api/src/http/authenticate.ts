import { type Actor, findActorByApiKey, findActorBySession, visitor } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import type { Context } from 'hono'
import { badApiKey, countTokenGuess } from './guesses.ts'
import type { ApiEnv, ApiServices } from './services.ts'

/** The bearer token of a request: an API key or an order's token. */
export const bearerOf = (c: Context): string | undefined =>
  /^Bearer +(\S{1,500})$/i.exec(c.req.header('authorization') ?? '')?.[1]

/** Whether a bearer token is meant as an API key rather than as an order's token. */
const isApiKey = (bearer: string): boolean => bearer.startsWith('lk_')

/**
 * Identifies the caller by API key, or by the session of a page of this site.
 * @param orderTokens  whether a bearer token may be an order's, which doesn't identify a person
 * @throws Problem unauthenticated `identity.bad-api-key`; forbidden `input.other-site`
 */
export const authenticate = async (
  services: ApiServices,
  c: Context<ApiEnv>,
  { orderTokens }: { orderTokens: boolean },
): Promise<Actor> => {
  const header = c.req.header('authorization')
  if (header !== undefined) {
    const bearer = bearerOf(c)
    if (bearer !== undefined && orderTokens && !isApiKey(bearer)) return visitor
    const actor = bearer === undefined ? undefined : await findActorByApiKey(services.table, bearer, services.realNow())
    if (actor) return actor
    await countTokenGuess(services, c)
    throw badApiKey()
  }
  const cookie = c.req.header('cookie')
  if (cookie === undefined) return visitor
  const { secret, secureCookies } = services
  const actor = await findActorBySession(services.table, cookie, { secret, secureCookies, realNow: services.realNow() })
  if (actor.kind !== 'person') return actor
  // Browsers send cookies with requests that other sites start, so those don't count as the person's.
  const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (reading ? c.req.header('sec-fetch-site') !== 'cross-site' : fromThisSite(c, services.siteUrl)) return actor
  if (reading) return visitor
  throw new Problem(
    'forbidden',
    'input.other-site',
    'Changes with a sign-in cookie are accepted only from this site’s pages.',
  )
}

/** No page can forge these headers. A write without either isn't from a page of this site. */
const fromThisSite = (c: Context, siteUrl: string): boolean => {
  const site = c.req.header('sec-fetch-site')
  return site === undefined ? c.req.header('origin') === new URL(siteUrl).origin : site === 'same-origin'
}
