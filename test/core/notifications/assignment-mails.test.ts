import { ensurePerson } from '@lectern/core/identity'
import { exportPerson } from '@lectern/core/privacy'
import { erasePerson } from '@lectern/core/registration'
import { answerSubmission, listWaitingWork, NewFeedback } from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import { anAssignment, anUpload, aStudent, handIn, james } from '../../support/assignments.ts'
import { anEvent, minutes, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { openFileStore, unseat } from '../../support/materials.ts'
import { itemsWith } from '../../support/whole-table.ts'

const open = async () => {
  const desk = await openDesk({ files: await openFileStore() })
  const { table } = desk
  await james(table)
  await anEvent(table, { instructors: ['james'] })
  const assignment = await anAssignment(table, { late: 'allowed' })
  const ada = await aStudent(table, 'ada@example.com')
  const answer = (revision: number, more: Record<string, unknown> = {}) =>
    answerSubmission(
      table,
      '5w22',
      { person: ada.id, assignment: assignment.id },
      NewFeedback.parse({ version: 1, revision, text: 'Well done.', passed: true, ...more }),
      { by: 'per_james', now: minutes(60) },
    )
  const to = (address: string) => desk.mails({ to: address })
  return { desk, table, assignment, ada, answer, to }
}

describe('mails about work', () => {
  test('go to those who teach once for each version, with the way to it and not the words', async () => {
    const { desk, table, assignment, ada, to } = await open()
    await Promise.all([handIn(table, assignment, ada), handIn(table, assignment, ada)])
    expect(await drain(desk, minutes(60))).toEqual([])
    await handIn(table, assignment, ada, { after: 1, text: 'better' })
    await handIn(table, assignment, ada, { after: 1, text: 'better' })
    expect(await drain(desk, minutes(60))).toEqual([])
    const mails = to('james@example.com')
    expect(mails.map(({ template }) => template)).toEqual(['work-submitted', 'work-submitted'])
    expect(mails[0]?.subject).toBe('Work turned in: Five questions')
    expect(mails[0]?.text).toContain(`https://lectern.example/teach/5w22/assignments/${assignment.id}/work/${ada.id}`)
    expect(mails[1]?.text).toContain('new version')
    expect(mails[1]?.text).not.toContain('better')
    expect(to('ada@example.com')).toEqual([])
  })

  test('go to the student with what it came to; not when it was answered again before, nor once they may not read it', async () => {
    const { desk, table, assignment, ada, answer, to } = await open()
    await handIn(table, assignment, ada)
    await answer(1, { passed: false })
    await answer(2, { passed: true, text: 'Seen once more: fine.' })
    expect(await drain(desk, minutes(60))).toEqual([])
    const [mail, ...more] = to('ada@example.com')
    expect([mail?.template, mail?.subject, more]).toEqual([
      'feedback-given',
      'Feedback on your work: Five questions',
      [],
    ])
    expect(mail?.text).toContain('Passed')
    expect(mail?.text).toContain(`https://lectern.example/events/5w22/class/assignments/${assignment.id}`)
    expect(mail?.text).not.toContain('Seen once more')
    await answer(3, { passed: false })
    expect(await drain(desk, minutes(60))).toEqual([])
    expect(to('ada@example.com').at(-1)?.text).toMatch(/Not yet[\s\S]*You can turn in a new version/)
    await answer(4)
    await unseat(table, ada.id, '5w22')
    expect(await drain(desk, minutes(60))).toEqual([])
    expect(to('ada@example.com')).toHaveLength(2)
  })
})

describe('what someone handed in', () => {
  test('is in their export, and is gone with them: words, feedback, files in the store, and what was never handed in', async () => {
    const { desk, table, assignment, ada, answer } = await open()
    const [file, draft] = [await anUpload(desk, assignment, ada), await anUpload(desk, assignment, ada)]
    await handIn(table, assignment, ada, { text: 'Confessions of Zuleika', files: [file.id] })
    await answer(1)
    expect(await drain(desk, minutes(60))).toEqual([])
    const person = await ensurePerson(table, { email: ada.email, name: ada.name }, start)
    const kept = await exportPerson(table, person, start, start)
    expect(kept.work).toMatchObject([
      {
        event: '5w22',
        assignment: assignment.id,
        versions: [{ text: 'Confessions of Zuleika', files: [file.id], feedback: { text: 'Well done.' } }],
      },
    ])
    expect(kept.workFiles.map(({ id }) => id).sort()).toEqual([file.id, draft.id].sort())
    expect(JSON.stringify(kept)).not.toContain(file.key)

    await erasePerson(desk, person, { cancel: true }, minutes(90))
    expect(await drain(desk, minutes(90))).toEqual([])
    for (const { key } of [file, draft]) expect(await desk.files.find(key)).toBeUndefined()
    expect(await itemsWith(table, 'ada@example.com', 'Zuleika', 'Well done', file.key, draft.key)).toEqual([])
    expect((await listWaitingWork(table, '5w22')).items).toEqual([])
  })

  test('waits for the store to be erased, and is not forgotten while it does not answer', async () => {
    const { desk, table, assignment, ada } = await open()
    const file = await anUpload(desk, assignment, ada)
    const { files } = desk
    const person = await ensurePerson(table, { email: ada.email, name: ada.name }, start)
    await erasePerson(desk, person, { cancel: true }, minutes(90))
    Object.assign(desk, { files: { ...files, erase: () => Promise.reject(new Error('away')) } })
    expect((await drain(desk, minutes(90))).toSorted()).toEqual(['file.gone: away', 'person.erase: away'])
    expect(await files.find(file.key)).toBeDefined()
    Object.assign(desk, { files })
    expect(await drain(desk, minutes(95))).toEqual([])
    expect(await files.find(file.key)).toBeUndefined()
  })
})
