import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { type AuditAction, actorOf, auditEntry, listAudit, type PersonActor, saveAudit } from '@lectern/core/identity'
import { addSeconds, epochSeconds, type Instant, type Table } from '@lectern/core/platform'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now: Instant = '2026-05-01T12:00:00Z'
const person = (id: string, via: PersonActor['via']): PersonActor =>
  actorOf({ id, email: `${id}@example.com`, name: id, admin: true, createdAt: now, version: 1 }, via)
const karl = person('per_karl', 'session')
const mia = person('per_mia', 'api-key')

let table: Table
const did = async (actor: PersonActor, action: AuditAction, subject: string, at: Instant) => {
  const entry = auditEntry(actor, { action, subject, details: { request: 'req_1' } }, at)
  await saveAudit(table, entry)
  return entry
}
const subjects = async (query: { actor?: string; subject?: string }) =>
  (await listAudit(table, { ...query, limit: 50 }, now)).items.map(({ action, subject }) => `${action} ${subject}`)

beforeAll(async () => {
  table = await freshTable()
  await did(karl, 'event.publish', 'event:old', '2024-04-30T12:00:00Z')
  await did(karl, 'event.publish', 'event:5w22', addSeconds(now, -300))
  await did(mia, 'roster.read', 'event:5w22', addSeconds(now, -200))
  await did(karl, 'order.refund', 'ord_1', addSeconds(now, -100))
})

describe('the audit log', () => {
  test('tells what was done, the newest first, and nothing older than two years', async () => {
    expect(await subjects({})).toEqual(['order.refund ord_1', 'roster.read event:5w22', 'event.publish event:5w22'])
  })

  test('tells what one person did, what was done to one thing, and both at once', async () => {
    expect(await subjects({ actor: 'per_karl' })).toEqual(['order.refund ord_1', 'event.publish event:5w22'])
    expect(await subjects({ subject: 'event:5w22' })).toEqual(['roster.read event:5w22', 'event.publish event:5w22'])
    expect(await subjects({ actor: 'per_mia', subject: 'event:5w22' })).toEqual(['roster.read event:5w22'])
    expect(await subjects({ actor: 'per_mia', subject: 'ord_1' })).toEqual([])
  })

  test('is read page by page, each entry once', async () => {
    const busy = await freshTable()
    for (let count = 0; count < 13; count += 1) {
      await saveAudit(busy, auditEntry(karl, { action: 'order.read', subject: `ord_${count}` }, now))
    }
    for (const query of [{}, { actor: 'per_karl' }]) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listAudit(busy, { ...query, cursor, limit: 5 }, now)
        seen.push(...page.items.map(({ subject }) => subject))
        cursor = page.next
      } while (cursor !== undefined)
      expect(seen).toEqual(Array.from({ length: 13 }, (_, index) => `ord_${12 - index}`))
    }
  })

  test('says whether a page or a key did it, keeps ids alone, and is forgotten by the table after two years', async () => {
    const entry = await did(mia, 'person.read', 'per_ada', addSeconds(now, -50))
    expect(entry).toMatchObject({ actorId: 'per_mia', actorKind: 'api-key' })
    expect(auditEntry({ kind: 'system' }, { action: 'person.erase', subject: 'per_1' }, now)).toMatchObject({
      actorId: 'system',
      actorKind: 'system',
    })
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: { pk: 'audit#per_ada', sk: entry.id } }),
    )
    expect(JSON.stringify(Item)).not.toContain('example.com')
    expect(Item?.ttl).toBe(epochSeconds(entry.at) + 2 * 365 * 24 * 3600)
  })
})
