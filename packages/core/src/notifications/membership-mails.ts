import { findPersonById } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import {
  accessUntil,
  announceMembership,
  findMembership,
  findPlan,
  findSeat,
  findTeam,
  invitationUrl,
  isOpen,
  isTaken,
  listPayments,
  listSeatsAfter,
  type Membership,
  makeMembershipRefund,
  type membershipTopics,
  syncMembership,
} from '../membership/index.ts'
import { announce, formatCents, type Instant } from '../platform/index.ts'
import { isMembership, type Order } from '../registration/index.ts'
import { formatInstant, formatZonedDate } from '../schedule/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Follows, Sends } from './handler.ts'

/** A membership with the person who pays for it; nothing once that person was erased. */
const paidFor = async (context: DeliveryContext, id: string) => {
  const membership = await findMembership(context.table, id)
  const owner = membership && (await findPersonById(context.table, membership.owner))
  return membership && owner ? { membership, owner } : undefined
}

const manageUrl = ({ siteUrl }: DeliveryContext, { holder }: Membership): string =>
  `${siteUrl}/account/${holder.team === undefined ? 'membership' : 'team'}`

/** To the person who bought a membership: that it has begun, and what it opens. */
export const sendBegunMail = async (context: DeliveryContext, order: Order, now: Instant): Promise<void> => {
  const line = order.lines.find(isMembership)
  const found = line && (await paidFor(context, line.membership))
  if (!line || !found) return
  const { membership, owner } = found
  const { zone } = context.organizer
  const plan = await findPlan(context.table, line.plan)
  const until = formatZonedDate(membership.paidUntil, zone)
  await sendMail(context, now, {
    template: 'membership-begun',
    to: owner.email,
    key: `membership-begun:${membership.id}`,
    orderId: order.id,
    props: {
      ...{ name: owner.name, plan: line.title, includes: plan?.includes ?? [], until },
      ...(membership.renews ? { renewal: `${until}, for ${formatCents(membership.renewalCents)}` } : {}),
      ...(line.team === undefined ? {} : { team: { name: line.team, seats: line.seats } }),
      ...{ manageUrl: manageUrl(context, membership), eventsUrl: `${context.siteUrl}/events` },
    },
  })
}

export const sendRenewsMail: Sends<typeof membershipTopics.membershipRenewing> = async (context, { payload }, now) => {
  const found = await paidFor(context, payload.membership)
  // Stopped, or renewed already: then there's nothing to tell.
  if (!found?.membership.renews || found.membership.paidUntil !== payload.paidUntil) return
  const { membership, owner } = found
  await sendMail(context, now, {
    template: 'membership-renews',
    to: owner.email,
    key: `membership-renews:${membership.id}:${payload.paidUntil}`,
    props: {
      ...{ name: owner.name, plan: membership.opens.title, manageUrl: manageUrl(context, membership) },
      renewsOn: formatZonedDate(membership.paidUntil, context.organizer.zone),
      price: formatCents(membership.renewalCents),
      ...(membership.holder.team === undefined ? {} : { seats: membership.next?.seats ?? membership.seats }),
    },
  })
}

/** Of a team that pays by invoice, nothing has failed: the next period's has come. */
const sendRenewalInvoice = (
  context: DeliveryContext,
  { membership, owner }: NonNullable<Awaited<ReturnType<typeof paidFor>>>,
  owed: NonNullable<Membership['owed']>,
  now: Instant,
): Promise<void> =>
  sendMail(context, now, {
    template: 'membership-invoice',
    to: owner.email,
    key: `membership-invoice:${membership.id}:${owed.id}`,
    props: {
      ...{ name: owner.name, plan: membership.opens.title, price: formatCents(owed.cents) },
      accessUntil: formatInstant(accessUntil(membership), context.organizer.zone),
      ...{ payUrl: owed.url ?? manageUrl(context, membership), manageUrl: manageUrl(context, membership) },
    },
  })

export const sendOwedMail: Sends<typeof membershipTopics.membershipOwed> = async (context, { payload }, now) => {
  const found = await paidFor(context, payload.membership)
  const owed = found?.membership.owed
  // Paid meanwhile.
  if (!found || owed?.id !== payload.invoice) return
  const { membership, owner } = found
  if (membership.invoiced) return sendRenewalInvoice(context, found, owed, now)
  await sendMail(context, now, {
    template: 'membership-payment-failed',
    to: owner.email,
    key: `membership-payment-failed:${membership.id}:${owed.id}`,
    props: {
      ...{ name: owner.name, plan: membership.opens.title, price: formatCents(owed.cents) },
      accessUntil: formatInstant(accessUntil(membership), context.organizer.zone),
      payUrl: owed.url ?? manageUrl(context, membership),
    },
  })
}

export const sendPaidMail: Sends<typeof membershipTopics.membershipPaid> = async (context, { payload }, now) => {
  const found = await paidFor(context, payload.membership)
  if (!found) return
  const { membership, owner } = found
  const payment = (await listPayments(context.table, membership.id)).find(({ id }) => id === payload.payment)
  if (!payment || payment.cents === 0) return
  const { zone } = context.organizer
  await sendMail(context, now, {
    template: 'membership-receipt',
    to: owner.email,
    key: `membership-receipt:${payment.id}`,
    props: {
      ...{ name: owner.name, plan: membership.opens.title, amount: formatCents(payment.cents) },
      paidOn: formatZonedDate(payment.paidAt, zone),
      paidUntil: formatZonedDate(membership.paidUntil, zone),
      manageUrl: manageUrl(context, membership),
    },
  })
}

