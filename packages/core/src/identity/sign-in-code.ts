import { createHmac } from 'node:crypto'
import { sameSecret } from '../platform/index.ts'

/** How long a code works. */
export const codeMinutes = 10
export const codeSeconds = codeMinutes * 60

/** A code is for one address, and has a name of its own that only the browser knows which asked for it. */
export type CodeName = { email: string; issue: string }

/**
 * The six digits of a code: derived, so that nothing is kept of them, and any number of codes for one address live side by
 * side. Of 48 bits the remainder by a million prefers no code by more than one in 10^8.
 */
export const signInCode = ({ email, issue }: CodeName, secret: string): string =>
  String(
    createHmac('sha256', secret).update(`sign-in code\n${issue}\n${email}`).digest().readUIntBE(0, 6) % 1_000_000,
  ).padStart(6, '0')

export const isSignInCode = (name: CodeName, secret: string, typed: string): boolean =>
  sameSecret(signInCode(name, secret), typed)
