import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { anEvent, aWebinar } from '../../support/build.ts'
import { aHandout, aLink, filesAt } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { aRecording } from '../../support/recordings.ts'

let bucket: Bucket
let site: AdminSite
beforeAll(async () => {
  bucket = await startBucket()
  site = await openAdminSite({ now: '2024-04-24T17:00:00Z' })
})
afterAll(async () => {
  await site?.stop()
  await bucket?.stop()
})

test('storage is told by event, at a price that the number of materials hardly changes, to admins alone', async () => {
  const materials = { table: site.table, files: filesAt(bucket) }
  const event = await anEvent(site.table)
  await aWebinar(site.table)
  await aRecording(materials, event)
  await aHandout(materials, event, { body: 'x'.repeat(2048) })
  await aLink(materials, event)
  const words = await site.admin.read('/admin/storage')
  expect(words).toMatch(/MSP Professional Sales Program Class · 5W22 2 0 1 60\.\d KB/)
  expect(words).toMatch(/KPIs Webinar.* 0 0 0 –/)
  expect(words).toMatch(/60\.\d KB on this page/)
  const { reads, reset } = meter(site.table)
  reset()
  await site.admin.get('/admin/storage')
  const before = reads()
  for (let index = 0; index < 5; index += 1) await aLink(materials, event, { title: `Number ${index}` })
  reset()
  await site.admin.get('/admin/storage')
  expect(reads()).toBe(before)
  const ada = site.as(await site.signIn('ada@example.com'))
  expect((await ada.get('/admin/storage')).status).toBe(404)
  expect(await site.admin.read('/admin/storage?status=draft')).toContain('No results.')
})
