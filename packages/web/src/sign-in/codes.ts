import { randomInt } from 'node:crypto'
import { sessionCookieName, sessionSeconds, sessionSigningKey } from '@lectern/core/identity'
import { deriveToken, type Instant, newToken, type Table } from '@lectern/core/platform'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { emailOTP } from 'better-auth/plugins/email-otp'
import { keyValueStorage, peopleAdapter } from './auth-storage.ts'
import { codeSeconds, type Flow } from './flow.ts'

/** How many codes may be entered for one that was issued, the right one included. */
export const guessesPerCode = 5

/**
 * Issuing and redeeming codes, by the sign-in library. Only these two of its calls are reachable; its own endpoints
 * are not served. What the library takes for the code is the issue's name and the six digits together, so that a
 * guess counts against the code it was made for, and digits alone are worth nothing without the browser's cookie.
 */
export const createCodes = (services: {
  table: Table
  secret: string
  siteUrl: string
  secureCookies: boolean
  realNow: () => Instant
}) => {
  const { table, secret, siteUrl, secureCookies, realNow } = services
  const signingKey = sessionSigningKey(secret)
  const auth = betterAuth({
    baseURL: siteUrl,
    secret: signingKey,
    // Given as a list too, because a list in the environment would win over the line above.
    secrets: [{ version: 1, value: signingKey }],
    database: peopleAdapter(table, realNow),
    secondaryStorage: keyValueStorage(table, realNow),
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages may carry addresses.
    logger: { disabled: true },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(secureCookies),
          attributes: { secure: secureCookies, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
    plugins: [
      emailOTP({
        expiresIn: codeSeconds,
        allowedAttempts: guessesPerCode,
        generateOTP: () => `${newToken()}.${String(randomInt(1_000_000)).padStart(6, '0')}`,
        // Keyed, because a bare digest of six digits can be looked up.
        storeOTP: { hash: async (otp) => deriveToken(secret, `sign-in code\n${otp}`) },
        sendVerificationOTP: async () => {
          throw new Error('Codes are sent by the page that issues them')
        },
      }),
    ],
  })

  return {
    /** A new code for an address; the one before it stops working. Does the same for known and unknown addresses. */
    issue: async (email: string): Promise<{ issue: string; code: string }> => {
      const otp = await auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } })
      const dot = otp.lastIndexOf('.')
      return { issue: otp.slice(0, dot), code: otp.slice(dot + 1) }
    },

    /** The cookies of a new session, or undefined for a code that is wrong, used, superseded or too old. */
    redeem: async ({ email, issue }: Flow, code: string): Promise<string[] | undefined> => {
      try {
        const { headers } = await auth.api.signInEmailOTP({
          body: { email, otp: `${issue}.${code}` },
          returnHeaders: true,
        })
        return headers.getSetCookie()
      } catch (error) {
        if (error instanceof APIError && (error.statusCode === 400 || error.statusCode === 403)) return undefined
        throw error
      }
    },
  }
}
