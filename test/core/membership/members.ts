import {
  createPlan,
  getMembership,
  listMembershipsOf,
  lookAtDueMemberships,
  type Membership,
  PlanDetails,
} from '@lectern/core/membership'
import type { Instant } from '@lectern/core/platform'
import { isMembership, type Order } from '@lectern/core/registration'
import { aPerson, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

export const bought: Instant = '2024-04-15T16:00:00Z'

/** A desk with the plans of the sample on sale, at the moment in which the golden cases buy. */
export const membershipDesk = async (options: Parameters<typeof openDesk>[0] = {}): Promise<TestDesk> => {
  const desk = await openDesk(options)
  desk.clock.now = bought
  const plans = {
    basic: { title: 'Community', priceCents: 79_900 },
    full: { title: 'All-access', priceCents: 149_900, allAccess: true },
    team: {
      ...{ title: 'Team', priceCents: 199_900, allAccess: true, holder: 'team' },
      seats: { included: 5, extraCents: 30_000, most: 60 },
    },
  }
  for (const [slug, plan] of Object.entries(plans)) {
    await createPlan(desk, slug, { ...PlanDetails.parse(plan), status: 'on-sale' })
  }
  return desk
}

/** The membership that an order began. */
export const membershipOf = async (desk: TestDesk, order: Order): Promise<Membership> => {
  const line = order.lines.find(isMembership)
  if (!line) throw new Error('no membership in this order')
  return getMembership(desk.table, line.membership)
}

/** Buys a plan and pays for it. */
export const buy = async (
  desk: TestDesk,
  email: string,
  sku: string,
  more: Record<string, unknown> = {},
): Promise<{ actor: Awaited<ReturnType<typeof aPerson>>; order: Order; membership: Membership }> => {
  const actor = await aPerson(desk.table, email)
  const asked = await placed(desk, email, sku, { actor, now: desk.clock.now, ...more })
  if (asked.status === 'awaiting-payment') await desk.stripe.pay(sessionOf(asked))
  const order = await orderNow(desk, asked)
  return { actor, order, membership: await membershipOf(desk, order) }
}

/** Sets the clock: the provider renews what is due, and ours looks at what it must. */
export const passTo = async (desk: TestDesk, now: Instant, { deliver = true } = {}): Promise<void> => {
  desk.clock.now = now
  await desk.stripe.billing.passTime({ deliver })
  await desk.stripe.idle()
  await lookAtDueMemberships(desk, now, (_, error) => {
    throw error
  })
  await drain(desk)
}

/** The newest membership that someone pays for. */
export const newestOf = async (desk: TestDesk, owner: string): Promise<Membership | undefined> =>
  (await listMembershipsOf(desk.table, owner)).at(-1)
