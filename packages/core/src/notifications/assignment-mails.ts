import { listGrants } from '../access/index.ts'
import { findEvent, findInstructors, mailLook } from '../catalog/index.ts'
import { sendMail } from '../mail/index.ts'
import { mayAttend } from '../membership/index.ts'
import { hashToken } from '../platform/index.ts'
import { formatInstant } from '../schedule/index.ts'
import type { teachingTopics } from '../teaching/index.ts'
import { findAssignment, findSubmission, isNotYet, listVersions, type Result, takingOf } from '../teaching/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Sends } from './handler.ts'

type Told = { event: string; assignment: string; person: string; version: number }

/** The row's submission, or nothing once it's erased. */
const subjectOf = async ({ table }: DeliveryContext, told: Told) => {
  const [event, assignment, submission] = await Promise.all([
    findEvent(table, told.event),
    findAssignment(table, told.event, told.assignment),
    findSubmission(table, told),
  ])
  return event && assignment && submission ? { event, assignment, submission } : undefined
}

/** To everyone who teaches the event and has an address: a version of someone's work has come. */
export const sendWorkSubmittedMails: Sends<typeof teachingTopics.submissionSent> = async (context, row, now) => {
  const { payload: told } = row
  const found = await subjectOf(context, told)
  if (!found) return
  const { event, assignment, submission } = found
  const versions = await listVersions(context.table, told)
  const version = versions.find((one) => one.version === told.version)
  if (!version) return
  const instructors = await findInstructors(context.table, event.instructors)
  for (const { name, email } of instructors) {
    if (email === undefined) continue
    await sendMail(context, now, {
      template: 'work-submitted',
      to: email,
      // By the address's digest: a key is read by operators.
      key: `work-submitted:${told.assignment}:${told.person}:${told.version}:${hashToken(email)}`,
      event: event.slug,
      look: mailLook(event),
      props: {
        name,
        eventTitle: event.title,
        assignmentTitle: assignment.title,
        studentName: submission.name,
        at: formatInstant(version.at, event.zone),
        version: told.version,
        isLate: version.late,
        workUrl: `${context.siteUrl}/teach/${event.slug}/assignments/${told.assignment}/work/${told.person}`,
      },
    })
  }
}

const formatResult = (result: Result | undefined): string | undefined => {
  if (result?.by === 'pass') return result.passed ? 'Passed' : 'Not yet'
  return result?.by === 'points' ? `${result.points} of ${result.outOf} points` : undefined
}

/** To the person whose work was answered, while they may still read the answer. */
export const sendFeedbackMail: Sends<typeof teachingTopics.submissionAnswered> = async (context, row, now) => {
  const { payload: told } = row
  const found = await subjectOf(context, told)
  if (!found) return
  const { event, assignment, submission } = found
  // Answered or turned in again since. That has its own row.
  if (submission.state !== 'answered' || submission.revision !== told.revision) return
  // Whose access is gone would be led to a page that is not there for them.
  if (!mayAttend(await listGrants(context.table, told.person), event, now)) return
  const result = formatResult(submission.result)
  const again = isNotYet(submission.result) && takingOf(assignment, event, submission, now).taken
  await sendMail(context, now, {
    template: 'feedback-given',
    to: submission.email,
    key: `feedback-given:${told.assignment}:${told.person}:${told.revision}`,
    event: event.slug,
    look: mailLook(event),
    props: {
      name: submission.name,
      eventTitle: event.title,
      assignmentTitle: assignment.title,
      ...(result === undefined ? {} : { result }),
      ...(again ? { again } : {}),
      workUrl: `${context.siteUrl}/events/${event.slug}/class/assignments/${told.assignment}`,
    },
  })
}
