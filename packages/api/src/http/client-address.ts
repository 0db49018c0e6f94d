import { type Client, clientAddress } from '@lectern/core/identity'
import type { Context } from 'hono'
import type { ApiServices } from './services.ts'

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } } | undefined

/** The client a request comes from, for counting. */
export const clientOf = ({ realNow }: Pick<ApiServices, 'realNow'>, c: Context): Client => ({
  address: clientAddress(c.req.header('x-forwarded-for'), (c.env as Incoming)?.incoming?.socket?.remoteAddress),
  realNow: realNow(),
})
