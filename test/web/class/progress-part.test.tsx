/** @jsxImportSource hono/jsx */
import type { Event } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { findProgress, issueCertificate, revokeCertificate, setCertificateRule } from '@lectern/core/teaching'
import { beforeAll, describe, expect, test } from 'vitest'
import { ProgressOfClass } from '../../../packages/web/src/pages/class/progress-part.tsx'
import { textOf } from '../../support/admin-site.ts'
import { over, registered, wasAt } from '../../support/attendance.ts'
import { anEvent, start } from '../../support/build.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'

let table: Table
let event: Event
let ada: string
beforeAll(async () => {
  table = await freshTable()
  event = await anEvent(table)
  ada = (await registered(table, event, 'ada@example.com', 'Ada Byron')).id
})

const markup = async (now = start, unnamed = false): Promise<string> =>
  String(await (<ProgressOfClass progress={await findProgress(table, event, ada, now)} unnamed={unnamed} />))
const words = async (now = start) => textOf(await markup(now))

describe('the progress of someone in a class', () => {
  test('says nothing before there is anything to say, then how often they came and what is still to do', async () => {
    expect(await markup()).toBe('')
    await wasAt(table, event, ada, 2)
    expect(await words()).toContain('You attended 2 of 5 sessions.')
    expect(await words()).not.toContain('certificate')
    await setCertificateRule(table, '5w22', { attend: 4 })
    expect(await words()).toContain('To earn the certificate, attend 4 of 5 sessions: 2 more sessions to go.')
    expect(await words(over)).toContain('To earn the certificate, attend 4 of 5 sessions.')
    await wasAt(table, event, ada, 4)
    expect(await words()).toContain('We’ll send it after the last session')
    expect(await words(over)).toContain('We’ll email it to you soon')
    expect(await markup(over)).not.toContain('/account#name')
    expect(await markup(over, true)).toContain('/account#name')
  })

  test('leads to the certificate, and says when it was withdrawn; for two reads', async () => {
    const issued = await issueCertificate({ table, organizer: { name: 'Small Biz' } }, '5w22', ada, over)
    const id = issued?.certificate.id ?? ''
    const html = await markup(over)
    expect(html).toContain(`href="/certificates/${id}"`)
    expect(html).toContain(`href="/certificates/${id}.pdf"`)
    await revokeCertificate(table, { id, event: '5w22' }, { by: 'per_k', reason: 'x' }, over)
    expect(await words(over)).toContain('Your certificate was revoked.')
    expect(await markup(over)).not.toContain('.pdf')
    const spent = meter(table)
    await findProgress(table, event, ada, over)
    expect(spent.reads()).toBe(2)
  })
})
