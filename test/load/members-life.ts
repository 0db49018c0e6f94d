import { actorOf, ensurePerson, type PersonActor } from '@lectern/core/identity'
import {
  changeMembership,
  changeTeam,
  getMembership,
  joinByDomain,
  type Membership,
  quoteChange,
  setRenewal,
  standingOf,
  type Wanted,
} from '@lectern/core/membership'
import { addSeconds, type Instant, instantFromEpochSeconds } from '@lectern/core/platform'
import {
  findOrder,
  isMembership,
  type Order,
  OrderRequest,
  placeOrder,
  refundMembership,
  settleCheckout,
} from '@lectern/core/registration'
import { type Member, subscriptionsOf, teamEvery } from './members-oracle.ts'
import type { MembersWorld } from './members-world.ts'

const day = 24 * 3600

/** How people come to decisions: always the same, for a seed. */
export type Luck = {
  chance: (probability: number) => boolean
  within: (from: number, to: number) => number
  one: <T>(list: readonly T[]) => T
}

/** Has something done once the time has come. */
export type Plan = (at: Instant, act: () => Promise<void>) => void

export type Tally = Record<string, number>

type Surroundings = { world: MembersWorld; luck: Luck; plan: Plan; declines: number; tally: Tally }

/** What members do from when they buy until a while after their renewal. */
export const livingIn = ({ world, luck, plan, declines, tally }: Surroundings) => {
  const { desk, stripe, clock, insist } = world
  const { chance, within, one } = luck
  const { table } = desk
  const count = (what: string): void => {
    tally[what] = (tally[what] ?? 0) + 1
  }
  const later = (days: number): Instant => addSeconds(clock.now, days * day + within(1, 3600))
  const actorFor = async ({ email }: Pick<Member, 'email'>): Promise<PersonActor> => {
    const person = await insist(() => ensurePerson(table, { email, name: 'Someone Here' }, clock.now))
    if (!person) throw new Error(`${email} can’t sign in`)
    return actorOf(person, 'session')
  }

  const membershipOf = async ({ paid }: Member): Promise<Membership | undefined> => {
    const order = await findOrder(table, paid.at(-1)?.order ?? '')
    const line = order?.lines.find(isMembership)
    return line && insist(() => getMembership(table, line.membership))
  }
  const subscriptionOf = (member: Member): string => subscriptionsOf(world, member).at(-1) ?? ''
  const isEnded = (id: string): boolean => stripe.billing.get(id).subscription.status === 'canceled'
  const owedOf = (id: string): string | undefined =>
    stripe.billing.get(id).invoices.find(({ status }) => status === 'open')?.id

  const isTeam = ({ index }: Member): boolean => index % teamEvery === 0

  /** Buys, on a page that may be opened twice, and closed before it has led back. */
  const buy = async (member: Member, sku: string, codes: string[] = []): Promise<void> => {
    const actor = await actorFor(member)
    const ask = (round: number): Promise<Order | undefined> =>
      insist(async () => {
        const request = OrderRequest.parse({
          ...{ lines: [{ sku }], codes, buyer: { email: member.email, name: 'Someone Here' } },
          ...(isTeam(member) ? { team: { name: `Team ${member.index}` } } : {}),
        })
        const key = `${member.email} ${clock.now} ${round}`
        const placed = await placeOrder(desk, request, { actor, now: clock.now, key })
        return placed.outcome === 'placed' ? placed.order : undefined
      })
    const pages = [await ask(1), ...(chance(0.1) ? [await ask(2)] : [])]
    for (const page of pages) {
      if (page?.status === 'confirmed') {
        member.given = clock.now
        count('given')
      }
      const session = page?.checkout?.id
      if (!page || session === undefined) continue
      // Of two pages that someone opened, the first can't be paid anymore.
      const paid = await stripe.pay(session).then(
        () => true,
        () => false,
      )
      if (!paid) continue
      member.paid.push({ session, order: page.id })
      count('bought')
      if (chance(0.5)) await insist(() => settleCheckout(desk, session, clock.now))
    }
    await stripe.idle()
  }

  const fillTeam = async (member: Member): Promise<void> => {
    const membership = await membershipOf(member)
    const team = membership?.holder.team
    if (team === undefined) return
    const domain = member.email.slice(member.email.indexOf('@') + 1)
    const owner = await actorFor(member)
    await insist(() => changeTeam(table, team, { domains: [domain] }, owner))
    for (const name of ['ann', 'ben']) {
      const person = await actorFor({ email: `${name}@${domain}` })
      if (await insist(() => joinByDomain(table, team, person, clock.now)))
        member.seats.push({ person: person.id, from: clock.now })
    }
  }

  const change = async (member: Member, wanted: Wanted): Promise<void> => {
    const membership = await membershipOf(member)
    if (!membership) return
    const quote = await insist(() => quoteChange(desk, membership, wanted, clock.now))
    if (!quote) return
    // The same button, pressed again when nothing came back.
    if (await insist(() => changeMembership(desk, membership, wanted, quote, clock.now))) count('changed')
    const owed = owedOf(subscriptionOf(member))
    if (owed !== undefined && chance(0.6)) await stripe.billing.payInvoice(owed)
  }

  const stop = async (member: Member, renews = false): Promise<void> => {
    const membership = await membershipOf(member)
    if (!membership) return
    const owing = standingOf(membership, clock.now) === 'grace'
    const stopped = await insist(() => setRenewal(desk, membership, renews, clock.now))
    if (!stopped) return
    count(renews ? 'resumed' : owing ? 'stopped while owing' : 'stopped')
    if (!renews && owing && stopped.subscription !== undefined) member.stoppedOwing.set(stopped.subscription, clock.now)
  }

  const refund = async (member: Member): Promise<void> => {
    const membership = await membershipOf(member)
    if (membership?.subscription === undefined || membership.endedAt !== undefined) return
    await insist(() => refundMembership(desk, membership.id, clock.now))
    const after = await getMembership(table, membership.id)
    if (after.endedAt === undefined || after.state === 'ended') return
    member.refunded.set(membership.subscription, after.endedAt)
    count('refunded')
  }

  const payOnPage = async (member: Member): Promise<void> => {
    const owed = owedOf(subscriptionOf(member))
    if (owed === undefined) return
    count(isEnded(subscriptionOf(member)) ? 'paid after the end' : 'paid what was owed')
    await stripe.billing.payInvoice(owed)
  }

  const replaceCard = async (member: Member, card: 'pays' | 'declines'): Promise<void> => {
    const id = subscriptionOf(member)
    if (id !== '' && !isEnded(id)) await stripe.billing.setCard(id, card)
  }

  /** What becomes of a renewal that is declined. */
  const declined = async (member: Member, end: Instant): Promise<void> => {
    count('declined')
    const after = (days: number): Instant => addSeconds(end, days * day + within(1, 20_000))
    const choice = one(['page', 'page', 'card', 'never', 'never', 'late', 'stops', 'stops', 'again'] as const)
    if (choice === 'page') plan(after(within(1, 13)), () => payOnPage(member))
    if (choice === 'card') plan(after(within(1, 6)), () => replaceCard(member, 'pays'))
    if (choice === 'late') plan(after(within(14, 20)), () => payOnPage(member))
    if (choice === 'stops') {
      const at = within(1, 6)
      const inPortal = chance(0.5)
      plan(after(at), async () => {
        const id = subscriptionOf(member)
        if (inPortal && !isEnded(id)) await stripe.billing.setRenewal(id, false)
        else await stop(member)
      })
      // A good card by then would be charged for a year.
      plan(after(at + 0.5), () => replaceCard(member, 'pays'))
    }
    if (choice === 'again' && !isTeam(member)) plan(after(within(15, 20)), () => buy(member, 'plan:full'))
  }

  const lead = async (member: Member): Promise<void> => {
    const id = subscriptionOf(member)
    if (id === '') return
    const end = instantFromEpochSeconds(stripe.billing.get(id).subscription.items.data[0]?.current_period_end ?? 0)
    if (isTeam(member)) {
      plan(later(1), () => fillTeam(member))
      if (chance(0.6)) plan(later(within(20, 300)), () => change(member, { seats: within(6, 9) }))
      if (chance(0.3)) plan(later(within(301, 340)), () => change(member, { seats: 5 }))
    } else if (chance(0.15)) plan(later(within(20, 340)), () => change(member, { plan: 'full' }))
    const lot = within(0, 1000) / 1000
    if (lot < declines) {
      plan(addSeconds(end, -within(1, 20) * day), async () => {
        await replaceCard(member, 'declines')
        await declined(member, end)
      })
      return
    }
    const course = within(0, 100)
    if (course < 12) {
      plan(later(within(5, 300)), () => stop(member))
      if (chance(0.3)) plan(later(within(301, 350)), () => stop(member, true))
    } else if (course < 18)
      plan(later(within(5, 350)), async () => {
        count('stopped in the portal')
        if (!isEnded(id)) await stripe.billing.setRenewal(id, false)
      })
    else if (course < 22)
      plan(later(within(5, 350)), async () => {
        count('ended there')
        if (!isEnded(id)) await stripe.billing.end(id)
      })
    else if (course < 28) {
      const at = chance(0.5) ? later(within(1, 340)) : addSeconds(end, within(1, 20) * day)
      plan(at, () => refund(member))
    }
  }

  /** Someone joins, and lives on. */
  return async (member: Member): Promise<void> => {
    const sku = isTeam(member) ? 'plan:team' : chance(0.25) ? 'plan:full' : 'plan:basic'
    const codes = chance(0.15) ? ['LEAP29'] : !isTeam(member) && chance(0.05) ? ['GIFT'] : []
    await buy(member, sku, codes)
    await lead(member)
  }
}
