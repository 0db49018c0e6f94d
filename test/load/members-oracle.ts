import { listGrants } from '@lectern/core/access'
import { findMembership, listPayments, membershipsOf } from '@lectern/core/membership'
import { addSeconds, epochSeconds, type Instant, instantFromEpochSeconds } from '@lectern/core/platform'
import { findOrder } from '@lectern/core/registration'
import type Stripe from 'stripe'
import type { MembersWorld } from './members-world.ts'

// What members must have and must have paid, worked out from what the provider keeps and what people did alone: it shares no rule with the
// code that it judges.

const hour = 3600
const day = 24 * hour
const graceDays = 14

/** How long word of something may take where webhooks were lost: a hold, and a run of the clock after it; or a daily look. */
const lags = { bought: 3 * hour, looked: 2 * day }

/** Someone who buys, and what they and others did. */
export type Member = {
  index: number
  email: string
  person: string
  /** The people who hold seats of their team, and since when. */
  seats: { person: string; from: Instant }[]
  /** The payment pages that they paid on, and by which order. */
  paid: { session: string; order: string }[]
  /** A year that was given, from when. */
  given?: Instant
  /** When an admin refunded a membership, by its subscription. */
  refunded: Map<string, Instant>
  /** When the renewal was stopped here for good while one was owed, by the subscription. */
  stoppedOwing: Map<string, Instant>
}

type Period = { start: number; end: number; paidAt: number; invoice: Stripe.Invoice }
type Truth = {
  id: string
  endedAt: number
  stoppedAt: number
  periods: Period[]
  paid: Stripe.Invoice[]
  began: number
}

const idOf = (value: string | { id: string } | null | undefined): string =>
  typeof value === 'string' ? value : (value?.id ?? '')

const isForPeriod = ({ billing_reason: reason }: Stripe.Invoice): boolean => reason !== 'subscription_update'

const periodOf = (invoice: Stripe.Invoice): Period => {
  const [line] = invoice.lines.data.filter(({ parent }) => !parent?.subscription_item_details?.proration)
  const { start, end } = line?.period ?? { start: 0, end: 0 }
  return { start, end, paidAt: invoice.status_transitions.paid_at ?? 0, invoice }
}

const truthOf = ({ stripe }: MembersWorld, id: string): Truth => {
  const { subscription, invoices } = stripe.billing.get(id)
  const paid = invoices.filter(({ status }) => status === 'paid')
  return {
    id,
    endedAt: subscription.ended_at ?? Number.POSITIVE_INFINITY,
    stoppedAt: subscription.canceled_at ?? Number.POSITIVE_INFINITY,
    periods: paid.filter(isForPeriod).map(periodOf),
    paid,
    began: subscription.start_date,
  }
}

/** The subscriptions that someone has paid for. */
export const subscriptionsOf = ({ stripe }: MembersWorld, { paid }: Member): string[] =>
  paid.map(({ session }) => idOf(stripe.getSession(session).subscription)).filter((id) => id !== '')

type Access = { must: boolean; may: boolean }

/** Whether a subscription must or may open something at an instant. */
const accessBy = (truth: Truth, refundedAt: number, at: number): Access => {
  const over = Math.min(truth.endedAt, refundedAt)
  const last = Math.max(...truth.periods.map(({ end }) => end))
  const first = Math.min(...truth.periods.map(({ paidAt }) => paidAt))
  if (truth.periods.length === 0 || refundedAt <= at) return { must: false, may: false }
  const covering = truth.periods.find(({ start, end }) => start <= at && at < end)
  const before = covering && truth.periods.find(({ end }) => end === covering.start)
  // Paid in the days of grace, nobody was out in between; otherwise word of it may take a while.
  const inGrace = covering && before && covering.paidAt < before.end + graceDays * day
  const lag = covering?.paidAt === first ? lags.bought : inGrace ? 0 : lags.looked
  const must = covering !== undefined && at < over && at >= covering.paidAt + lag
  // A renewal that was stopped brings no grace. Word of that, and of an end, may have been lost until the clock looked.
  const stopped = Math.min(truth.endedAt, truth.stoppedAt)
  const known = stopped >= last ? stopped + lags.looked : last + (truth.endedAt < last ? lags.looked : lags.bought)
  return { must, may: at >= truth.began && at < Math.min(known, last + graceDays * day) }
}

const refundOf = ({ refunded }: Member, id: string): number => {
  const at = refunded.get(id)
  return at === undefined ? Number.POSITIVE_INFINITY : epochSeconds(at)
}

/** Compares what someone can open right now with what they have paid for. @returns what is wrong, in sentences */
export const judgeAccess = async (world: MembersWorld, member: Member): Promise<string[]> => {
  const now = world.clock.now
  const at = epochSeconds(now)
  const truths = subscriptionsOf(world, member).map((id) => truthOf(world, id))
  await world.stripe.idle()
  const each = truths.map((truth) => accessBy(truth, refundOf(member, truth.id), at))
  const given = member.given !== undefined && at < epochSeconds(member.given) + 365 * day
  const must = given || each.some((one) => one.must)
  const may = given || each.some((one) => one.may)
  const holders = member.index % teamEvery === 0 ? member.seats : [{ person: member.person, from: world.clock.now }]
  const wrong: string[] = []
  for (const { person } of holders) {
    const has = membershipsOf(await listGrants(world.desk.table, person), now).length > 0
    if (must && !has) wrong.push(`${member.email} has paid for ${now}, and is out`)
    if (has && !may) wrong.push(`${member.email} hasn’t paid for ${now}, and is in`)
  }
  return wrong
}

/** Every eighth member is a team. */
export const teamEvery = 8

