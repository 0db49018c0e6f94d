import { deriveToken, sameSecret } from '@lectern/core/platform'
import type * as z from 'zod'

const signatureOf = (purpose: string, payload: string, secret: string) => deriveToken(secret, `${purpose}\n${payload}`)

/** A value for a cookie or an address that we know again as ours, for one purpose alone. It can be read by anybody. */
export const writeSigned = (purpose: string, value: unknown, secret: string): string => {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${payload}.${signatureOf(purpose, payload, secret)}`
}

/** What was signed; undefined when it is not ours, or was signed for something else. */
export const readSigned = <S extends z.ZodType>(
  purpose: string,
  schema: S,
  text: string | undefined,
  secret: string,
): z.infer<S> | undefined => {
  const [payload, signature, ...rest] = (text ?? '').split('.')
  if (!payload || !signature || rest.length > 0) return undefined
  if (!sameSecret(signature, signatureOf(purpose, payload, secret))) return undefined
  const read = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  return read.success ? read.data : undefined
}
