import { type Answers, checkAnswers, getEvent, sessionsOf } from '../catalog/index.ts'
import { findPersonById, ownNameOf, pendingOwnName } from '../identity/index.ts'
import { commit, type Instant, type Table } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { answersClosed, registrationEnded } from './order-problems.ts'
import { answersWrong } from './problems.ts'
import { isLiveRegistration, nameForBuyer, type Registration } from './registration.ts'
import { findRegistration, pendingCorrection } from './registration-store.ts'

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
  const until = answersUntil(sessionsOf(event))
  if (until !== undefined && now >= until) throw answersClosed(event)
  const errors = checkAnswers(event.questions, answers)
  if (errors.length > 0) throw answersWrong(errors.map(({ path, message }) => ({ path: `answers.${path}`, message })))
  const result = await commit(table, [pendingCorrection(table, registration, { answers })])
  if (!result.committed) throw registrationEnded()
}

/**
 * An attendee says what they're called on the roster, which is their name from then on if they had given none. They know, so
 * nothing is mailed. One read more, of who they are.
 * @throws Problem `registration.ended`
 */
export const correctName = async (
  table: Table,
  registration: Registration,
  name: string,
  now: Instant,
): Promise<void> => {
  if (!isLiveRegistration(registration)) throw registrationEnded()
  const { personId, email, namedAs } = registration
  if (registration.name === name && namedAs !== undefined) return
  const person = await findPersonById(table, personId, email)
  const first = person && ownNameOf(person) === undefined
  const writes = [
    pendingCorrection(table, registration, { name, namedAs: nameForBuyer(registration) }),
    ...(first ? pendingOwnName(table, person, name, now, 'first') : []),
  ]
  const result = await commit(table, writes)
  if (result.committed) return
  // Their own name came in the same moment, from another page of theirs.
  const current = await findRegistration(table, personId, registration.event)
  if (current?.id !== registration.id) throw registrationEnded()
  const again = current.namedAs !== namedAs || result.refused.includes('own-name')
  if (!again || !isLiveRegistration(current)) throw registrationEnded()
  return correctName(table, current, name, now)
}
