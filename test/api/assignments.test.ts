import { saveInstructor } from '@lectern/core/catalog'
import { findPersonByEmail, listAudit } from '@lectern/core/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../packages/local/src/bucket.ts'
import { filesAt, seat, sendFile, unseat } from '../support/materials.ts'
import { type House, openHouse, publish } from './support.ts'

const path = '/api/admin/events/5w22/assignments'
const work = '/api/admin/events/5w22/submissions'
const mine = '/api/me/events/5w22/assignments'

let bucket: Bucket
let house: House
const keys = { james: '', kim: '', ada: '', bob: '' }
beforeAll(async () => {
  bucket = await startBucket()
  house = await openHouse(undefined, filesAt(bucket))
  for (const name of ['james', 'kim']) {
    await saveInstructor(house.table, { slug: name, name, headline: '', bio: '', email: `${name}@example.com` })
  }
  await publish(house, { instructors: ['james'] })
  await publish(house, { slug: 'other', instructors: ['kim'] })
  for (const name of ['james', 'kim', 'ada', 'bob'] as const) keys[name] = await house.keyOf(`${name}@example.com`)
  await seat(house.table, await idOf('ada'), '5w22')
  await seat(house.table, await idOf('bob'), 'other')
})
afterAll(async () => {
  await house?.close()
  await bucket?.stop()
})

const idOf = async (name: string): Promise<string> =>
  (await findPersonByEmail(house.table, `${name}@example.com`))?.id ?? ''
const asked = { title: 'Five questions', due: '2024-04-29T12:00', marking: { by: 'pass' }, publish: true }
const as =
  (name: keyof typeof keys) =>
  (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) =>
    house.call(method, address, { bearer: keys[name], body, headers })
const [james, kim, ada, bob] = [as('james'), as('kim'), as('ada'), as('bob')]

