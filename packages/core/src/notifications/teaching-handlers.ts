import { issueCertificate, startCertificates, stepCertificates, type teachingTopics } from '../teaching/index.ts'
import { sendFeedbackMail, sendWorkSubmittedMails } from './assignment-mails.ts'
import { sendCertificateMail, sendConfirmNameMail } from './certificate-mails.ts'
import type { Handlers } from './handler.ts'
import {
  sendOfficeHourBookedMails,
  sendOfficeHourCancelledMails,
  sendOfficeHourMovedMails,
} from './office-hour-mails.ts'

export const teachingHandlers: Handlers<typeof teachingTopics> = {
  submissionSent: sendWorkSubmittedMails,
  submissionAnswered: sendFeedbackMail,
  certificatesDue: async (context, { payload }, now) => startCertificates(context.table, payload.event, now),
  certificatesDueShard: stepCertificates,
  certificateConsidered: async (context, { payload }, now) => {
    await issueCertificate(context, payload.event, payload.person, now)
  },
  certificateNameNeeded: sendConfirmNameMail,
  certificateIssued: sendCertificateMail,
  officeHourBooked: sendOfficeHourBookedMails,
  officeHourMoved: sendOfficeHourMovedMails,
  officeHourCancelled: sendOfficeHourCancelledMails,
}
