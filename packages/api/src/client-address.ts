import { countedAs, lastForwarded } from '@lectern/core/identity'
import type { Context } from 'hono'

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } } | undefined

/** Who asks, for counting guesses: whom our front names, or else the socket. */
export const clientAddressOf = (c: Context): string =>
  countedAs(
    lastForwarded(c.req.header('x-forwarded-for')) ?? (c.env as Incoming)?.incoming?.socket?.remoteAddress ?? 'unknown',
  )
