import type { Event, Ticket } from '../catalog/index.ts'
import {
  type Actor,
  type Client,
  checkAttempts,
  limitsFor,
  pendingAttempts,
  type RateLimit,
  takeAttempt,
} from '../identity/index.ts'
import { announce, commit, type Instant, Problem, type Table } from '../platform/index.ts'
import { signInNeeded } from './problems.ts'
import type { Registration } from './registration.ts'
import { registrationAskedAgain } from './topics.ts'

/** How often one network, or one person, is told that others are registered for something paid: as often as wrong codes are. */
const allowance = { limit: 60, windowSeconds: 3600 }

/** Whom someone asks about, and for which ticket. Free events are left out: asking there registers and mails who is not. */
type Asked = { email: string; event: Pick<Event, 'slug'>; ticket: Pick<Ticket, 'priceCents'> }

/**
 * Who asks whether people are registered. People aren't counted for themselves, for someone they registered, or as an
 * admin.
 */
export type Asker = { actor: Actor; client?: Client | undefined }

const countedAsker = ({ actor, client }: Asker): { limits: RateLimit[]; now: Instant } | undefined => {
  if (!client || actor.kind === 'system' || (actor.kind === 'person' && actor.admin)) return undefined
  return { limits: limitsFor('asked again', { actor, client }, allowance), now: client.realNow }
}

const isOther = ({ actor }: Asker, email: string): boolean => actor.kind !== 'person' || actor.email !== email

/** Signing in tells a person apart from someone on the same network who asked too often. */
const refusal =
  ({ actor }: Asker) =>
  (error: unknown): never => {
    const tooMany = error instanceof Problem && error.kind === 'too-many'
    throw tooMany && actor.kind === 'visitor'
      ? signInNeeded('There have been too many requests from your network.')
      : error
  }

/**
 * Refuses someone who got too many such answers, whether or not the people they name now are registered, so that the
 * refusal reveals nothing. One read where someone else is named for something paid, two for those who have signed in.
 * @throws Problem forbidden `registration.sign-in-needed` to visitors, else too-many `identity.too-many-attempts`
 */
export const refuseAskers = async (table: Table, asker: Asker, asked: readonly Asked[]): Promise<void> => {
  const counted = countedAsker(asker)
  if (!counted || !asked.some(({ email, ticket }) => ticket.priceCents > 0 && isOther(asker, email))) return
  const { limits, now } = counted
  await Promise.all(limits.map((limit) => checkAttempts(table, limit, now))).catch(refusal(asker))
}

/**
 * Someone asks to register people who are registered, or to wait with them. The answer tells that they are, so it is
 * counted; and each of them gets a mail, once a day at most, so that nobody is asked about unseen. One write for each of
 * them, two where who asks has signed in, and two more for each who was not told today.
 * @throws Problem as `refuseAskers`
 */
export const countAskedAgain = async (
  table: Table,
  live: readonly Registration[],
  asked: readonly Asked[],
  asker: Asker,
  now: Instant,
): Promise<void> => {
  const counted = countedAsker(asker)
  if (!counted) return
  const paid = live.filter(
    ({ event: slug, email, boughtBy }) =>
      asked.some(({ event, ticket }) => event.slug === slug && ticket.priceCents > 0) &&
      isOther(asker, email) &&
      (boughtBy === undefined || isOther(asker, boughtBy)),
  )
  // One by one, so that who passes the limit has reached it, and is refused from then on whatever they ask.
  for (const _ of paid)
    for (const limit of counted.limits) await takeAttempt(table, limit, counted.now).catch(refusal(asker))
  for (const { status, personId, event } of paid) {
    if (status !== 'confirmed') continue
    const once = { key: `told already registered\n${personId}`, limit: 1, windowSeconds: 24 * 3600, count: 1 }
    // Refused where they were told today.
    await commit(table, [
      pendingAttempts(table, 'told', once, now),
      announce(table, registrationAskedAgain, { person: personId, event }, now),
    ])
  }
}
