import { type AccountNotice, accountChanged, personNamed } from '../identity/index.ts'
import { findSuppressedAddress } from '../mail/index.ts'
import {
  copyTranscript,
  endWithdrawnFile,
  endWithdrawnMaterial,
  fileGone,
  stepRecordingCopy,
  type TranscriptLoss,
  withdrawnTopics,
  zoomTopics,
} from '../materials/index.ts'
import { membershipChanged } from '../membership/index.ts'
import { announce, type Instant, type OutboxRow, type PendingWrite } from '../platform/index.ts'
import { stepCodeBatch } from '../pricing/index.ts'
import { eraseStep } from '../privacy/index.ts'
import {
  accessTopics,
  closeWhenEmpty,
  endForCancelledEvent,
  endIfCancelled,
  findOrder,
  isLiveRegistration,
  makeRefund,
  reviewAccess,
  serveQueues,
  startFanOut,
  stepCountSeats,
  stepFanOut,
} from '../registration/index.ts'
import { planDigest, planReminders, reminderTopic, stepReminder } from '../reminders/index.ts'
import {
  finishRosterMail,
  sendRosterMailTest,
  startRosterMail,
  stepCounting,
  stepRosterMail,
} from '../roster-mail/index.ts'
import {
  certificateTopics,
  clearClass,
  issueCertificate,
  moveClass,
  officeHourTopics,
  startCertificates,
  stepCertificates,
  submissionTopics,
} from '../teaching/index.ts'
import { tellAccessBack, tellAccessEnded } from './access-mails.ts'
import { sendAccountNotice } from './account-mails.ts'
import { tellAnswered, tellSubmitted } from './assignment-mails.ts'
import { sendConfirmNameMail, takeName, tellCertificate } from './certificate-mails.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { tellShipped } from './goods-mails.ts'
import { inviteStep } from './invitation-mails.ts'
import {
  releaseOfficeHours,
  tellOfficeHourBooked,
  tellOfficeHourCancelled,
  tellOfficeHourMoved,
} from './office-hour-mails.ts'
import { tellExpired, tellOffered, tellRefunded } from './order-mails.ts'
import { recordOrder } from './record-redemptions.ts'
import { type EndedRow, endedSeats, tellAskedAgain, tellConfirmed, tellEnded } from './registration-mails.ts'
import { tellReleased } from './release-mails.ts'
import { tellCorrected, tellHandedOn, tellPassedOn, tellRefundAsked } from './seat-mails.ts'
import { type Release, startTellingHolders, startTellingReady, stepTellingHolders } from './tell-holders.ts'
import { isTopic, type TopicName } from './topic-labels.ts'
import { sendTranscriptLostMail } from './transcript-mails.ts'
import { tellUpdated } from './update-mails.ts'

/** Acts on one kind of row; answers the writes that follow, committed with the row's removal. */
type Act = (context: DeliveryContext, row: OutboxRow, now: Instant) => Promise<PendingWrite[] | undefined>

const field = (row: OutboxRow, name: string): string => String(row.payload[name] ?? '')

/** An update reaches everybody on the roster; reminders follow the schedule as it is. */
const startUpdate: Act = async (context, row, now) => {
  await planReminders(context.table, field(row, 'event'), row.createdAt)
  return startFanOut(context.table, 'event.updated.shard', row.payload, now)
}

const stepUpdate: Act = (context, row, now) =>
  // The roster may still show somebody as unpaid who was confirmed a moment ago; the mail itself looks again.
  stepFanOut(context.table, row, now, async (registration) => {
    const payload = { ...row.payload, person: registration.personId }
    return isLiveRegistration(registration)
      ? [announce(context.table, 'registration.updated', payload, row.createdAt)]
      : []
  })

const tellUpdate: Act = async (context, row, now) => {
  await tellUpdated(context, row, now)
  return undefined
}

