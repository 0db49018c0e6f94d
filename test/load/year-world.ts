import type { DatabaseSync } from 'node:sqlite'
import { eventAccess, pendingGrant, pendingRevoke } from '@lectern/core/access'
import { createResendMailer } from '@lectern/core/mail'
import { withoutFiles, withoutRecordings } from '@lectern/core/materials'
import type { DeliveryContext } from '@lectern/core/notifications'
import { firstOrganizer } from '@lectern/core/organizer'
import { createStripePayments } from '@lectern/core/payments'
import { commit, type Instant, type Table } from '@lectern/core/platform'
import { keyOfTag } from '../../packages/core/src/mail/message-tag.ts'
import {
  pendingRegistration,
  pendingRegistrationStatus,
} from '../../packages/core/src/registration/registration-store.ts'
import { createResendStandIn, type ResendStandIn } from '../../packages/local/src/resend.ts'
import { serve } from '../../packages/local/src/serve.ts'
import { openState } from '../../packages/local/src/state.ts'

export type World = {
  desk: DeliveryContext
  resend: ResendStandIn
  clock: { now: Instant }
  /** How often each mail arrived, by its key. */
  arrived: Map<string, number>
  /** Counts the mails that have come since, and lets go of them: a year of them would not fit into memory. */
  collect: () => void
  stop: () => Promise<void>
}

/** A table, the real mailer at a stand-in over HTTP, and no payments: nobody pays in this year. */
export const openWorld = async (table: Table, now: Instant): Promise<World> => {
  const clock = { now }
  const state: DatabaseSync = openState(':memory:')
  const resend = createResendStandIn({ state, now: () => new Date(clock.now) })
  const post = await serve((request) => resend.wire.fetch(request))
  const arrived = new Map<string, number>()
  return {
    clock,
    resend,
    arrived,
    desk: {
      table,
      payments: createStripePayments({ secretKey: 'sk_test_year', webhookSecret: 'whsec_year', address: post.url }),
      files: withoutFiles,
      recordings: withoutRecordings,
      mailer: createResendMailer({
        apiKey: 're_local',
        sender: () => ({ from: 'Lectern <a@lectern.example>', replyTo: 'a@lectern.example' }),
        address: post.url,
      }),
      secret: 'a secret of the year',
      siteUrl: 'https://lectern.example',
      organizer: firstOrganizer({ name: 'Lectern', email: 'a@lectern.example', postalAddress: '1 Sample Street' }),
    },
    collect: () => {
      for (const { tags } of resend.listMails()) {
        const key = keyOfTag(tags.find(({ name }) => name === 'message')?.value ?? '')
        arrived.set(key, (arrived.get(key) ?? 0) + 1)
      }
      state.exec('DELETE FROM mails')
    },
    stop: async () => {
      await post.stop()
      state.close()
    },
  }
}

export type Booking = { id: string; personId: string; event: string; email: string; at: Instant; confirmed: boolean }

const grantOf = ({ id, personId, event }: Booking) =>
  ({ personId, what: eventAccess(event), source: 'purchase', sourceId: `ord_${id}` }) as const

/** Registers as an order would, without its mails. @returns false when the person is registered already */
export const book = async (table: Table, booking: Booking): Promise<boolean> => {
  const { id, personId, event, email, at, confirmed } = booking
  const result = await commit(table, [
    pendingRegistration(table, {
      ...{ id, personId, event, email, sku: `${event}:seat`, ticketName: 'Seat', orderId: `ord_${id}` },
      ...{ status: confirmed ? 'confirmed' : 'held', name: `Person ${personId.slice(-6)}`, registeredAt: at },
    }),
    pendingGrant(table, { ...grantOf(booking), grantedAt: at }),
  ])
  return result.committed
}

/** Cancels a registration, as an order's lines that end would. */
export const unbook = async (table: Table, booking: Booking, now: Instant): Promise<void> => {
  const { personId, event, id, confirmed } = booking
  const key = { personId, event, registration: id }
  await commit(table, [
    pendingRegistrationStatus(table, key, confirmed ? 'confirmed' : 'held', 'cancelled', now),
    pendingRevoke(table, grantOf(booking)),
  ])
}

/** Takes the grant alone, as a membership that ends does. */
export const loseGrant = async (table: Table, booking: Booking): Promise<void> => {
  await commit(table, [pendingRevoke(table, grantOf(booking))])
}
