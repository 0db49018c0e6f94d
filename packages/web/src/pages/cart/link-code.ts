import { cutText } from '@lectern/core/platform'
import { codeLength } from '@lectern/core/pricing'
import { createMiddleware } from 'hono/factory'
import { ownCookie } from '../../cookies.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'

/**
 * A code that came by a link waits in a cookie until the cart is opened, where it's tried as one that was typed. So a link
 * changes nothing on our side, tells nothing about the code, and what follows links by itself (scanners, previews) tries none.
 * As long as a cart is kept: a link may be followed when a sale is announced.
 */
const cookie = ownCookie('code', 90 * 24 * 3600)

export const readLinkCode = (c: Request, services: SiteServices): string | undefined =>
  cutText(cookie.read(c, services)?.trim() ?? '', codeLength) || undefined

export const forgetLinkCode = cookie.forget

const pages = /^\/(?:cart|checkout|events(?:\/[^/]+)?|store(?:\/[^/]+)?)$/
const withCode = /^\/with\/([^/]+)$/

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Takes `?code=` off the address of a page, and the code of `/with/{code}`, and leads on without it. */
export const codeByLink = (services: SiteServices) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    if (c.req.method !== 'GET') return next()
    const url = new URL(c.req.url)
    const [, named] = withCode.exec(url.pathname) ?? []
    const asked =
      named === undefined ? (pages.test(url.pathname) ? url.searchParams.get('code') : null) : decoded(named)
    if (asked === null) return next()
    const code = cutText(asked.trim(), codeLength)
    if (code !== '') cookie.write(c, services, code)
    c.header('Cache-Control', 'private, no-store')
    url.searchParams.delete('code')
    return c.redirect(named === undefined ? `${url.pathname}${url.search}` : '/cart', 303)
  })