/** Everything that can have happened, and what follows from it. */
const acts: Record<TopicName, Act> = {
  'order.confirmed': async (context, row, now) => {
    const order = await findOrder(context.table, field(row, 'order'))
    if (order) await recordOrder(context.table, order, context.organiser.zone)
    if (order && (await endIfCancelled(context, order, now))) await tellConfirmed(context, order, row, now)
    // While its order waited for payment a seat was not told of; a membership may have ended in that time.
    if (order && order.paidCents > 0) {
      for (const person of new Set(order.seats.map(({ personId }) => personId))) {
        await reviewAccess(context.table, person, now)
      }
    }
    return undefined
  },
  [accountChanged]: async (context, row, now) => {
    await sendAccountNotice(context, row.id, row.payload as AccountNotice, now)
    return undefined
  },
  [personNamed]: takeName,
  'registration.asked-again': async (context, row, now) => {
    await tellAskedAgain(context, { person: field(row, 'person'), event: field(row, 'event'), row: row.id }, now)
    return undefined
  },
  'order.expired': async (context, row, now) => {
    await tellExpired(context, field(row, 'order'), now)
    return undefined
  },
  'registrations.ended': async (context, row, now) => {
    const order = await findOrder(context.table, field(row, 'order'))
    if (order) await recordOrder(context.table, order, context.organiser.zone)
    await tellEnded(context, row, now)
    if (order) await releaseOfficeHours(context, endedSeats(order, row.payload as EndedRow), now)
    return undefined
  },
  'seats.passed-on': async (context, row, now) => {
    await tellPassedOn(context, row, now)
    const order = await findOrder(context.table, field(row, 'order'))
    if (order) await closeWhenEmpty(context, order, now)
    return undefined
  },
  'registration.corrected': tellCorrected,
  'registration.handed-on': async (context, row, now) => {
    const { person: personId } = row.payload.from as { person: string }
    await tellHandedOn(context, row, now)
    await releaseOfficeHours(context, [{ personId, event: field(row, 'event') }], now)
    return undefined
  },
  'refund.asked': async (context, row, now) => {
    await tellRefundAsked(context, row, now)
    return undefined
  },
  'refund.due': (context, row, now) => makeRefund(context, field(row, 'order'), field(row, 'refund'), now),
  'refund.made': async (context, row, now) => {
    await tellRefunded(context, field(row, 'order'), field(row, 'refund'), now)
    return undefined
  },
  // A refund that the provider refused stands on the order for an admin to see; the buyer is not told of what did not happen.
  'refund.failed': async () => undefined,
  'order.shipped': async (context, row, now) => {
    await tellShipped(context, field(row, 'order'), now)
    return undefined
  },
  'seats.freed': (context, row, now) => serveQueues(context, row.payload as { event: string; look?: number }, now),
  'seats.count': (context, row, now) => stepCountSeats(context.table, row, now),
  'seat.offered': async (context, row, now) => {
    const offer = { sku: field(row, 'sku'), person: field(row, 'person'), until: field(row, 'until') }
    await tellOffered(context, { ...offer, at: row.createdAt }, now)
    return undefined
  },
  'event.published': async (context, row, now) => {
    await planReminders(context.table, field(row, 'event'), row.createdAt)
    return inviteStep(context, row, now)
  },
  'event.invited': inviteStep,
  'event.changed': async (context, row) => {
    await planReminders(context.table, field(row, 'event'), row.createdAt)
    return undefined
  },
  'event.deleted': async (context, row) => {
    await clearClass(context, field(row, 'event'), row.createdAt)
    return undefined
  },
  'event.readdressed': async (context, row) => {
    await moveClass(context.table, { from: field(row, 'from'), to: field(row, 'to'), movedAt: row.createdAt })
    return undefined
  },
  'event.cancelled': async (context, row, now) => {
    await planReminders(context.table, field(row, 'event'), row.createdAt)
    return startFanOut(context.table, 'event.cancelled.shard', row.payload, now)
  },
  'event.cancelled.shard': (context, row, now) =>
    stepFanOut(context.table, row, now, async (registration) => {
      await endForCancelledEvent(context, registration, now)
      return []
    }),
  'event.updated': startUpdate,
  'event.updated.shard': stepUpdate,
  'registration.updated': tellUpdate,
  // Rows from before one save could change several things.
  'event.moved': startUpdate,
  'event.moved.shard': stepUpdate,
  'registration.moved': tellUpdate,
  [reminderTopic]: (context, row, now) => stepReminder(context, row, now),
  'material.added': async (context, row) => {
    await planDigest(context.table, field(row, 'event'), field(row, 'session'))
    return undefined
  },
  [withdrawnTopics.material]: async (context, row, now) => {
    await endWithdrawnMaterial(context, { event: field(row, 'event'), id: field(row, 'id') }, now)
    return undefined
  },
  [withdrawnTopics.file]: async (context, row, now) => {
    await endWithdrawnFile(context, { product: field(row, 'product'), id: field(row, 'id') }, now)
    return undefined
  },
  [zoomTopics.recording]: (context, row, now) =>
    stepRecordingCopy(context, { recording: field(row, 'recording'), begun: row.payload.begun === true }, now),
  [zoomTopics.transcript]: (context, row, now) => copyTranscript(context, { recording: field(row, 'recording') }, now),
  [zoomTopics.transcriptLost]: async (context, row, now) => {
    await sendTranscriptLostMail(context, row.payload as TranscriptLoss, now)
    return undefined
  },
  [submissionTopics.sent]: async (context, row, now) => {
    await tellSubmitted(context, row, now)
    return undefined
  },
  [submissionTopics.answered]: async (context, row, now) => {
    await tellAnswered(context, row, now)
    return undefined
  },
  [certificateTopics.make]: async (context, row, now) => startCertificates(context.table, field(row, 'event'), now),
  [certificateTopics.makeShard]: stepCertificates,
  [certificateTopics.consider]: async (context, row, now) => {
    await issueCertificate(context, field(row, 'event'), field(row, 'person'), now)
    return undefined
  },
  [certificateTopics.nameNeeded]: sendConfirmNameMail,
  [certificateTopics.issued]: tellCertificate,
  [officeHourTopics.booked]: async (context, row, now) => {
    await tellOfficeHourBooked(context, row, now)
    return undefined
  },
  [officeHourTopics.moved]: async (context, row, now) => {
    await tellOfficeHourMoved(context, row, now)
    return undefined
  },
  [officeHourTopics.cancelled]: async (context, row, now) => {
    await tellOfficeHourCancelled(context, row, now)
    return undefined
  },
  'title.released': async (context, row, now) => startTellingHolders(context.table, row.payload as Release, now),
  'title.ready': async (context, row, now) => startTellingReady(context.table, row.payload as Release, now),
  'title.released.shard': (context, row, now) => stepTellingHolders(context.table, row, now),
  'title.released.holder': async (context, row, now) => {
    await tellReleased(context, row, now)
    return undefined
  },
  [fileGone]: async (context, row) => {
    await context.files.erase(field(row, 'key'))
    return undefined
  },
  'codes.make': async (context, row, now) => {
    const batch = await stepCodeBatch(context.table, field(row, 'batch'))
    return batch && batch.made < batch.wanted ? [announce(context.table, row.topic, row.payload, now)] : []
  },
  'person.erase': (context, row, now) => eraseStep(context, row, now),
  'roster-mail.test': async (context, row, now) => {
    await sendRosterMailTest(context, row, now)
    return undefined
  },
  'roster-mail.count': (context, row, now) => stepCounting(context.table, row, now),
  'roster-mail.start': startRosterMail,
  'roster-mail.shard': stepRosterMail,
  'roster-mail.done': async (context, row, now) => {
    await finishRosterMail(context, row, now)
    return undefined
  },
  'address.unsuppressed': async (context, row) => {
    const address = await findSuppressedAddress(context.table, field(row, 'address'))
    if (address) await context.mailer.unsuppress(address)
    return undefined
  },
  [membershipChanged]: async (context, row, now) => {
    await reviewAccess(context.table, field(row, 'person'), now)
    return undefined
  },
  [accessTopics.ended]: async (context, row, now) => {
    await tellAccessEnded(context, row, now)
    await releaseOfficeHours(context, [{ personId: field(row, 'person'), event: field(row, 'event') }], now)
    return undefined
  },
  [accessTopics.back]: async (context, row, now) => {
    await tellAccessBack(context, row, now)
    return undefined
  },
}

/**
 * Acts on an outbox row: sends the mails that it means and does what follows from it. May be repeated at any point.
 * @throws Error on a topic that nobody knows: the row then waits, visible
 */
export const deliver = async (context: DeliveryContext, row: OutboxRow, now: Instant): Promise<PendingWrite[]> => {
  if (!isTopic(row.topic)) throw new Error(`Nobody acts on ${row.topic}`)
  return (await acts[row.topic](context, row, now)) ?? []
}
