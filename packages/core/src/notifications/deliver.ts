import { type AccountNotice, accountChanged, personNamed } from '../identity/index.ts'
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
import type { Courier } from './courier.ts'
import { eraseStep } from './erase-step.ts'
import { tellShipped } from './goods-mails.ts'
import { inviteStep } from './invitation-mails.ts'
import {
  releaseOfficeHours,
  tellOfficeHourBooked,
  tellOfficeHourCancelled,
  tellOfficeHourMoved,
} from './office-hour-mails.ts'
import { tellExpired, tellOffered, tellRefunded } from './order-mails.ts'
import { planDigest } from './plan-digest.ts'
import { planReminders } from './plan-reminders.ts'
import { recordOrder } from './record-redemptions.ts'
import { type EndedRow, endedSeats, tellAskedAgain, tellConfirmed, tellEnded } from './registration-mails.ts'
import { tellReleased } from './release-mails.ts'
import { reminderTopic } from './reminder.ts'
import { stepCounting } from './roster-mail-count.ts'
import { finishRosterMail, sendRosterMailTest, startRosterMail, stepRosterMail } from './roster-mail-steps.ts'
import { tellCorrected, tellHandedOn, tellPassedOn, tellRefundAsked } from './seat-mails.ts'
import { stepReminder } from './step-reminder.ts'
import { findSuppressedAddress } from './suppression-store.ts'
import { type Release, startTellingHolders, startTellingReady, stepTellingHolders } from './tell-holders.ts'
import { sendTranscriptLostMail } from './tell-teachers.ts'
import { isTopic, type TopicName } from './topic-labels.ts'
import { tellUpdated } from './update-mails.ts'

/** Acts on one kind of row; answers the writes that follow, committed with the row's removal. */
type Act = (courier: Courier, row: OutboxRow, now: Instant) => Promise<PendingWrite[] | undefined>

const field = (row: OutboxRow, name: string): string => String(row.payload[name] ?? '')

/** An update reaches everybody on the roster; reminders follow the schedule as it is. */
const startUpdate: Act = async (courier, row, now) => {
  await planReminders(courier.table, field(row, 'event'), row.createdAt)
  return startFanOut(courier.table, 'event.updated.shard', row.payload, now)
}

const stepUpdate: Act = (courier, row, now) =>
  // The roster may still show somebody as unpaid who was confirmed a moment ago; the mail itself looks again.
  stepFanOut(courier.table, row, now, async (registration) => {
    const payload = { ...row.payload, person: registration.personId }
    return isLiveRegistration(registration)
      ? [announce(courier.table, 'registration.updated', payload, row.createdAt)]
      : []
  })

const tellUpdate: Act = async (courier, row, now) => {
  await tellUpdated(courier, row, now)
  return undefined
}

