import type { identityTopics } from '../identity/index.ts'
import { type addressUnsuppressed, findSuppressedAddress } from '../mail/index.ts'
import type { membershipTopics } from '../membership/index.ts'
import { announce } from '../platform/index.ts'
import { type pricingTopics, stepCodeBatch } from '../pricing/index.ts'
import { reviewAccess } from '../registration/index.ts'
import { type remindersTopics, stepReminder } from '../reminders/index.ts'
import {
  finishRosterMail,
  type rosterMailTopics,
  sendRosterMailTest,
  startRosterMail,
  stepCounting,
  stepRosterMail,
} from '../roster-mail/index.ts'
import { sendAccountNotice } from './account-mails.ts'
import { takeName } from './certificate-mails.ts'
import type { Handlers } from './handler.ts'
import {
  endUnwanted,
  refundMembershipPayment,
  sendHandedOver,
  sendOverMail,
  sendOwedMail,
  sendPaidMail,
  sendRenewsMail,
  sendSeatEndedMail,
  sendTeamInvitation,
  stepTeamChanged,
} from './membership-mails.ts'

export const peopleHandlers: Handlers<typeof identityTopics & typeof membershipTopics> = {
  accountChanged: (context, { id, payload }, now) => sendAccountNotice(context, id, payload, now),
  personNamed: takeName,
  membershipChanged: async (context, { payload }, now) => {
    await reviewAccess(context.table, payload.person, now)
  },
  teamChanged: stepTeamChanged,
  membershipRenewing: sendRenewsMail,
  membershipPaid: sendPaidMail,
  membershipOwed: sendOwedMail,
  membershipOver: sendOverMail,
  membershipRefundDue: refundMembershipPayment,
  subscriptionUnwanted: endUnwanted,
  seatInvited: sendTeamInvitation,
  seatRevoked: sendSeatEndedMail,
  teamHandedOver: sendHandedOver,
}

export const mailHandlers: Handlers<
  { addressUnsuppressed: typeof addressUnsuppressed } & typeof remindersTopics & typeof rosterMailTopics
> = {
  addressUnsuppressed: async (context, { payload }) => {
    const address = await findSuppressedAddress(context.table, payload.address)
    if (address) await context.mailer.unsuppress(address)
  },
  reminderStarted: stepReminder,
  rosterMailTested: sendRosterMailTest,
  rosterMailCounted: (context, row, now) => stepCounting(context.table, row, now),
  rosterMailSent: startRosterMail,
  rosterMailShard: stepRosterMail,
  rosterMailDone: finishRosterMail,
}

export const pricingHandlers: Handlers<typeof pricingTopics> = {
  codesOrdered: async (context, { topic, payload }, now) => {
    const batch = await stepCodeBatch(context.table, payload.batch)
    return batch && batch.made < batch.wanted ? [announce(context.table, topic, payload, now)] : []
  },
}
