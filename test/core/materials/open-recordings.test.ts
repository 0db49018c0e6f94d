import { grantsFor, listGrants, recordingAccess } from '@lectern/core/access'
import { type Event, EventChange, editEvent } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { listOpenRecordings, openRecording, registerForRecordings } from '@lectern/core/materials'
import { findRegistration } from '@lectern/core/registration'
import { scheduleSpan } from '@lectern/core/schedule'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson } from '../../support/build.ts'
import { aHandout, openFileStore, seat } from '../../support/materials.ts'
import { aRecording, published } from '../../support/recordings.ts'
import { freshTable } from '../../support/table.ts'

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )

const prepared = async (more: Record<string, unknown>) => {
  const materials = { table: await freshTable(), files: await openFileStore() }
  const event: Event = await anEvent(materials.table, more)
  const recording = await aRecording(materials, event)
  await aHandout(materials, event)
  const over = scheduleSpan(event.sessions)?.endsAt ?? ''
  const ada = await aPerson(materials.table, 'ada@example.com')
  const look = (actor: Parameters<typeof listOpenRecordings>[2] = visitor, now = over) =>
    listOpenRecordings(materials.table, '5w22', actor, now)
  return { materials, event, recording, over, ada, look }
}

describe('who may watch a recording once the event has ended', () => {
  test('those who were registered, unless the organizer says otherwise', async () => {
    const { look, ada, materials } = await prepared({})
    await seat(materials.table, ada.id, '5w22')
    expect([await codeOf(look()), await codeOf(look(ada))]).toEqual(['not-found', 'not-found'])
  })

  test('anyone who registers then: without a seat, a registration, or anything that comes with one', async () => {
    const { materials, recording, over, ada, look } = await prepared({ recordingAccess: 'anyone-who-registers' })
    expect(await codeOf(look(ada, published))).toBe('not-found')
    expect(await look()).toMatchObject({ may: 'register', recordings: [] })
    expect(await look(ada)).toMatchObject({ may: 'register', recordings: [] })
    expect(await codeOf(openRecording(materials, '5w22', recording.id, ada, over))).toBe('not-found')
    expect(await codeOf(registerForRecordings(materials.table, '5w22', visitor, over))).toBe('identity.sign-in-needed')
    for (const _ of [1, 2]) await registerForRecordings(materials.table, '5w22', ada, over)
    expect(await look(ada)).toMatchObject({ may: 'watch', recordings: [{ id: recording.id, kind: 'recording' }] })
    expect((await openRecording(materials, '5w22', recording.id, ada, over)).url).toContain('http')
    expect(await findRegistration(materials.table, ada.id, '5w22')).toBeUndefined()
    expect(grantsFor(await listGrants(materials.table, ada.id), recordingAccess('5w22'), over)).toHaveLength(1)
    // The organizer closes it again: then nobody has it by this.
    await editEvent(materials.table, '5w22', EventChange.parse({ recordingAccess: 'registered' }), published)
    expect(await codeOf(openRecording(materials, '5w22', recording.id, ada, over))).toBe('not-found')
  })

  test('everyone, where it is public; its handouts stay with those who were registered', async () => {
    const { materials, recording, over, look } = await prepared({ recordingAccess: 'public' })
    const { may, recordings } = await look()
    expect([may, recordings.map(({ id }) => id)]).toEqual(['watch', [recording.id]])
    expect((await openRecording(materials, '5w22', recording.id, visitor, over)).url).toContain('http')
    expect(await codeOf(openRecording(materials, '5w22', 'mat_none', visitor, over))).toBe('not-found')
  })

  test('nobody else where an event is for members or invited people, or never recorded', async () => {
    for (const [more, path] of [
      [{ access: 'members', recordingAccess: 'public' }, 'recordingAccess'],
      [{ recording: 'never', recordingAccess: 'anyone-who-registers' }, 'recordingAccess'],
    ] as const) {
      await expect(prepared(more)).rejects.toMatchObject({
        code: 'catalog.contradiction',
        details: { errors: [{ path }] },
      })
    }
    const { materials } = await prepared({ recordingAccess: 'public' })
    const closing = EventChange.parse({ access: 'members' })
    expect(await codeOf(editEvent(materials.table, '5w22', closing, published))).toBe('catalog.contradiction')
  })
})
