import { deriveToken, hashToken, type Instant, newToken, type Table } from '../platform/index.ts'
import { type Feed, findFeed, findFeedOwner, replaceFeed } from './feed-store.ts'

type Site = { table: Table; secret: string; siteUrl: string }

/** The addresses of a person's calendar. Anyone who knows one can read it, so we show them only to that person. */
export type FeedAddress = {
  /** For programs that ask for an address: `https://…/calendar/<token>.ics`. */
  url: string
  /** The same, which calendar programs open by themselves. */
  webcalUrl: string
  madeAt: Instant
}

const tokenOf = (secret: string, { personId, salt }: Pick<Feed, 'personId' | 'salt'>): string =>
  deriveToken(secret, `calendar:${personId}:${salt}`)

/** What a token looks like: a SHA-256 in base64url. Anything else is nobody's, and need not be looked up. */
const tokenForm = /^[A-Za-z0-9_-]{43}$/

const addressOf = ({ siteUrl }: Pick<Site, 'siteUrl'>, token: string, madeAt: Instant): FeedAddress => {
  const url = `${siteUrl}/calendar/${token}.ics`
  return { url, webcalUrl: url.replace(/^https?:/, 'webcal:'), madeAt }
}

/** The address that a person has; none when they never asked for one, or when the site's secret was changed since. */
export const findFeedAddress = async (site: Site, personId: string): Promise<FeedAddress | undefined> => {
  const feed = await findFeed(site.table, personId)
  if (feed === undefined) return undefined
  const token = tokenOf(site.secret, feed)
  return hashToken(token) === feed.tokenHash ? addressOf(site, token, feed.madeAt) : undefined
}

/** Gives a person a new address for their calendar. The old address no longer opens anything. */
export const renewFeedAddress = async (site: Site, personId: string, now: Instant): Promise<FeedAddress> => {
  for (;;) {
    const before = await findFeed(site.table, personId)
    const salt = newToken()
    const token = tokenOf(site.secret, { personId, salt })
    const feed = { personId, salt, tokenHash: hashToken(token), madeAt: now }
    if (await replaceFeed(site.table, feed, before)) return addressOf(site, token, now)
  }
}

/** The address that a person has, made when they have none. */
export const ensureFeedAddress = async (site: Site, personId: string, now: Instant): Promise<FeedAddress> =>
  (await findFeedAddress(site, personId)) ?? renewFeedAddress(site, personId, now)

/** Whose calendar a token opens. Looked up by its hash, so the time it takes reveals nothing about any token. */
export const findPersonByFeedToken = async (table: Table, token: string): Promise<string | undefined> =>
  tokenForm.test(token) ? findFeedOwner(table, hashToken(token)) : undefined