describe('assignments', () => {
  test('are made, changed, published and taken back by those who teach', async () => {
    const made = await james('POST', path, { ...asked, publish: false })
    expect(made).toMatchObject({ status: 201, body: { dueAt: '2024-04-29T19:00:00Z', late: 'refused', revision: 1 } })
    expect((await ada('GET', mine)).body.items).toEqual([])
    const own = `${path}/${made.body.id}`
    const changed = await james('PATCH', own, { revision: 1, late: 'allowed', publish: true })
    expect(changed).toMatchObject({ status: 200, body: { late: 'allowed', revision: 2, title: 'Five questions' } })
    const stale = await james('PATCH', own, { revision: 1, title: 'Other' })
    expect([stale.status, stale.body.code]).toEqual([409, 'teaching.changed'])
    const wrong = await james('PATCH', own, { revision: 2, lateUntil: '2024-01-01T00:00' })
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'lateUntil'])
    expect((await james('GET', own)).body).toEqual((await james('GET', path)).body.items[0])
    expect((await ada('GET', mine)).body.items).toMatchObject([
      { id: made.body.id, taking: { taken: true, late: false } },
    ])
    expect((await james('DELETE', `${own}?revision=1`)).status).toBe(409)
    expect((await james('DELETE', `${own}?revision=2`)).status).toBe(204)
    expect((await ada('GET', mine)).body.items).toEqual([])
    const { items } = await listAudit(house.table, { subject: made.body.id, limit: 9 }, house.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(['assignment.withdraw', 'assignment.change', 'assignment.create'])
  })

  test('take work with files, once for each form, and what was handed in is answered', async () => {
    const { body: made } = await james('POST', path, asked)
    const own = `${mine}/${made.id}`
    const begun = await ada('POST', `${own}/files`, { filename: 'Answers.txt', bytes: 5 })
    expect(begun).toMatchObject({
      status: 201,
      body: { state: 'awaiting', type: 'text/plain', upload: { method: 'PUT' } },
    })
    const file = `${own}/files/${begun.body.id}`
    expect((await ada('POST', `${file}/done`)).body.code).toBe('materials.not-uploaded')
    expect((await sendFile(begun.body.upload, 'words')).status).toBe(200)
    expect(await ada('POST', `${file}/done`)).toMatchObject({ status: 200, body: { state: 'there' } })
    const form = { after: 0, text: 'What they said', files: [begun.body.id] }
    const sent = await ada('POST', `${own}/submissions`, form)
    expect(sent).toMatchObject({
      status: 201,
      body: { version: 1, state: 'waiting', submitted: { files: form.files } },
    })
    expect((await ada('POST', `${own}/submissions`, form)).body).toEqual(sent.body)
    const other = await ada('POST', `${own}/submissions`, { ...form, text: 'Other' })
    expect([other.status, other.body.code]).toEqual([409, 'teaching.changed'])
    expect((await ada('DELETE', file)).body.code).toBe('teaching.file-in-use')

    const [person] = [await idOf('ada')]
    expect((await james('GET', work)).body.items).toMatchObject([{ person, assignment: made.id, version: 1 }])
    const theirs = `${work}/${person}/${made.id}`
    const read = await james('GET', theirs)
    expect(read.body).toMatchObject({ versions: [{ text: 'What they said' }], files: [{ filename: 'Answers.txt' }] })
    expect(read.text).not.toContain('materials/submissions')
    const { body: link } = await james('GET', `${theirs}/files/${begun.body.id}`)
    expect([await (await fetch(link.url)).text(), link.seconds]).toEqual(['words', 300])
    const feedback = { version: 1, revision: read.body.revision, text: 'Good.', passed: true }
    const given = await james('POST', theirs, feedback)
    expect(given).toMatchObject({ status: 200, body: { state: 'answered', result: { by: 'pass', passed: true } } })
    expect((await james('GET', work)).body.items).toEqual([])
    expect((await james('GET', `${path}/${made.id}/submissions`)).body.items).toMatchObject([{ state: 'answered' }])
    expect((await ada('GET', own)).body).toMatchObject({
      own: { state: 'answered' },
      taking: { taken: false, why: 'answered' },
      versions: [{ feedback: { text: 'Good.' } }],
    })
    const { items } = await listAudit(house.table, { subject: person, limit: 9 }, house.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(['submission.answer', 'submission.read', 'submission.read'])

    // For nobody else: other students, teachers of another event, whose access is gone, and visitors.
    const [files, submission] = [`${theirs}/files/${begun.body.id}`, { after: 0, text: 'Mine' }]
    for (const [method, address, sentBody] of [
      ['GET', path, undefined],
      ['POST', path, asked],
      ['GET', `${path}/${made.id}`, undefined],
      ['PATCH', `${path}/${made.id}`, { revision: 1 }],
      ['DELETE', `${path}/${made.id}`, undefined],
      ['GET', `${path}/${made.id}/submissions`, undefined],
      ['GET', work, undefined],
      ['GET', theirs, undefined],
      ['POST', theirs, feedback],
      ['GET', files, undefined],
      ['GET', mine, undefined],
      ['GET', own, undefined],
      ['GET', file, undefined],
      ['POST', `${file}/done`, undefined],
      ['DELETE', file, undefined],
      ['POST', `${own}/files`, { filename: 'a.txt', bytes: 5 }],
      ['POST', `${own}/submissions`, submission],
      ['GET', files.replaceAll('5w22', 'other'), undefined],
      ['GET', file.replaceAll('5w22', 'other'), undefined],
    ] as const) {
      const answers = [await bob(method, address, sentBody), await kim(method, address, sentBody)]
      const nobody = await house.call(method, address, { body: sentBody })
      expect([method, address, ...answers.map(({ status }) => status), nobody.status]).toEqual([
        ...[method, address, 404, 404, 401],
      ])
    }
    // One's own work is not one's to answer, nor read where teachers read it.
    for (const address of [theirs, files]) expect((await ada('GET', address)).status).toBe(404)
    expect((await james('POST', `${own}/submissions`, submission)).body.code).toBe('teaching.not-attending')
    await unseat(house.table, person, '5w22')
    for (const address of [own, file]) expect((await ada('GET', address)).status).toBe(404)
    expect((await ada('POST', `${own}/submissions`, { ...submission, after: 1 })).status).toBe(404)
    await seat(house.table, person, '5w22')
  })

  test('say what is wrong with what is asked, by field', async () => {
    const { body: made } = await james('POST', path, { ...asked, due: '2024-01-10T12:00' })
    const own = `${mine}/${made.id}`
    for (const [address, body, field] of [
      [path, { ...asked, due: 'tomorrow' }, 'due'],
      [path, { ...asked, title: ' ' }, 'title'],
      [path, { ...asked, marking: { by: 'points' } }, 'marking.outOf'],
      [path, { ...asked, session: 'ses_none' }, 'session'],
    ] as const) {
      const answer = await james('POST', address, body)
      expect([answer.status, answer.body.errors[0].path]).toEqual([400, field])
    }
    for (const [address, body, field] of [
      [`${own}/submissions`, { after: 0 }, 'text'],
      [`${own}/submissions`, { after: 0, link: 'http://example.com' }, 'link'],
      [`${own}/files`, { filename: 'a.html', bytes: 5 }, 'filename'],
      [`${own}/files`, { filename: 'a.txt', bytes: 0 }, 'bytes'],
    ] as const) {
      const answer = await ada('POST', address, body)
      expect([answer.status, answer.body.errors[0].path]).toEqual([400, field])
    }
    const late = await ada('POST', `${own}/submissions`, { after: 0, text: 'Late' })
    expect([late.status, late.body.code]).toEqual([409, 'teaching.too-late'])
  })
})