/** Everything that can have happened, and what follows from it. */
const acts: Record<TopicName, Act> = {
  'order.confirmed': async (courier, row, now) => {
    const order = await findOrder(courier.table, field(row, 'order'))
    if (order) await recordOrder(courier.table, order, courier.organiser.zone)
    if (order && (await endIfCancelled(courier, order, now))) await tellConfirmed(courier, order, row, now)
    // While its order waited for payment a seat was not told of; a membership may have ended in that time.
    if (order && order.paidCents > 0) {
      for (const person of new Set(order.seats.map(({ personId }) => personId))) {
        await reviewAccess(courier.table, person, now)
      }
    }
    return undefined
  },
  [accountChanged]: async (courier, row, now) => {
    await sendAccountNotice(courier, row.id, row.payload as AccountNotice, now)
    return undefined
  },
  [personNamed]: takeName,
  'registration.asked-again': async (courier, row, now) => {
    await tellAskedAgain(courier, { person: field(row, 'person'), event: field(row, 'event'), row: row.id }, now)
    return undefined
  },
  'order.expired': async (courier, row, now) => {
    await tellExpired(courier, field(row, 'order'), now)
    return undefined
  },
  'registrations.ended': async (courier, row, now) => {
    const order = await findOrder(courier.table, field(row, 'order'))
    if (order) await recordOrder(courier.table, order, courier.organiser.zone)
    await tellEnded(courier, row, now)
    if (order) await releaseOfficeHours(courier, endedSeats(order, row.payload as EndedRow), now)
    return undefined
  },
  'seats.passed-on': async (courier, row, now) => {
    await tellPassedOn(courier, row, now)
    const order = await findOrder(courier.table, field(row, 'order'))
    if (order) await closeWhenEmpty(courier, order, now)
    return undefined
  },
  'registration.corrected': tellCorrected,
  'registration.handed-on': async (courier, row, now) => {
    const { person: personId } = row.payload.from as { person: string }
    await tellHandedOn(courier, row, now)
    await releaseOfficeHours(courier, [{ personId, event: field(row, 'event') }], now)
    return undefined
  },
  'refund.asked': async (courier, row, now) => {
    await tellRefundAsked(courier, row, now)
    return undefined
  },
  'refund.due': (courier, row, now) => makeRefund(courier, field(row, 'order'), field(row, 'refund'), now),
  'refund.made': async (courier, row, now) => {
    await tellRefunded(courier, field(row, 'order'), field(row, 'refund'), now)
    return undefined
  },
  // A refund that the provider refused stands on the order for an admin to see; the buyer is not told of what did not happen.
  'refund.failed': async () => undefined,
  'order.shipped': async (courier, row, now) => {
    await tellShipped(courier, field(row, 'order'), now)
    return undefined
  },
  'seats.freed': (courier, row, now) => serveQueues(courier, row.payload as { event: string; look?: number }, now),
  'seats.count': (courier, row, now) => stepCountSeats(courier.table, row, now),
  'seat.offered': async (courier, row, now) => {
    const offer = { sku: field(row, 'sku'), person: field(row, 'person'), until: field(row, 'until') }
    await tellOffered(courier, { ...offer, at: row.createdAt }, now)
    return undefined
  },
  'event.published': async (courier, row, now) => {
    await planReminders(courier.table, field(row, 'event'), row.createdAt)
    return inviteStep(courier, row, now)
  },
  'event.invited': inviteStep,
  'event.changed': async (courier, row) => {
    await planReminders(courier.table, field(row, 'event'), row.createdAt)
    return undefined
  },
  'event.deleted': async (courier, row) => {
    await clearClass(courier, field(row, 'event'), row.createdAt)
    return undefined
  },
  'event.readdressed': async (courier, row) => {
    await moveClass(courier.table, { from: field(row, 'from'), to: field(row, 'to'), movedAt: row.createdAt })
    return undefined
  },
  'event.cancelled': async (courier, row, now) => {
    await planReminders(courier.table, field(row, 'event'), row.createdAt)
    return startFanOut(courier.table, 'event.cancelled.shard', row.payload, now)
  },
  'event.cancelled.shard': (courier, row, now) =>
    stepFanOut(courier.table, row, now, async (registration) => {
      await endForCancelledEvent(courier, registration, now)
      return []
    }),
  'event.updated': startUpdate,
  'event.updated.shard': stepUpdate,
  'registration.updated': tellUpdate,
  // Rows from before one save could change several things.
  'event.moved': startUpdate,
  'event.moved.shard': stepUpdate,
  'registration.moved': tellUpdate,
  [reminderTopic]: (courier, row, now) => stepReminder(courier, row, now),
  'material.added': async (courier, row) => {
    await planDigest(courier.table, field(row, 'event'), field(row, 'session'))
    return undefined
  },
  [withdrawnTopics.material]: async (courier, row, now) => {
    await endWithdrawnMaterial(courier, { event: field(row, 'event'), id: field(row, 'id') }, now)
    return undefined
  },
  [withdrawnTopics.file]: async (courier, row, now) => {
    await endWithdrawnFile(courier, { product: field(row, 'product'), id: field(row, 'id') }, now)
    return undefined
  },
  [zoomTopics.recording]: (courier, row, now) =>
    stepRecordingCopy(courier, { recording: field(row, 'recording'), begun: row.payload.begun === true }, now),
  [zoomTopics.transcript]: (courier, row, now) => copyTranscript(courier, { recording: field(row, 'recording') }, now),
  [zoomTopics.transcriptLost]: async (courier, row, now) => {
    await sendTranscriptLostMail(courier, row.payload as TranscriptLoss, now)
    return undefined
  },
  [submissionTopics.sent]: async (courier, row, now) => {
    await tellSubmitted(courier, row, now)
    return undefined
  },
  [submissionTopics.answered]: async (courier, row, now) => {
    await tellAnswered(courier, row, now)
    return undefined
  },
  [certificateTopics.make]: async (courier, row, now) => startCertificates(courier.table, field(row, 'event'), now),
  [certificateTopics.makeShard]: stepCertificates,
  [certificateTopics.consider]: async (courier, row, now) => {
    await issueCertificate(courier, field(row, 'event'), field(row, 'person'), now)
    return undefined
  },
  [certificateTopics.nameNeeded]: sendConfirmNameMail,
  [certificateTopics.issued]: tellCertificate,
  [officeHourTopics.booked]: async (courier, row, now) => {
    await tellOfficeHourBooked(courier, row, now)
    return undefined
  },
  [officeHourTopics.moved]: async (courier, row, now) => {
    await tellOfficeHourMoved(courier, row, now)
    return undefined
  },
  [officeHourTopics.cancelled]: async (courier, row, now) => {
    await tellOfficeHourCancelled(courier, row, now)
    return undefined
  },
  'title.released': async (courier, row, now) => startTellingHolders(courier.table, row.payload as Release, now),
  'title.ready': async (courier, row, now) => startTellingReady(courier.table, row.payload as Release, now),
  'title.released.shard': (courier, row, now) => stepTellingHolders(courier.table, row, now),
  'title.released.holder': async (courier, row, now) => {
    await tellReleased(courier, row, now)
    return undefined
  },
  [fileGone]: async (courier, row) => {
    await courier.files.erase(field(row, 'key'))
    return undefined
  },
  'codes.make': async (courier, row, now) => {
    const batch = await stepCodeBatch(courier.table, field(row, 'batch'))
    return batch && batch.made < batch.wanted ? [announce(courier.table, row.topic, row.payload, now)] : []
  },
  'person.erase': (courier, row, now) => eraseStep(courier, row, now),
  'roster-mail.test': async (courier, row, now) => {
    await sendRosterMailTest(courier, row, now)
    return undefined
  },
  'roster-mail.count': (courier, row, now) => stepCounting(courier.table, row, now),
  'roster-mail.start': startRosterMail,
  'roster-mail.shard': stepRosterMail,
  'roster-mail.done': async (courier, row, now) => {
    await finishRosterMail(courier, row, now)
    return undefined
  },
  'address.unsuppressed': async (courier, row) => {
    const address = await findSuppressedAddress(courier.table, field(row, 'address'))
    if (address) await courier.mailer.unsuppress(address)
    return undefined
  },
  [membershipChanged]: async (courier, row, now) => {
    await reviewAccess(courier.table, field(row, 'person'), now)
    return undefined
  },
  [accessTopics.ended]: async (courier, row, now) => {
    await tellAccessEnded(courier, row, now)
    await releaseOfficeHours(courier, [{ personId: field(row, 'person'), event: field(row, 'event') }], now)
    return undefined
  },
  [accessTopics.back]: async (courier, row, now) => {
    await tellAccessBack(courier, row, now)
    return undefined
  },
}

/**
 * Acts on an outbox row: sends the mails that it means and does what follows from it. May be repeated at any point.
 * @throws Error on a topic that nobody knows: the row then waits, visible
 */
export const deliver = async (courier: Courier, row: OutboxRow, now: Instant): Promise<PendingWrite[]> => {
  if (!isTopic(row.topic)) throw new Error(`Nobody acts on ${row.topic}`)
  return (await acts[row.topic](courier, row, now)) ?? []
}