const sum = (cents: readonly number[]): number => cents.reduce((all, each) => all + each, 0)

type Books = { charged: number; returned: number }

/** Compares the books with the provider’s. @returns what is wrong, in sentences, and the sums there */
export const judgeBooks = async (
  world: MembersWorld,
  members: readonly Member[],
): Promise<{ wrong: string[]; provider: Books; ours: Books }> => {
  const { desk, vendor } = world
  const wrong: string[] = []
  const provider: Books = { charged: 0, returned: 0 }
  const ours: Books = { charged: 0, returned: 0 }
  const returned = new Map<string, number>()
  for await (const refund of vendor.refunds.list({ limit: 100 })) {
    const intent = idOf(refund.payment_intent)
    if (refund.status === 'succeeded') returned.set(intent, (returned.get(intent) ?? 0) + refund.amount)
  }
  for (const member of members) {
    const seen: { truth: Truth; period: Period; until: number }[] = []
    for (const { session, order: orderId } of member.paid) {
      const id = idOf(world.stripe.getSession(session).subscription)
      if (id === '') continue
      const truth = truthOf(world, id)
      const { data: invoices } = await vendor.invoices.list({ subscription: id, limit: 100, expand: ['data.payments'] })
      const intents = new Map(
        invoices.map((invoice) => [invoice.id, idOf(invoice.payments?.data[0]?.payment.payment_intent)]),
      )
      const backFor = (invoice: Stripe.Invoice): number => returned.get(intents.get(invoice.id) ?? '') ?? 0
      const order = await findOrder(desk.table, orderId)
      const line = order?.lines.find(({ kind }) => kind === 'membership')
      const membershipId = line && 'membership' in line ? line.membership : ''
      const membership = await findMembership(desk.table, membershipId)
      const isOurs = membership?.subscription === id
      const payments = isOurs ? await listPayments(desk.table, membershipId) : []
      const there = truth.paid.map(({ id: invoice, amount_paid }) => `${invoice} ${amount_paid}`).sort()
      const here = payments.map(({ id: invoice, cents }) => `${invoice} ${cents}`).sort()
      const backThere = sum(truth.paid.map(backFor))
      const backHere =
        sum((order?.refunds ?? []).filter(({ state }) => state === 'made').map(({ amountCents }) => amountCents)) +
        sum((membership?.refunds ?? []).filter(({ state }) => state === 'made').map(({ cents }) => cents))
      provider.charged += sum(truth.paid.map(({ amount_paid }) => amount_paid))
      provider.returned += backThere
      ours.charged += isOurs ? sum(payments.map(({ cents }) => cents)) : (order?.paidCents ?? 0)
      ours.returned += backHere
      const name = `${member.email} ${id}`
      if (isOurs && there.join() !== here.join()) wrong.push(`${name}: paid ${there} there, and ${here} here`)
      if (backThere !== backHere) wrong.push(`${name}: ${backThere} went back there, and ${backHere} here`)
      if (!isOurs && backThere !== sum(truth.paid.map(({ amount_paid }) => amount_paid)))
        wrong.push(`${name}: paid for, and begins nothing`)
      if (!isOurs && truth.endedAt === Number.POSITIVE_INFINITY) wrong.push(`${name}: goes on, and nobody has it`)
      const stopped = member.stoppedOwing.get(id)
      for (const period of truth.periods) {
        const { invoice, paidAt, start, end } = period
        const isReturned = backFor(invoice) >= invoice.amount_paid
        if (isReturned) continue
        if (paidAt > truth.endedAt) wrong.push(`${name}: charged after it had ended`)
        if (stopped !== undefined && paidAt > epochSeconds(stopped)) wrong.push(`${name}: charged after it was stopped`)
        seen.push({ truth, period, until: Math.min(end, truth.endedAt, refundOf(member, id)) })
        if (seen.some((other) => other.period !== period && other.truth === truth && other.period.start === start))
          wrong.push(`${name}: the year from ${instantFromEpochSeconds(start)} was charged twice`)
      }
      const until = Math.max(...truth.periods.map(({ end }) => end))
      if (isOurs && epochSeconds(membership.paidUntil) !== until)
        wrong.push(`${name}: paid until ${instantFromEpochSeconds(until)}, and ${membership.paidUntil} here`)
      if (isOurs && (membership.state === 'ended') !== truth.endedAt < Number.POSITIVE_INFINITY)
        wrong.push(`${name}: is ${membership.state} here`)
    }
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        if (other.truth === one.truth) continue
        const from = Math.max(one.period.start, other.period.start)
        if (from < Math.min(one.until, other.until))
          wrong.push(`${member.email}: ${instantFromEpochSeconds(from)} was charged on two subscriptions`)
      }
    }
  }
  for (const [key, times] of world.arrived) if (times > 1) wrong.push(`the mail ${key} came ${times} times`)
  return { wrong, provider, ours }
}

/** The instants around which access changes, of someone who buys at `from`. */
export const turningPoints = (from: Instant): Instant[] => {
  const end = instantFromEpochSeconds(periodEnd(from))
  const lapse = addSeconds(end, graceDays * day)
  return [
    ...[addSeconds(from, 4 * hour), addSeconds(from, 100 * day)],
    ...[addSeconds(end, -1), end, addSeconds(end, 4 * hour), addSeconds(end, 7 * day)],
    ...[addSeconds(lapse, -1), lapse, addSeconds(lapse, 3 * day), addSeconds(lapse, 25 * day)],
  ]
}

const periodEnd = (from: Instant): number => {
  const date = new Date(from)
  date.setUTCFullYear(date.getUTCFullYear() + 1)
  return Math.floor(date.getTime() / 1000)
}
