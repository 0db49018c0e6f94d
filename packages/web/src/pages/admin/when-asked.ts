import { type Handler, Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'

type Outside = { Variables: SiteEnv['Variables']; Bindings: { outside: SiteEnv['Variables'] } }

/**
 * The organiser's pages, loaded when the first of them is asked for: they are the larger half of the site, and with
 * them comes what plans recurring sessions, while most processes only ever show the public pages.
 * @param nothingHere  answers for an address under `/admin` that is none
 */
export const adminPagesWhenAsked = (services: SiteServices, nothingHere: Handler<SiteEnv>): Handler<SiteEnv> => {
  const load = async (): Promise<Hono<Outside>> => {
    const { adminPages } = await import('./index.ts')
    const app = new Hono<Outside>()
    // Who asks, and when, was found out before these pages were reached.
    app.use(async (c, next) => {
      for (const [name, value] of Object.entries(c.env.outside)) c.set(name as keyof SiteEnv['Variables'], value)
      await next()
    })
    app.route('/admin', adminPages(services) as unknown as Hono<Outside>)
    app.notFound((c) => nothingHere(c as never, async () => {}) as Promise<Response>)
    app.onError((error) => {
      throw error
    })
    return app
  }
  let loaded: Promise<Hono<Outside>> | undefined
  return async (c) => {
    loaded ??= load()
    const app = await loaded
    return app.fetch(c.req.raw, { outside: c.var })
  }
}
