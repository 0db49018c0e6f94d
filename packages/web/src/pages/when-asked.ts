import { type Handler, Hono } from 'hono'
import { contextStorage } from 'hono/context-storage'
import type { SiteEnv } from '../site.ts'

type Outside = { Variables: SiteEnv['Variables']; Bindings: { outside: SiteEnv['Variables'] } }

/**
 * Pages that are loaded when the first of them is asked for, with whatever they alone need: a fresh process reads only
 * what shows the program, and answers sooner.
 * @param load  imports and makes them, on the addresses that they have
 * @param nothingHere  answers for an address among them that is none
 */
export const pagesWhenAsked = (load: () => Promise<Hono<SiteEnv>>, nothingHere: Handler<SiteEnv>): Handler<SiteEnv> => {
  const mount = async (): Promise<Hono<Outside>> => {
    const pages = await load()
    const app = new Hono<Outside>()
    app.use(contextStorage())
    // Who asks, and when, was found out before these pages were reached.
    app.use(async (c, next) => {
      for (const [name, value] of Object.entries(c.env.outside)) c.set(name as keyof SiteEnv['Variables'], value)
      await next()
    })
    app.route('/', pages as unknown as Hono<Outside>)
    app.notFound((c) => nothingHere(c as never, async () => {}) as Promise<Response>)
    app.onError((error) => {
      throw error
    })
    return app
  }
  let mounted: Promise<Hono<Outside>> | undefined
  return async (c) => {
    mounted ??= mount()
    const app = await mounted
    return app.fetch(c.req.raw, { outside: c.var })
  }
}
