import * as z from 'zod'
import { topic } from '../platform/index.ts'
import { refundReasons } from './order.ts'

const OfOrder = z.object({ order: z.string() })
const OfRefund = OfOrder.extend({ refund: z.string() })
/** Whose registration, and which of theirs for the event. */
const Named = z.object({ person: z.string(), registration: z.string() })

export const orderConfirmed = topic('order.confirmed', OfOrder, { label: 'Confirm an order' })

export const orderExpired = topic('order.expired', OfOrder, { label: 'Send a notice that an order expired' })

export const orderInvoiced = topic('order.invoiced', OfOrder, { label: 'Send an invoice' })

export const orderShipped = topic('order.shipped', OfOrder, { label: 'Send a notice that copies were shipped' })

/** A class may run again with it; `after` is the person up to whom they have been told. */
export const nextRunPublished = topic(
  'next-run.published',
  z.object({ event: z.string(), after: z.string().optional() }),
  {
    label: 'Tell people who asked about the next run',
  },
)

export const registrationAskedAgain = topic(
  'registration.asked-again',
  z.object({ person: z.string(), event: z.string() }),
  { label: 'Send a notice that someone is already registered' },
)

export const registrationsEnded = topic(
  'registrations.ended',
  OfOrder.extend({
    lines: z.array(z.string()),
    /** Missing in rows from before seats could end one by one. */
    seats: z.array(z.string()).optional(),
    reason: z.enum(refundReasons),
    refund: z.string().nullable(),
    /** It wasn't paid yet, so nobody had been invited. */
    unpaid: z.literal(true).optional(),
  }),
  { label: 'Send notices that registrations ended' },
)

export const seatsPassedOn = topic('seats.passed-on', OfOrder.extend({ seats: z.array(z.string()) }), {
  label: 'Send notices about seats that went to other people',
})

export const registrationCorrected = topic('registration.corrected', Named.extend({ event: z.string() }), {
  label: 'Send the confirmation with a corrected name',
})

export const registrationHandedOn = topic(
  'registration.handed-on',
  OfOrder.extend({ event: z.string(), from: Named.extend({ status: z.string() }), to: Named }),
  { label: 'Send notices that a seat went to someone else' },
)

export const refundRequested = topic('refund.asked', OfOrder.extend({ at: z.string() }), {
  label: 'Send a notice that a refund was requested',
})

export const refundDue = topic('refund.due', OfRefund, { label: 'Issue a refund' })

export const refundMade = topic('refund.made', OfRefund, { label: 'Send a notice of a refund' })

export const refundFailed = topic('refund.failed', OfRefund, { label: 'Record that a refund failed' })

export const seatOffered = topic('seat.offered', z.object({ sku: z.string(), person: z.string(), until: z.string() }), {
  label: 'Send a seat offer',
})

const OfAccess = Named.extend({ event: z.string(), round: z.number() })

export const accessEnded = topic('registration.access-ended', OfAccess, { label: 'Withdraw an invitation' })

export const accessBack = topic('registration.access-back', OfAccess, { label: 'Send an invitation again' })

/** What is left to erase of a person, in this order; each stage takes as many steps as it needs. */
const erasureStages = ['access', 'registrations', 'orders', 'messages', 'work'] as const

export const personErased = topic(
  'person.erase',
  z.object({
    person: z.string(),
    /** The digest of the address. */
    address: z.string(),
    /** Mails after this may be to someone who signed up again under the same address. */
    before: z.string(),
    stage: z.enum(erasureStages).optional(),
    after: z.string().optional(),
    /** The second time round. */
    again: z.boolean().optional(),
  }),
  { label: 'Erase a person’s data' },
)
