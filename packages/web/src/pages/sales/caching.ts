import { type Instant, secondsBetween } from '@lectern/core/platform'
import type { ShownSale } from '@lectern/core/pricing'
import type { Request } from '../site-page.tsx'

/** No page is kept longer: an organizer who changes or pauses a sale sees it within a minute. */
const longestSeconds = 60

/**
 * How long a shared cache may keep a page made at `now` that changes by itself at `until`: a second less than that, as
 * `now` has lost its fraction. Browsers ask again each time.
 */
export const cachePolicy = (now: Instant, until: Instant | undefined): string => {
  const seconds = until === undefined ? longestSeconds : Math.min(longestSeconds, secondsBetween(now, until) - 1)
  return seconds > 0 ? `public, max-age=0, s-maxage=${seconds}, must-revalidate` : 'no-cache'
}

/** Lets caches keep a page about sales until the next of them changes; a page that greets someone or counts a cart is theirs. */
export const cacheUntilNextChange = (c: Request, sales: readonly ShownSale[]): void => {
  c.header('Vary', 'Cookie')
  // Any cookie will do: anyone who has one may be greeted, and a page without one is the same for everyone.
  if (c.var.actor.kind !== 'visitor' || c.req.header('cookie')) return
  const edges = sales.flatMap(({ nextChangeAt }) => nextChangeAt ?? []).sort()
  c.header('Cache-Control', cachePolicy(c.var.now, edges[0]))
}
