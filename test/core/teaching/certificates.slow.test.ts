import type { Event } from '@lectern/core/catalog'
import { findPersonByEmail, renamePerson } from '@lectern/core/identity'
import { commit } from '@lectern/core/platform'
import { exportPerson } from '@lectern/core/privacy'
import { erasePerson } from '@lectern/core/registration'
import {
  certificateState,
  findAttendance,
  findCertificate,
  findCertificateRule,
  getCertificate,
  issueCertificate,
  listCertificates,
  makeCertificates,
  markAttendance,
  pendingCertificates,
  reissueCertificate,
  restoreCertificate,
  revokeCertificate,
  setCertificateRule,
} from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { over, registered, wasAt } from '../../support/attendance.ts'
import { anEvent, people, start } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'
import { itemsWith } from '../../support/whole-table.ts'
import { registerMany } from '../roster-mail/roster-mail-roster.ts'

let desk: TestDesk
let event: Event
let ada: string
beforeEach(async () => {
  desk = await openDesk()
  event = await anEvent(desk.table)
  ada = (await registered(desk.table, event, 'ada@example.com', 'Ada Byron')).id
  await setCertificateRule(desk.table, '5w22', { attend: 4 })
})

const idOf = async (person = ada) => (await findAttendance(desk.table, '5w22', person)).certificate?.certificate ?? ''
const issued = async () => {
  await wasAt(desk.table, event, ada, 4)
  return (await issueCertificate(desk, '5w22', ada, over))?.certificate.id ?? ''
}

