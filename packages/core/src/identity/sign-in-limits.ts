import { type Instant, Problem, type Table } from '../platform/index.ts'
import { checkAttempts, type RateLimit, takeAttempt } from './take-attempt.ts'

type Window = Pick<RateLimit, 'limit' | 'windowSeconds'>

const quarter = 15 * 60
const hour = 3600
const day = 24 * hour

/** How many guesses one code takes, the right one included. */
export const guessesPerCode = 5

/**
 * Limits on signing in by code. None of them lets one person keep another from signing in: a code, its guesses, and most
 * limits belong to the browser or the client that asked.
 *
 * What guessing gains: a code is one of 1,000,000 and takes 5 guesses, and only the browser that asked can make them. Strangers
 * get at most 50 codes a day for one address, however many clients they have: 250 guesses, a chance of 0.025 % a day. A browser
 * that has signed in before adds 20 codes a day, and only its owner has it. One client guesses wrong at most 200 times a day over
 * all addresses: a chance of 0.02 % a day to meet any account at all.
 */
const limits = {
  /** One client asking for one address. */
  clientAndAddress: [
    { limit: 5, windowSeconds: quarter },
    { limit: 20, windowSeconds: day },
  ],
  /** One client, whatever it asks for: a conference behind one address has to pass. */
  client: [
    { limit: 120, windowSeconds: quarter },
    { limit: 600, windowSeconds: day },
  ],
  /** Mails to one address that browsers unknown to it asked for. */
  address: [
    { limit: 30, windowSeconds: hour },
    { limit: 50, windowSeconds: day },
  ],
  /** A browser that has signed in with the address before. */
  browser: [
    { limit: 5, windowSeconds: quarter },
    { limit: 20, windowSeconds: day },
  ],
  /** Wrong codes of one client. */
  wrong: [
    { limit: 60, windowSeconds: quarter },
    { limit: 200, windowSeconds: day },
  ],
} as const satisfies Record<string, readonly Window[]>

const counted = (kind: keyof typeof limits, who: string): RateLimit[] =>
  limits[kind].map((window) => ({ key: `sign-in ${kind} ${window.windowSeconds}\n${who}`, ...window }))

const take = async (table: Table, kind: keyof typeof limits, who: string, now: Instant): Promise<void> => {
  for (const limit of counted(kind, who)) await takeAttempt(table, limit, now)
}

/**
 * Who asks for a code.
 * @param client  the client's network address; undefined where no front tells it: then nothing is counted by client
 * @param browser  the id of a browser that has signed in with this address before, if it is one
 */
export type CodeRequest = { email: string; client: string | undefined; browser: string | undefined }

/**
 * Counts a request for a code, narrow limits first, so that one client alone cannot use up the wide one.
 * @param now  the real time
 * @throws Problem too-many `identity.too-many-attempts`: this browser or client asked too often; `identity.mail-held-back`:
 *   strangers asked too often for this address, so that no mail goes out for browsers that it does not know
 */
export const takeCodeRequest = async (table: Table, request: CodeRequest, now: Instant): Promise<void> => {
  const { email, client, browser } = request
  if (browser !== undefined) return take(table, 'browser', `${browser}\n${email}`, now)
  if (client !== undefined) {
    await take(table, 'clientAndAddress', `${client}\n${email}`, now)
    await take(table, 'client', client, now)
  }
  try {
    await take(table, 'address', email, now)
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'too-many') throw error
    throw new Problem('too-many', 'identity.mail-held-back', mailHeldBack, error.details)
  }
}

const mailHeldBack =
  'We’ve sent many codes to this address, so new browsers can’t ask for more right now. Codes that you already have still work.'

/**
 * Counts a guess against the code that it is made for, before it is compared: of any number of guesses at once five get through.
 * @param code  the code's own name
 * @throws Problem too-many `identity.too-many-attempts`
 */
export const takeGuess = (table: Table, code: string, codeSeconds: number, now: Instant): Promise<void> =>
  takeAttempt(table, { key: `sign-in code\n${code}`, limit: guessesPerCode, windowSeconds: 2 * codeSeconds }, now)

/** Whether something that works once is used now for the first time. Of several callers at once one is told so. */
export const takeOnce = async (table: Table, what: string, goodForSeconds: number, now: Instant): Promise<boolean> => {
  try {
    await takeAttempt(table, { key: `sign-in once\n${what}`, limit: 1, windowSeconds: 2 * goodForSeconds }, now)
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'too-many') return false
    throw error
  }
}

/** Refuses a client that guessed wrong too often. @throws Problem too-many `identity.too-many-attempts` */
export const refuseWrongGuesser = async (table: Table, client: string, now: Instant): Promise<void> => {
  for (const limit of counted('wrong', client)) await checkAttempts(table, limit, now)
}

/** Counts a wrong guess of a client. @throws Problem too-many `identity.too-many-attempts` */
export const takeWrongGuess = (table: Table, client: string, now: Instant): Promise<void> =>
  take(table, 'wrong', client, now)
