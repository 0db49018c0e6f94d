import { type Grant, listGrants } from '../access/index.ts'
import type { Actor } from '../identity/index.ts'
import {
  begun,
  isOpen,
  listMembershipsOf,
  listPlans,
  membershipsOf,
  opensAsMuch,
  pendingBegun,
  pendingMembershipRefund,
} from '../membership/index.ts'
import type { Subscription } from '../payments/index.ts'
import {
  addSeconds,
  entity,
  findOne,
  type Instant,
  type PendingWrite,
  put,
  required,
  type Table,
} from '../platform/index.ts'
import type { Promotion, QuotedLine } from '../pricing/index.ts'
import { type CartLine, isMembershipLine } from './cart.ts'
import { isMembership } from './line-kind.ts'
import { graceSeconds, liveLines, type Order, type OrderRequest, paymentSeconds } from './order.ts'
import { problem } from './problem.ts'
import { signInNeeded } from './problems.ts'

/** Who is buying a membership right now, and by which order: nobody buys two at once. */
const buying = entity({
  name: 'buying-membership',
  attributes: { person: required.text, order: required.text, until: required.text },
  keys: {
    person: { pk: 'buying-membership#${person}', sk: 'order' },
  },
})

/** Longer than a payment page can be open, and than an index lags. */
const buyingSeconds = paymentSeconds + graceSeconds

/**
 * Notes who buys a membership by an order; refused as `buying` while another one is under way.
 * @param instead  the order that it takes the place of
 */
export const pendingBuying = (table: Table, order: Order, instead: string | undefined, now: Instant): PendingWrite[] =>
  order.lines.some(isMembership)
    ? [
        put(
          'buying',
          buying(table)
            .put({ person: order.buyer.personId, order: order.id, until: addSeconds(now, buyingSeconds) })
            .where((has, { notExists, lte, eq }) =>
              [
                notExists(has.until),
                lte(has.until, now),
                ...(instead === undefined ? [] : [eq(has.order, instead)]),
              ].join(' OR '),
            ),
        ),
      ]
    : []

/** The order by which someone is buying a membership, or just did. */
export const findBuying = (table: Table, person: string): Promise<string | undefined> =>
  findOne(buying(table).get({ person }), ({ order }) => order)

const alone = () =>
  problem(
    'conflict',
    'registration.membership-alone',
    'A membership is bought by itself. Buy it first, then the rest: you may pay less as a member.',
  )

const forOneself = () =>
  problem(
    'forbidden',
    'registration.membership-for-self',
    'A membership is bought with the address you signed in with.',
    {
      errors: [{ path: 'buyer.email', message: 'Use the address you signed in with' }],
    },
  )

const alreadyMember = (title: string, path: string) =>
  problem(
    'conflict',
    'registration.already-member',
    `You have the ${title.toLowerCase()} already. You can change it instead.`,
    {
      changeUrl: path,
    },
  )

export const membershipUnderWay = () =>
  problem(
    'conflict',
    'registration.membership-under-way',
    'You’re buying a membership already. Finish or cancel that order first.',
  )

export const invoiceOpen = (order: string) =>
  problem(
    'conflict',
    'registration.membership-under-way',
    'You’ve ordered a membership by invoice. Pay it or cancel that order first.',
    { changeUrl: `/orders/${order}` },
  )

const invoiceForTeams = () => {
  const message = 'Only a team’s membership can be paid by invoice'
  return problem('invalid', 'registration.invoice-for-teams', `${message}.`, { errors: [{ path: 'payBy', message }] })
}

/** What tax is due on an invoice is known by an address, for which the page to pay on asks. */
export const noInvoiceWithTax = () => {
  const message = 'Sales tax is added to this, so pay it by card'
  return problem('conflict', 'registration.invoice-unavailable', `${message}.`, {
    errors: [{ path: 'payBy', message }],
  })
}

const teamNameNeeded = () =>
  problem('invalid', 'registration.team-name-needed', 'Name your team.', {
    errors: [{ path: 'team.name', message: 'Name your team' }],
  })

const tooManySeats = (most: number) => {
  const message = most === 1 ? 'This membership is for one person' : `This plan is for ${most} people at most`
  return problem('invalid', 'registration.too-many-seats', `${message}.`, {
    errors: [{ path: 'lines.0.quantity', message }],
  })
}

