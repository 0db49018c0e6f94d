import { isIPv6 } from 'node:net'
import type { Context } from 'hono'

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } } | undefined

/**
 * Who asks, for counting guesses: the last address in `X-Forwarded-For`, the one that our own front appended, or else
 * the socket's. Of an IPv6 address its network (the first four groups), since the rest is anybody's to choose.
 */
export const clientAddressOf = (c: Context): string => {
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const address = forwarded || (c.env as Incoming)?.incoming?.socket?.remoteAddress || 'unknown'
  return isIPv6(address) ? networkOf(address) : address
}

const networkOf = (address: string): string => {
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...gap, ...after]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
