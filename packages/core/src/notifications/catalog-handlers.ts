import type { catalogTopics } from '../catalog/index.ts'
import { carryPicture } from '../pictures/index.ts'
import { type Announced, announce } from '../platform/index.ts'
import {
  endForCancelledEvent,
  isLiveRegistration,
  registrationTopics,
  serveQueues,
  startFanOut,
  stepCountSeats,
  stepFanOut,
} from '../registration/index.ts'
import { planReminders } from '../reminders/index.ts'
import { clearClass, moveClass } from '../teaching/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Handlers } from './handler.ts'
import { inviteStep } from './invitation-mails.ts'
import { inviteToSessions } from './session-invitations.ts'
import {
  eventCancelledShard,
  eventMovedShard,
  eventUpdatedShard,
  registrationMoved,
  registrationUpdated,
} from './topics.ts'
import { sendUpdatedMail } from './update-mails.ts'

const planFor = (context: DeliveryContext, { payload, createdAt }: Announced<typeof catalogTopics.eventChanged>) =>
  planReminders(context.table, payload.event, createdAt)

export const catalogHandlers: Handlers<typeof catalogTopics> = {
  eventPublished: async (context, row, now) => {
    await planFor(context, row)
    const nextRun = announce(context.table, registrationTopics.nextRunPublished, row.payload, now)
    return [nextRun, ...(await inviteStep(context, row, now))]
  },
  eventInvited: inviteStep,
  sessionsInvited: inviteToSessions,
  eventChanged: async (context, row) => {
    await planFor(context, row)
  },
  eventDeleted: (context, { payload, createdAt }) => clearClass(context, payload.event, createdAt),
  eventReaddressed: (context, { payload, createdAt }) => moveClass(context.table, { ...payload, movedAt: createdAt }),
  eventCancelled: async (context, row, now) => {
    await planFor(context, row)
    return startFanOut(context.table, eventCancelledShard, (shard) => ({ ...row.payload, shard }), now)
  },
  // An update reaches everyone on the roster; reminders follow the schedule as it is.
  eventUpdated: async (context, row, now) => {
    await planFor(context, row)
    return startFanOut(context.table, eventUpdatedShard, (shard) => ({ ...row.payload, shard }), now)
  },
  eventMoved: async (context, row, now) => {
    await planFor(context, row)
    return startFanOut(context.table, eventMovedShard, (shard) => ({ ...row.payload, shard }), now)
  },
  pictureCarried: async (context, { payload }, now) => {
    const maker = await context.pictures?.()
    if (maker) await carryPicture(context.table, maker, payload, now)
  },
  pictureGone: async (context, { payload }) => (await context.pictures?.())?.erase(payload.id),
  seatsFreed: (context, { payload }, now) => serveQueues(context, payload, now),
  seatsUncounted: (context, row, now) => stepCountSeats(context.table, row, now),
}

type FanOut = Pick<
  Handlers<typeof import('./topics.ts')>,
  'eventCancelledShard' | 'eventUpdatedShard' | 'eventMovedShard' | 'registrationUpdated' | 'registrationMoved'
>

/** Steps over an event's roster, and what each person is sent. */
export const rosterHandlers: FanOut = {
  eventCancelledShard: (context, row, now) =>
    stepFanOut(context.table, row, now, async (registration) => {
      await endForCancelledEvent(context, registration, now)
      return []
    }),
  // The roster may still show someone as unpaid who was confirmed a moment ago; the mail itself looks again.
  eventUpdatedShard: (context, row, now) =>
    stepFanOut(context.table, row, now, async (registration) => {
      const payload = { ...row.payload, person: registration.personId }
      return isLiveRegistration(registration)
        ? [announce(context.table, registrationUpdated, payload, row.createdAt)]
        : []
    }),
  eventMovedShard: (context, row, now) =>
    stepFanOut(context.table, row, now, async (registration) => {
      const payload = { ...row.payload, person: registration.personId }
      return isLiveRegistration(registration)
        ? [announce(context.table, registrationMoved, payload, row.createdAt)]
        : []
    }),
  registrationUpdated: sendUpdatedMail,
  registrationMoved: sendUpdatedMail,
}
