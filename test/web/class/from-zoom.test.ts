import { deliver } from '@lectern/core/notifications'
import { listWaiting, outboxShards, settle } from '@lectern/core/platform'
import { expect, test } from 'vitest'
import { openAdminSite } from '../../support/admin-site.ts'
import { anEvent, start } from '../../support/build.ts'
import { drain } from '../../support/desk.ts'
import { joinUrl, openStudio, type Studio } from '../../support/zoom.ts'

/** The copying is begun, and no part of it done yet. */
const begin = async ({ desk }: Studio): Promise<void> => {
  const shards = Array.from({ length: outboxShards }, (_, shard) => listWaiting(desk.table, shard, 100))
  // All of them first: each leaves a row for the next step.
  for (const row of (await Promise.all(shards)).flat()) {
    if (row.topic === 'recording.copy') await settle(desk.table, row, await deliver(desk, row, start))
  }
}

test('a recording from Zoom is seen coming, then to be looked over, and says where it is from', async () => {
  const site = await openAdminSite({ now: start })
  const studio = await openStudio({ table: site.table })
  const event = await anEvent(site.table, { joinUrl })
  await studio.tell(...studio.record(event, { bytes: 5_000_000 }))
  await begin(studio)
  const coming = await site.admin.read('/teach/5w22/materials')
  expect(coming).toContain('Importing from Zoom')
  expect(coming).toContain('Recording of Tue, Apr 23, 9:01 AM')
  expect(coming).not.toContain('Upload not finished')

  expect(await drain(studio.desk, start)).toEqual([])
  const come = await site.admin.read('/teach/5w22/materials')
  expect(come).toContain('Review before it’s published')
  expect(come).toContain('From Zoom')
  expect(come).not.toContain('Importing from Zoom')
})