describe('a certificate', () => {
  test('is issued once the last session has ended, to who was there often enough, once', async () => {
    await wasAt(desk.table, event, ada, 3)
    expect(await issueCertificate(desk, '5w22', ada, over)).toBeUndefined()
    await wasAt(desk.table, event, ada, 4)
    expect(await issueCertificate(desk, '5w22', ada, start)).toBeUndefined()
    const results = await Promise.all(Array.from({ length: 8 }, () => issueCertificate(desk, '5w22', ada, over)))
    expect(results.filter((one) => one?.made)).toHaveLength(1)
    expect(new Set(results.map((one) => one?.certificate.id)).size).toBe(1)
    const certificate = await getCertificate(desk.table, await idOf())
    expect(certificate).toMatchObject({
      ...{ name: 'Ada Byron', title: 'MSP Professional Sales Program', kindLine: 'Five-week class' },
      ...{ organizer: 'Small Biz', attended: 4, needed: 4, sessions: 5, issuedAt: over },
      ...{ startsAt: '2024-04-23T16:00:00Z', endsAt: over },
    })
    // 160 bits, and nothing of whose it is.
    expect(certificate.id).toMatch(/^[\w-]{27}$/)
    expect(certificateState(certificate)).toBe('valid')
  })

  test('is not for a roster without a rule, nor for who is not registered', async () => {
    await wasAt(desk.table, event, ada, 5)
    await setCertificateRule(desk.table, '5w22', undefined)
    expect(await findCertificateRule(desk.table, '5w22')).toBeUndefined()
    expect(await issueCertificate(desk, '5w22', ada, over)).toBeUndefined()
    await setCertificateRule(desk.table, '5w22', { attend: 1 })
    expect(await issueCertificate(desk, '5w22', 'per_none', over)).toBeUndefined()
    await expect(setCertificateRule(desk.table, '5w22', { attend: 6 })).rejects.toThrow('Enter 5 or fewer')
  })

  test('comes by itself when attendance is marked after the last session, with one mail', async () => {
    await wasAt(desk.table, event, ada, 3)
    const fourth = event.sessions[3]?.id ?? ''
    await markAttendance(desk.table, '5w22', fourth, [{ personId: ada, present: true }], 'per_k', over)
    await markAttendance(desk.table, '5w22', fourth, [{ personId: ada, present: true }], 'per_k', over)
    expect(await drain(desk, over)).toEqual([])
    const id = await idOf()
    expect(await findCertificate(desk.table, id)).toMatchObject({ name: 'Ada Byron', attended: 4 })
    const mails = desk.mails({ template: 'certificate-ready' })
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [['ada@example.com'], 'Your certificate: MSP Professional Sales Program'],
    ])
    expect(mails[0]?.html).toContain(`https://lectern.example/certificates/${id}`)
    expect(mails[0]?.text).toContain('Attended 4 of 5 sessions.')
  })

  test('is made for a whole roster by the button, or by whatever falls due after the last session', async () => {
    const ids = await registerMany(desk.table, '5w22:seat', people(60))
    for (const id of ids.slice(0, 40)) await wasAt(desk.table, event, id, 4)
    await expect(makeCertificates(desk.table, '5w22', start)).rejects.toMatchObject({ code: 'certificate.not-over' })
    await commit(desk.table, [pendingCertificates(desk.table, '5w22', start)])
    await drain(desk, start)
    expect((await listCertificates(desk.table, '5w22', { limit: 100 })).items).toHaveLength(0)
    await commit(desk.table, [pendingCertificates(desk.table, '5w22', over)])
    await drain(desk, over)
    await makeCertificates(desk.table, '5w22', over)
    await drain(desk, over)
    const { items } = await listCertificates(desk.table, '5w22', { limit: 100 })
    expect(items.map(({ personId }) => personId).sort()).toEqual([...ids.slice(0, 40)].sort())
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCertificates(desk.table, '5w22', { limit: 15, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(new Set(seen).size).toBe(40)
  })

  test('costs the same however many are registered', async () => {
    const ids = await registerMany(desk.table, '5w22:seat', people(2))
    for (const id of ids) await wasAt(desk.table, event, id, 4)
    const spent = meter(desk.table)
    const costOf = async (person: string) => {
      spent.reset()
      await issueCertificate(desk, '5w22', person, over)
      return { reads: spent.reads(), writes: spent.writes() }
    }
    const before = await costOf(ids[0] ?? '')
    await registerMany(desk.table, '5w22:seat', people(200))
    expect(await costOf(ids[1] ?? '')).toEqual(before)
    expect(before).toEqual({ reads: 5.5, writes: 8 })
  })

  test('says that it was revoked, can be made valid again, and is not made again meanwhile', async () => {
    const id = await issued()
    const why = { by: 'per_k', reason: 'The wrong person.' }
    expect(await revokeCertificate(desk.table, { id, event: '5w22' }, why, over)).toMatchObject({ revokedAt: over })
    await revokeCertificate(desk.table, { id, event: '5w22' }, why, '2024-06-01T00:00:00Z')
    expect(await getCertificate(desk.table, id)).toMatchObject({ revokedAt: over, revokedReason: 'The wrong person.' })
    expect((await findAttendance(desk.table, '5w22', ada)).certificate).toMatchObject({ revokedAt: over })
    expect(await issueCertificate(desk, '5w22', ada, over)).toMatchObject({ made: false, certificate: { id } })
    await expect(reissueCertificate(desk, id, 'per_k', over)).rejects.toMatchObject({ code: 'certificate.not-valid' })
    await restoreCertificate(desk.table, { id, event: '5w22' })
    await restoreCertificate(desk.table, { id, event: '5w22' })
    const restored = await getCertificate(desk.table, id)
    expect(certificateState(restored)).toBe('valid')
    expect(restored.revokedReason).toBeUndefined()
    expect((await findAttendance(desk.table, '5w22', ada)).certificate?.revokedAt).toBeUndefined()
    await expect(revokeCertificate(desk.table, { id, event: 'kpis' }, why, over)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('keeps its name when the person is renamed, and is issued again in the new one on request', async () => {
    const id = await issued()
    const person = await findPersonByEmail(desk.table, 'ada@example.com')
    if (!person) throw new Error('nobody')
    await renamePerson(desk.table, person.email, 'Ada Lovelace', over)
    expect((await getCertificate(desk.table, id)).name).toBe('Ada Byron')
    const next = await reissueCertificate(desk, id, 'per_k', over)
    expect(next).toMatchObject({ name: 'Ada Lovelace', issuedBy: 'per_k', attended: 4 })
    expect(await getCertificate(desk.table, id)).toMatchObject({ name: 'Ada Byron', replacedBy: next.id })
    expect(await idOf()).toBe(next.id)
    await expect(reissueCertificate(desk, id, 'per_k', over)).rejects.toMatchObject({ code: 'certificate.not-valid' })
  })

  test('goes with its person: it names nobody and verifies nothing, and what was kept was exported before', async () => {
    const id = await issued()
    await drain(desk, over)
    const person = await findPersonByEmail(desk.table, 'ada@example.com')
    if (!person) throw new Error('nobody')
    const own = await exportPerson(desk.table, person, over, over)
    expect(own.attendance.map(({ present, how }) => [present, how])).toEqual(Array(4).fill([true, 'hand']))
    expect(own.certificates).toMatchObject([{ id, name: 'Ada Byron', attended: 4, sessions: 5 }])
    await erasePerson(desk, person, { cancel: false }, '2024-06-01T00:00:00Z')
    expect(await drain(desk, '2024-06-01T00:00:00Z')).toEqual([])
    await drain(desk, '2024-06-01T01:00:00Z')
    expect(certificateState(await getCertificate(desk.table, id))).toBe('erased')
    expect(await findAttendance(desk.table, '5w22', ada)).toEqual({ marks: [] })
    expect(await itemsWith(desk.table, 'Ada Byron', 'ada@example.com')).toEqual([])
    // Nor is one made for the place that is left on the roster.
    await makeCertificates(desk.table, '5w22', '2024-06-01T01:00:00Z')
    await drain(desk, '2024-06-01T01:00:00Z')
    expect((await listCertificates(desk.table, '5w22', { limit: 10 })).items).toHaveLength(1)
  })
})
