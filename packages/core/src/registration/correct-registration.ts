import { type Answers, checkAnswers, getEvent } from '../catalog/index.ts'
import { commit, type Instant, type Table } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { answersClosed, answersWrong, registrationEnded } from './problems.ts'
import { isLiveRegistration, type Registration } from './registration.ts'
import { pendingCorrection } from './registration-store.ts'

/** Until when an attendee may change their answers: the organizer plans by them from the first session on. */
export const answersUntil = (event: Parameters<typeof scheduleSpan>[0]): Instant | undefined =>
  scheduleSpan(event)?.startsAt

/**
 * An attendee changes their answers, until the first session starts.
 * @throws Problem invalid `registration.answers-wrong` with errors below `answers.`; conflict `registration.answers-closed`,
 *   `registration.ended`
 */
export const changeAnswers = async (
  table: Table,
  registration: Registration,
  answers: Answers,
  now: Instant,
): Promise<void> => {
  const event = await getEvent(table, registration.event)
  if (!isLiveRegistration(registration)) throw registrationEnded()
  const until = answersUntil(event.sessions)
  if (until !== undefined && now >= until) throw answersClosed(event)
  const errors = checkAnswers(event.questions, answers)
  if (errors.length > 0) throw answersWrong(errors.map(({ path, message }) => ({ path: `answers.${path}`, message })))
  const result = await commit(table, [pendingCorrection(table, registration, { answers })])
  if (!result.committed) throw registrationEnded()
}

/** An attendee corrects how they are named on the roster. They know, so nothing is mailed. @throws Problem `registration.ended` */
export const correctName = async (table: Table, registration: Registration, name: string): Promise<void> => {
  if (!isLiveRegistration(registration)) throw registrationEnded()
  if (registration.name === name) return
  const result = await commit(table, [pendingCorrection(table, registration, { name })])
  if (!result.committed) throw registrationEnded()
}
