import {
  entity,
  findOne,
  listAll,
  optional,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  required,
  type Table,
  upTo,
  without,
} from '../platform/index.ts'
import type { Submission, SubmissionVersion } from './submission.ts'

/** How many one read finds at most. */
const pageSize = 50

/** Where someone's work for an assignment is. In the list while it waits for an answer. */
const submissions = entity({
  name: 'submission',
  attributes: {
    event: required.text,
    assignment: required.text,
    person: required.text,
    name: required.text,
    email: required.text,
    version: required.number,
    at: required.text,
    late: required.flag,
    state: { type: ['waiting', 'answered'], required: true },
    result: optional.anyOf<Submission['result']>(),
    answeredAt: optional.text,
    revision: required.number,
    /** The event, and since when, as long as it waits to be answered. */
    waitingIn: optional.text,
    waitingFrom: optional.text,
    /** Its place in the list of work for its assignment. */
    position: required.text,
  },
  keys: {
    // All of one person together, by event: their own work of an event is one read, and so is what is kept of them.
    person: { pk: 'submissions#${person}', sk: '${event}#${assignment}' },
    // One key for each event: even a webinar's thousands don't turn work in within one minute.
    waiting: { index: 'list', pk: 'waiting-work#${waitingIn}', sk: '${waitingFrom}' },
    ofAssignment: { index: 'owner', pk: 'work-for#${assignment}', sk: '${position}' },
  },
})

/** Version of someone's work, with its feedback. */
const versions = entity({
  name: 'submission-version',
  attributes: {
    assignment: required.text,
    person: required.text,
    number: required.text,
    version: required.number,
    text: required.text,
    link: optional.text,
    files: required.texts,
    at: required.text,
    late: required.flag,
    feedback: optional.anyOf<SubmissionVersion['feedback']>(),
  },
  keys: {
    // Kept apart from the work's state, so that listing work reads none of its text.
    ofWork: { pk: 'work#${assignment}#${person}', sk: 'version#${number}' },
  },
})

type Key = Pick<Submission, 'event' | 'assignment' | 'person'>
type Work = Pick<Submission, 'assignment' | 'person'>

/** The work's place among what waits: the oldest first. */
const waitingFrom = ({ at, assignment, person }: Submission): string => `${at}#${assignment}#${person}`

const itemOf = (submission: Submission) => ({
  ...submission,
  position: `${submission.at}#${submission.person}`,
  ...(submission.state === 'waiting' ? { waitingIn: submission.event, waitingFrom: waitingFrom(submission) } : {}),
})

const submissionOf = without('position', 'waitingIn', 'waitingFrom')

/** Writes the work's state. Refused as `submission` when it changed since it was read. @param was  0 for none before */
export const pendingSubmission = (table: Table, submission: Submission, was: number): PendingWrite =>
  put('submission', submissions(table).put(itemOf(submission)), { revision: was === 0 ? undefined : was })

const versionItem = (version: SubmissionVersion) => ({
  ...version,
  number: String(version.version).padStart(4, '0'),
})

/** A new version; refused as `submission-version` when there is one of its number. */
export const pendingVersion = (table: Table, version: SubmissionVersion): PendingWrite =>
  put('submission-version', versions(table).create(versionItem(version)))

/** A version with its feedback. Commit it together with `pendingSubmission`, which makes sure that it's the newest. */
export const pendingAnswered = (table: Table, version: SubmissionVersion): PendingWrite =>
  put('submission-version', versions(table).put(versionItem(version)))

export const findSubmission = (table: Table, key: Key): Promise<Submission | undefined> =>
  findOne(submissions(table).get({ event: key.event, assignment: key.assignment, person: key.person }), submissionOf)

/** One person's work for an event's assignments. One query. */
export const listSubmissionsIn = async (table: Table, person: string, event: string): Promise<Submission[]> => {
  const { data } = await submissions(table).query.person({ person, event }).go({ consistent: true, pages: 'all' })
  return data.filter((item) => item.event === event).map(submissionOf)
}

/** All work of one person. One query. */
export const listSubmissionsOf = (table: Table, person: string): Promise<Submission[]> =>
  listAll(submissions(table).query.person({ person }), submissionOf, { consistent: true })

type Asked = Partial<PageRequest>

/** What waits for an answer in an event, the oldest first. One query, whatever the roster. */
export const listWaitingWork = (
  table: Table,
  event: string,
  { cursor, limit = pageSize }: Asked = {},
): Promise<Page<Submission>> =>
  pageOf(submissions(table).query.waiting({ waitingIn: event }), ['waitingFrom'], { cursor, limit }, submissionOf)

/** The work that waits next to some work in its event's list, whether that itself waits or not. Two queries. */
export const findNeighbors = async (
  table: Table,
  submission: Submission,
): Promise<{ previous?: Submission | undefined; next?: Submission | undefined }> => {
  const waitingIn = submission.event
  const at = { waitingFrom: waitingFrom(submission) }
  const waiting = submissions(table).query
  const [before, after] = await Promise.all([
    waiting
      .waiting({ waitingIn })
      .lt(at)
      .go({ ...upTo(1), order: 'desc' }),
    waiting.waiting({ waitingIn }).gt(at).go(upTo(1)),
  ])
  const [previous] = before.data.map(submissionOf)
  const [next] = after.data.map(submissionOf)
  return { previous, next }
}

/** The work for one assignment, answered or not, the newest first. One query. */
export const listWorkFor = (
  table: Table,
  assignment: string,
  { cursor, limit = pageSize }: Asked = {},
): Promise<Page<Submission>> =>
  pageOf(
    submissions(table).query.ofAssignment({ assignment }),
    ['position'],
    { cursor, limit, order: 'desc' },
    submissionOf,
  )

const versionOf = without('number')

/** The versions of someone's work, the oldest first. One query. */
export const listVersions = (table: Table, { assignment, person }: Work): Promise<SubmissionVersion[]> =>
  listAll(versions(table).query.ofWork({ assignment, person }), versionOf, {
    consistent: true,
  })

/** Deletes the work's state and its versions. May be repeated. */
export const removeWork = async (table: Table, key: Key): Promise<void> => {
  const { assignment, person, event } = key
  for (const version of await listVersions(table, { assignment, person })) {
    await versions(table)
      .delete({ assignment, person, number: versionItem(version).number })
      .go()
  }
  await submissions(table).delete({ person, event, assignment }).go()
}
