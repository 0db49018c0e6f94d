import { saveInstructor } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import type { FileStore } from '@lectern/core/materials'
import type { Instant, Table } from '@lectern/core/platform'
import {
  type Assignment,
  createAssignment,
  finishSubmissionFile,
  NewAssignment,
  NewSubmission,
  NewSubmissionFile,
  type Sent,
  type SubmissionFile,
  sendSubmission,
  startSubmissionFile,
} from '@lectern/core/teaching'
import { aPerson, start } from './build.ts'
import { seat, sendFile } from './materials.ts'
import { tap } from './tap.ts'

/** When an assignment of the tests is due: noon Pacific, with the clocks of summer. */
export const dueAt: Instant = '2024-04-29T19:00:00Z'

/** An assignment of `5w22`, due at noon of the Monday after its first session; judged by pass or not yet. */
export const anAssignment = (table: Table, more: Record<string, unknown> = {}, event = '5w22'): Promise<Assignment> =>
  createAssignment(
    table,
    event,
    NewAssignment.parse({
      title: 'Five questions',
      instructions: 'Ask your best customer five questions.\n\nWrite down what they said.',
      due: '2024-04-29T12:00',
      marking: { by: 'pass' },
      publish: true,
      ...more,
    }),
    { by: 'per_james', now: start },
  )

/** James, who teaches what names him. */
export const james = (table: Table) =>
  saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })

/** Someone with a seat in an event. */
export const aStudent = async (table: Table, email: string, event = '5w22'): Promise<PersonActor> => {
  const person = await aPerson(table, email)
  await seat(table, person.id, event)
  return person
}

/** Hands something in: the words `work`, as the first version, unless told otherwise. */
export const handIn = (
  table: Table,
  assignment: Pick<Assignment, 'id' | 'event'>,
  actor: PersonActor,
  more: Record<string, unknown> = {},
  now: Instant = start,
): Promise<Sent> =>
  sendSubmission(
    table,
    assignment.event,
    assignment.id,
    actor,
    NewSubmission.parse({ after: 0, text: 'work', ...more }),
    now,
  )

/** A file for an assignment that was uploaded and not handed in yet. */
export const anUpload = async (
  materials: { table: Table; files: FileStore },
  assignment: Pick<Assignment, 'id' | 'event'>,
  actor: PersonActor,
  { filename = 'answers.txt', body = 'words', now = start } = {},
): Promise<SubmissionFile> => {
  const asked = NewSubmissionFile.parse({ filename, bytes: Buffer.byteLength(body) })
  const { event, id } = assignment
  const { file, upload } = await startSubmissionFile(materials, event, id, actor, asked, now)
  const sent = await sendFile(upload, body)
  if (!sent.ok) throw new Error(`The store answered ${sent.status}: ${await sent.text()}`)
  return finishSubmissionFile(materials, { slug: event, assignment: id, id: file.id }, actor, now)
}

export const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )

/** Drops the conditions of work that is put: the control that shows what they are for. */
export const dropPutConditions = (table: Table): void =>
  tap(table, (input) => {
    for (const { Put } of input.TransactItems ?? []) {
      if (!Put || !/^(submissions|work)#/.test(String(Put.Item?.pk))) continue
      Put.ConditionExpression = undefined
      Put.ExpressionAttributeNames = undefined
      Put.ExpressionAttributeValues = undefined
    }
  })

/** Does something while the first commit is on its way, before it arrives. Answers how to wait for it. */
export const duringCommit = (table: Table, work: () => Promise<unknown>): (() => Promise<unknown>) => {
  const send = table.client.send.bind(table.client) as (command: unknown, ...rest: unknown[]) => Promise<unknown>
  let done: Promise<unknown> | undefined
  const held = async (command: { input: Record<string, unknown> }, ...rest: unknown[]): Promise<unknown> => {
    if ('TransactItems' in command.input && done === undefined) {
      done = work()
      await done
    }
    return send(command, ...rest)
  }
  table.client.send = held as typeof table.client.send
  return async () => done
}
