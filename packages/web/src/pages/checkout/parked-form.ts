import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { takeAttempt } from '@lectern/core/identity'
import { newToken, retention } from '@lectern/core/platform'
import { findParkedForm, removeParkedForm, saveParkedForm } from '@lectern/core/registration'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import { type Typed as Sent, typedFrom } from '../../forms/typed.ts'
import type { SiteServices } from '../../site.ts'
import type { CartItem } from '../cart/load-cart.ts'
import type { Request } from '../site-page.tsx'
import { seatsOfCart } from './typed.ts'

/** Forms that one network may leave with us in an hour. */
const allowance = { limit: 120, windowSeconds: 3600 }

const cookie = 'lectern-checkout'

/** The form as it was sent, and which seat was whose: signing in can put other lines into the cart. */
const Parked = z.tuple([z.array(z.string()), z.string()])

const keyOf = (token: string) => createHash('sha256').update(`checkout form\n${token}`).digest()

/** Readable with the token alone, which only the browser has: what waits in the table tells nothing of anybody. */
const seal = (text: string, token: string): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

const unseal = (sealed: string, token: string): string => {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** Keeps a filled-in checkout while its reader signs in, for this browser alone. @throws Problem too-many */
export const parkForm = async (
  c: Request,
  { table, secureCookies }: SiteServices,
  form: Sent,
  items: readonly CartItem[],
): Promise<void> => {
  const { address, realNow } = c.var.client
  await takeAttempt(table, { key: `parked form\n${address}`, ...allowance }, realNow)
  const token = newToken()
  const parked = JSON.stringify([
    seatsOfCart(items).map(({ item }) => item.sku),
    new URLSearchParams(form.entries()).toString(),
  ])
  await saveParkedForm(table, token, seal(parked, token), realNow)
  const options = { path: '/checkout', httpOnly: true, sameSite: 'Lax', secure: secureCookies } as const
  setCookie(c, cookie, token, { ...options, maxAge: retention['parked-form'].seconds })
}

/** The form that this browser left, its seats renumbered as the cart has them now; nothing when there is none. */
export const readParkedForm = async (
  c: Request,
  { table }: SiteServices,
  items: readonly CartItem[],
): Promise<Sent | undefined> => {
  const token = getCookie(c, cookie)
  const sealed = token && (await findParkedForm(table, token, c.var.client.realNow))
  if (!sealed) return undefined
  const [skus, text] = Parked.parse(JSON.parse(unseal(sealed, token)))
  const left = seatsOfCart(items).map(({ item }) => item.sku)
  const places = new Map(
    skus.flatMap((sku, seat): [string, number][] => {
      const place = left.indexOf(sku)
      if (place < 0) return []
      left[place] = ''
      return [[String(seat), place]]
    }),
  )
  return typedFrom(
    [...new URLSearchParams(text)].flatMap(([field, value]): [string, string][] => {
      const [top, seat, ...rest] = field.split('.')
      if (top !== 'seats' || seat === undefined) return [[field, value]]
      const place = places.get(seat)
      return place === undefined ? [] : [[['seats', place, ...rest].join('.'), value]]
    }),
  )
}

/** Forgets it, once the order was placed. */
export const forgetParkedForm = async (c: Request, { table, secureCookies }: SiteServices): Promise<void> => {
  const token = getCookie(c, cookie)
  if (token === undefined) return
  deleteCookie(c, cookie, { path: '/checkout', secure: secureCookies })
  await removeParkedForm(table, token)
}
