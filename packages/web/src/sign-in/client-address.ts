import { isIPv6 } from 'node:net'

/**
 * Who asks, for counting: the last address in `X-Forwarded-For`, which is the one our own front appended (those before
 * it are whatever the client says). Of an IPv6 address the first half, since a household holds the other half.
 */
export const clientAddressOf = (request: Request): string | undefined => {
  const last = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  if (last === undefined || last === '') return undefined
  return isIPv6(last) ? networkOf(last) : last
}

const networkOf = (address: string): string => {
  // The URL parser writes the shortest form; `::` stands for as many zero groups as are missing from eight.
  const short = URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address
  const [head = '', tail] = short.split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail ?? '')].slice(0, 4).join(':')
}
