import * as z from 'zod'
import { topic } from '../platform/index.ts'

export const membershipChanged = topic('membership.changed', z.object({ person: z.string() }), {
  label: 'Review access after a membership changed',
})

const OfMembership = z.object({ membership: z.string() })

export const teamChanged = topic('team.changed', z.object({ team: z.string(), after: z.string().optional() }), {
  label: 'Review a team’s access after its membership changed',
})

export const teamHandedOver = topic(
  'team.handed-over',
  z.object({ team: z.string(), from: z.string(), to: z.string() }),
  { label: 'Tell a team’s owners that it has a new one' },
)

export const membershipRenewing = topic('membership.renewing', OfMembership.extend({ paidUntil: z.string() }), {
  label: 'Send a notice that a membership renews soon',
})

export const membershipPaid = topic('membership.paid', OfMembership.extend({ payment: z.string() }), {
  label: 'Send a receipt for a membership',
})

export const membershipOwed = topic('membership.owed', OfMembership.extend({ invoice: z.string() }), {
  label: 'Send a notice that a membership’s payment failed',
})

export const membershipOver = topic('membership.over', OfMembership, { label: 'Send a notice that a membership ended' })

export const membershipRefundDue = topic('membership.refund-due', OfMembership.extend({ refund: z.string() }), {
  label: 'Refund a membership',
})

export const subscriptionUnwanted = topic('subscription.unwanted', z.object({ subscription: z.string() }), {
  label: 'End a subscription at the payment provider',
})

const OfSeat = z.object({ team: z.string(), seat: z.string() })

export const seatInvited = topic('team.seat-offered', OfSeat.extend({ until: z.string() }), {
  label: 'Send an invitation to a team',
})

export const seatRevoked = topic('team.seat-taken-away', OfSeat.extend({ person: z.string() }), {
  label: 'Send a notice that a seat in a team ended',
})
