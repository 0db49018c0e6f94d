import { isIPv6 } from 'node:net'
import type { Instant } from '../platform/index.ts'

/**
 * The last address in `X-Forwarded-For`, which is the one that our own front appended: those before it are whatever
 * the client says.
 */
export const lastForwarded = (header: string | null | undefined): string | undefined =>
  header?.split(',').at(-1)?.trim() || undefined

/** Who asks, for limits: the network address that a request came from, and the wall clock, which limits go by. */
export type Client = { address: string; realNow: Instant }

/**
 * The address to count a request under: what our own front says (`X-Forwarded-For`), else the socket's. A request that
 * names neither is counted together with all others of its kind.
 */
export const clientAddress = (forwarded: string | null | undefined, socket: string | undefined): string =>
  countedAs(lastForwarded(forwarded) ?? socket ?? 'unknown')

/**
 * What counts as one client: an address, or for IPv6 its network, since a household controls the other half. IPv4 as a
 * socket for both writes it (`::ffff:192.0.2.1`) is IPv4: by its network everyone would be one.
 */
export const countedAs = (address: string): string => {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1]
  return mapped ?? (isIPv6(address) ? networkOf(address) : address)
}

const networkOf = (address: string): string => {
  // The URL parser writes the shortest form; `::` means as many zero groups as are missing from eight.
  const short = URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address
  const [head = '', tail] = short.split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail ?? '')].slice(0, 4).join(':')
}