export const sendOverMail: Sends<typeof membershipTopics.membershipOver> = async (context, { payload }, now) => {
  const found = await paidFor(context, payload.membership)
  // Renewed late, after all.
  if (!found || isOpen(found.membership, now)) return
  const { membership, owner } = found
  const { team } = membership.holder
  const end = accessUntil(membership)
  await sendMail(context, now, {
    template: 'membership-ended',
    to: owner.email,
    key: `membership-ended:${membership.id}:${end}`,
    props: {
      ...{ name: owner.name, plan: membership.opens.title, membershipUrl: `${context.siteUrl}/membership` },
      endedOn: formatZonedDate(end, context.organizer.zone),
      ...(team === undefined ? {} : { team: (await findTeam(context.table, team))?.name }),
    },
  })
}

export const sendTeamInvitation: Sends<typeof membershipTopics.seatInvited> = async (context, { payload }, now) => {
  const { table, organizer } = context
  const [team, seat] = await Promise.all([findTeam(table, payload.team), findSeat(table, payload.team, payload.seat)])
  // Taken back, taken, or invited again since.
  if (!team || seat?.state !== 'invited' || seat.invitedUntil !== payload.until || !isTaken(seat, now)) return
  const membership = await findMembership(table, team.membership)
  await sendMail(context, now, {
    template: 'team-invitation',
    to: seat.email,
    key: `team-invitation:${seat.id}:${seat.round}`,
    props: {
      ...{ team: team.name, plan: membership?.opens.title ?? 'Membership' },
      until: formatZonedDate(payload.until, organizer.zone),
      invitationUrl: invitationUrl(context, seat),
    },
  })
}

export const sendSeatEndedMail: Sends<typeof membershipTopics.seatRevoked> = async (context, row, now) => {
  const { payload } = row
  const [team, person] = await Promise.all([
    findTeam(context.table, payload.team),
    findPersonById(context.table, payload.person, payload.seat),
  ])
  if (!team || !person) return
  await sendMail(context, now, {
    template: 'team-seat-ended',
    to: person.email,
    key: `team-seat-ended:${row.id}`,
    props: { name: person.name, team: team.name, membershipUrl: `${context.siteUrl}/membership` },
  })
}

/** To both owners of a team that was handed over. The provider writes to the new one first, so that no invoice goes astray. */
export const sendHandedOver: Sends<typeof membershipTopics.teamHandedOver> = async (context, row, now) => {
  const { team: id, from, to } = row.payload
  const team = await findTeam(context.table, id)
  // Handed on again since: that is told by itself.
  if (team?.owner !== to) return
  const [membership, owner, former] = await Promise.all([
    findMembership(context.table, team.membership),
    findPersonById(context.table, to),
    findPersonById(context.table, from),
  ])
  if (!membership || !owner) return
  const { customer, renews, paidUntil, renewalCents } = membership
  if (customer !== undefined) await context.payments.changePayer(customer, { email: owner.email, name: owner.name })
  const renewal = `${formatZonedDate(paidUntil, context.organizer.zone)}, for ${formatCents(renewalCents)}`
  const about = { team: team.name, owner: owner.name, ...(renews ? { renewal } : {}) }
  for (const person of [owner, former]) {
    if (!person) continue
    await sendMail(context, now, {
      template: 'team-handed-over',
      to: person.email,
      key: `team-handed-over:${row.id}:${person.id}`,
      props: { ...about, name: person.name, own: person.id === to, teamUrl: manageUrl(context, membership) },
    })
  }
}

/** How many seats one step deals with. */
const stepSize = 25

/** After a team's membership has ended or come back: what each holder may attend is reviewed. Access itself changed by itself. */
export const stepTeamChanged: Follows<typeof membershipTopics.teamChanged> = async (context, row, now) => {
  const { team, after = '' } = row.payload
  const seats = await listSeatsAfter(context.table, team, after, stepSize)
  const last = seats.at(-1)
  return [
    ...seats.flatMap(({ person, state }) =>
      person !== undefined && state === 'held' ? [announceMembership(context.table, person, now)] : [],
    ),
    ...(seats.length === stepSize && last
      ? [announce(context.table, row.topic, { team, after: last.email }, now)]
      : []),
  ]
}

export const refundMembershipPayment: Sends<typeof membershipTopics.membershipRefundDue> = (
  context,
  { payload },
  now,
) => makeMembershipRefund(context, payload.membership, payload.refund, now)

/** Looks afterwards: what was paid in between goes back. */
export const endUnwanted: Sends<typeof membershipTopics.subscriptionUnwanted> = async (context, { payload }, now) => {
  const { subscription } = payload
  await context.payments.endSubscription(subscription, `end:${subscription}`)
  await syncMembership(context, subscription, now)
}
