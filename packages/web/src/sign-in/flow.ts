import { addSeconds, deriveToken, type Instant, sameSecret } from '@lectern/core/platform'
import * as z from 'zod'

/** How long a code is good for. */
export const codeMinutes = 10
export const codeSeconds = codeMinutes * 60

export const flowCookie = 'lectern-sign-in'

/** A sign-in under way: which address asked, and for which code. A code counts only together with its `issue`. */
export type Flow = { email: string; issue: string }

const Payload = z.tuple([z.string(), z.string(), z.string()])

const sign = (payload: string, secret: string) => deriveToken(secret, `sign-in flow\n${payload}`)

/** The flow as a cookie's value, signed, good until the code expires. */
export const writeFlow = (flow: Flow, secret: string, realNow: Instant): string => {
  const fields = [flow.email, flow.issue, addSeconds(realNow, codeSeconds)]
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url')
  return `${payload}.${sign(payload, secret)}`
}

/** The flow in a cookie's value; undefined when it is not ours or has expired. */
export const readFlow = (value: string | undefined, secret: string, realNow: Instant): Flow | undefined => {
  const [payload, signature, ...rest] = (value ?? '').split('.')
  if (!payload || !signature || rest.length > 0 || !sameSecret(signature, sign(payload, secret))) return undefined
  const [email, issue, expiresAt] = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  return expiresAt > realNow ? { email, issue } : undefined
}
