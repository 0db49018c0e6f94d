import type { Event } from '@lectern/core/catalog'
import { findPersonByEmail, renamePerson } from '@lectern/core/identity'
import { correctName, findLinkedRegistration } from '@lectern/core/registration'
import { findAttendance, findCertificate, issueCertificate, setCertificateRule } from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { over, wasAt } from '../../support/attendance.ts'
import { anEvent, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const rude = 'Call me now'
const tickets = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]

let desk: TestDesk
let event: Event
beforeEach(async () => {
  desk = await openDesk()
  event = await anEvent(desk.table, { tickets })
  await setCertificateRule(desk.table, '5w22', { attend: 4 })
})

const idOf = async (email: string) => (await findPersonByEmail(desk.table, email))?.id ?? ''
const certificateOf = async (email: string, slug = '5w22') => {
  const { certificate } = await findAttendance(desk.table, slug, await idOf(email))
  return certificate && findCertificate(desk.table, certificate.certificate)
}
const mails = (template: string) => desk.mails({ to: 'ada@example.com', template })

/** Eve registers Ada under a name of her own making, and Ada attends. */
const attended = async () => {
  await placed(desk, 'eve@example.com', [], {
    lines: [{ sku: '5w22:seat', quantity: 1 }],
    attendees: [{ sku: '5w22:seat', email: 'ada@example.com', name: rude }],
  })
  await wasAt(desk.table, event, await idOf('ada@example.com'), 4)
}
const make = async () => {
  const issued = await issueCertificate(desk, '5w22', await idOf('ada@example.com'), over)
  await drain(desk, over)
  return issued
}

describe('the first certificate of someone whom others have named', () => {
  test('waits, and they are asked once by mail, which says nothing of what was typed', async () => {
    await attended()
    for (let time = 0; time < 3; time += 1) expect(await make()).toBeUndefined()
    expect(await certificateOf('ada@example.com')).toBeUndefined()
    expect(mails('confirm-name')).toHaveLength(1)
    expect(JSON.stringify(mails('confirm-name'))).not.toContain(rude)
    expect(mails('certificate-ready')).toEqual([])
  })

  test('is made in the name that they save on the page which the mail opens', async () => {
    await attended()
    await make()
    const token = decodeURIComponent(/\?token=([^#"\s]+)#name/.exec(mails('confirm-name')[0]?.text ?? '')?.[1] ?? '')
    const client = { address: '203.0.113.1', realNow: over }
    const registration = await findLinkedRegistration(desk, '5w22', token, { actor: { kind: 'visitor' }, client })
    if (!registration) throw new Error('the link opens nothing')
    await correctName(desk.table, registration, 'Ada Lovelace', over)
    expect(await drain(desk, over)).toEqual([])
    expect(await certificateOf('ada@example.com')).toMatchObject({ name: 'Ada Lovelace', attended: 4 })
    expect(mails('certificate-ready')).toHaveLength(1)
    expect(await make()).toMatchObject({ made: false })
    expect(mails('confirm-name')).toHaveLength(1)
  })

  test('is made in the name that they save on their account, of every event that waits', async () => {
    await attended()
    const other = await anEvent(desk.table, { slug: 'kpis', tickets })
    await setCertificateRule(desk.table, 'kpis', { attend: 1 })
    const seat = { sku: 'kpis:seat', email: 'ada@example.com', name: 'Rude again' }
    await placed(desk, 'eve@example.com', 'kpis:seat', { attendees: [seat] })
    await wasAt(desk.table, other, await idOf('ada@example.com'), 1)
    await make()
    await renamePerson(desk.table, 'ada@example.com', 'Ada Lovelace', over)
    await drain(desk, over)
    for (const slug of ['5w22', 'kpis'])
      expect(await certificateOf('ada@example.com', slug)).toMatchObject({ name: 'Ada Lovelace' })
  })

  test('does not wait where they gave their own address, nor where they have given their name before', async () => {
    await placed(desk, 'bo@example.com', '5w22:seat', { buyer: { email: 'bo@example.com', name: 'Bo Derek' } })
    await wasAt(desk.table, event, await idOf('bo@example.com'), 4)
    await issueCertificate(desk, '5w22', await idOf('bo@example.com'), over)
    expect(await certificateOf('bo@example.com')).toMatchObject({ name: 'Bo Derek' })
    await attended()
    await renamePerson(desk.table, 'ada@example.com', 'Ada Lovelace', over)
    expect(await make()).toMatchObject({ made: true, certificate: { name: 'Ada Lovelace' } })
    expect(mails('confirm-name')).toEqual([])
  })
})