/**
 * Refuses a membership that cannot be bought so, or that its buyer has already.
 * @throws Problem `registration.membership-alone`, `registration.sign-in-needed`, `registration.membership-for-self`,
 *   `registration.team-name-needed`, `registration.too-many-seats`, `registration.already-member`, `registration.invoice-for-teams`
 */
export const checkMembership = async (
  table: Table,
  lines: readonly CartLine[],
  request: Pick<OrderRequest, 'buyer' | 'team' | 'payBy'>,
  { actor, grants }: { actor: Actor; grants: readonly Grant[] },
  now: Instant,
): Promise<void> => {
  const line = lines.find(isMembershipLine)
  if (request.payBy === 'invoice' && line?.plan.holder !== 'team') throw invoiceForTeams()
  if (!line) return
  if (lines.length > 1) throw alone()
  if (actor.kind !== 'person') throw signInNeeded('A membership needs an account.')
  if (request.buyer.email !== actor.email) throw forOneself()
  const { plan, quantity } = line
  const most = plan.seats?.most ?? 1
  if (quantity > most) throw tooManySeats(most)
  const live = (await listMembershipsOf(table, actor.id)).filter((membership) => isOpen(membership, now))
  if (plan.holder === 'team') {
    if (!request.team) throw teamNameNeeded()
    const ofTeam = live.find(({ holder }) => holder.team !== undefined)
    if (ofTeam) throw alreadyMember(ofTeam.opens.title, '/account/team')
    return
  }
  // A better plan beside a lesser one that renews would be paid for twice; changing to it costs the difference.
  const paid = live.find(({ holder, subscription }) => holder.team === undefined && subscription !== undefined)
  const has = membershipsOf(grants, now).find((membership) => opensAsMuch(membership, plan)) ?? paid?.opens
  if (has) throw alreadyMember(has.title, '/account/membership')
}

/** Whether what was taken off a membership is taken off of its renewals, too: only where all of it is. */
export const discountRenews = ({ applied }: QuotedLine, promotions: readonly Promotion[]): boolean =>
  applied.length > 0 &&
  applied.every(({ promotionId }) => promotions.some(({ id, renewals }) => id === promotionId && renewals === true))

/** The membership that an order begins, to be committed with what confirms the order. Reads the plans when there is one. */
export const pendingMemberships = async (
  table: Table,
  order: Order,
  subscription: Subscription | undefined,
  now: Instant,
): Promise<PendingWrite[]> => {
  const line = liveLines(order).find(isMembership)
  if (!line) return []
  const { plan, opens, seats, team, membership: id } = line
  const sold = subscription ? new Map((await listPlans(table)).map((one) => [one.slug, one])) : new Map()
  const owner = order.buyer.personId
  const bought = { id, order: order.id, owner, plan: { slug: plan, ...opens }, seats, team }
  return [
    ...pendingBegun(table, begun(bought, subscription, sold, now), subscription?.payments ?? [], now),
    ...(await pendingReplaced(table, owner, team !== undefined, now)),
  ]
}

/** Ends what someone had before and let lapse: its renewal may still be owed, and mustn't be charged beside what they have now. */
const pendingReplaced = async (table: Table, owner: string, isTeam: boolean, now: Instant): Promise<PendingWrite[]> =>
  (await listMembershipsOf(table, owner))
    .filter(({ holder, subscription }) => subscription !== undefined && (holder.team !== undefined) === isTeam)
    .filter((membership) => !isOpen(membership, now))
    .flatMap((membership) => pendingMembershipRefund(table, membership, [], now))

/** Whether the person who placed an order has come by such a membership in another way since: then its payment is one too many. */
export const isMemberSince = async (table: Table, order: Order, now: Instant): Promise<boolean> => {
  const line = order.lines.find(isMembership)
  if (!line) return false
  if (line.team !== undefined) {
    const latest = await findBuying(table, order.buyer.personId)
    return latest !== undefined && latest !== order.id
  }
  const grants = await listGrants(table, order.buyer.personId)
  return membershipsOf(grants, now).some((has) => opensAsMuch(has, line.opens))
}
