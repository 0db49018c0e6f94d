import { listGrants } from '@lectern/core/access'
import { actorOf, ensurePerson, type PersonActor } from '@lectern/core/identity'
import {
  changeTeam,
  createPlan,
  joinByDomain,
  listMembershipsOf,
  PlanDetails,
  syncMembership,
} from '@lectern/core/membership'
import { addSeconds } from '@lectern/core/platform'
import { type Order, OrderRequest, placeOrder, settleCheckout } from '@lectern/core/registration'
import type { BenchDesk } from './bench-desk.ts'
import type { Units } from './bench-units.ts'

/** Counts what memberships cost: buying one, hearing of its renewal, and finding what someone may open. */
export const countMemberships = async ({
  desk,
  meter,
  stripe,
  clock,
}: Pick<BenchDesk, 'desk' | 'meter' | 'stripe' | 'clock'>): Promise<Record<string, Units>> => {
  const { table } = desk
  const { now } = clock
  const units: Record<string, Units> = {}
  const count = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    meter.reset()
    const result = await run()
    units[name] = { reads: meter.reads(), writes: meter.writes() }
    return result
  }
  const seats = { included: 5, extraCents: 30_000, most: 60 }
  const plans = {
    single: { title: 'Community', priceCents: 79_900 },
    several: { title: 'Team', priceCents: 199_900, allAccess: true, holder: 'team', seats },
  }
  for (const [slug, plan] of Object.entries(plans)) {
    await createPlan(desk, slug, { ...PlanDetails.parse(plan), status: 'on-sale' })
  }
  const personOf = async (email: string): Promise<PersonActor> =>
    actorOf(await ensurePerson(table, { email, name: 'Someone' }, now), 'session')
  const place = async (actor: PersonActor, plan: string): Promise<Order> => {
    const buyer = { email: actor.email, name: 'Someone' }
    const request = OrderRequest.parse({ lines: [{ sku: `plan:${plan}` }], buyer, team: { name: 'A team' } })
    const placed = await placeOrder(desk, request, { actor, now, key: `bench-${actor.email}` })
    if (placed.outcome !== 'placed') throw new Error('not placed')
    return placed.order
  }
  const sessionOf = ({ checkout }: Order): string => checkout?.id ?? ''

  const single = await personOf('single@bench.example')
  const order = await count('buy a membership, and open the payment page', () => place(single, 'single'))
  await stripe.pay(sessionOf(order), { deliver: false })
  await count('confirm its payment', () => settleCheckout(desk, sessionOf(order), now))

  const owner = await personOf('owner@team.example')
  const ofTeam = await place(owner, 'several')
  await stripe.pay(sessionOf(ofTeam), { deliver: false })
  await settleCheckout(desk, sessionOf(ofTeam), now)
  const team = (await listMembershipsOf(table, owner.id))[0]?.holder.team ?? ''
  await changeTeam(table, team, { domains: ['team.example'] }, owner)
  const holder = await personOf('holder@team.example')
  await count('take a seat in a team', () => joinByDomain(table, team, holder, now))
  await count('what a member may open', () => listGrants(table, single.id))
  await count('what the holder of a seat may open', () => listGrants(table, holder.id))

  const [membership] = await listMembershipsOf(table, single.id)
  clock.now = addSeconds(membership?.paidUntil ?? now, 3600)
  await stripe.billing.passTime({ deliver: false })
  const hear = () => syncMembership(desk, membership?.subscription ?? '', clock.now)
  await count('hear that a membership was renewed', hear)
  await count('hear of it again', hear)
  clock.now = now
  return units
}
