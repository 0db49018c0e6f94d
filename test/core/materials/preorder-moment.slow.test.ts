import { grantsFor, listGrants, pendingGrant, titleAccess } from '@lectern/core/access'
import { createProduct, NewProduct, type Product } from '@lectern/core/catalog'
import { findPersonByEmail } from '@lectern/core/identity'
import { deliver } from '@lectern/core/notifications'
import { type Instant, listWaiting, outboxShards, postpone, settle } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { committed, minutes, placed, start } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { openLaggingDesk } from '../../support/lagging-table.ts'
import { openFileStore, uploaded } from '../../support/materials.ts'

const month = NewProduct.parse({
  ...{ slug: 'month', title: 'Managed Services in a Month' },
  formats: [{ name: 'E-book', type: 'download', priceCents: 0 }],
})

let desk: TestDesk
let product: Product
beforeEach(async () => {
  desk = await openDesk({ files: await openFileStore() })
  product = await createProduct(desk.table, month, start)
})

const buy = () => placed(desk, 'ada@example.com', 'month:e-book')
const ordered = () => desk.mails({ to: 'ada@example.com', template: 'titles-ready' }).map(({ subject }) => subject)
const ready = () => desk.mails({ to: 'ada@example.com', template: 'title-released' }).length

/** The file comes, and what that announces is acted on at once, beside what is being acted on already. */
const arrive = async (now: Instant) => {
  await uploaded(desk, product, { now })
  for (let round = 0; round < 4; round += 1) {
    for (let shard = 0; shard < outboxShards; shard += 1) {
      for (const row of await listWaiting(desk.table, shard, 50)) {
        if (!row.topic.startsWith('title.') || row.dueAt > now) continue
        try {
          await settle(desk.table, row, await deliver(desk, row, now))
        } catch (error) {
          await postpone(desk.table, row, String(error), now)
        }
      }
    }
  }
}

/** Does something once, right before or after the first write that notes a download as this. */
const once = (noted: 'asking' | 'said', when: 'before' | 'after', act: () => Promise<void>) => {
  let done = false
  desk.table.client.middlewareStack.add(
    (next) => async (args) => {
      const hit = !done && JSON.stringify(args.input).includes(`"${noted}"`)
      if (!hit) return next(args)
      done = true
      if (when === 'before') await act()
      const answer = await next(args)
      if (when === 'after') await act()
      return answer
    },
    { step: 'initialize', name: 'once' },
  )
}

describe('a download is bought in the moment in which its first file arrives', () => {
  test('before its mail is written: the mail has the file, and nothing else comes', async () => {
    await buy()
    await arrive(minutes(1))
    await drain(desk, minutes(2))
    await drain(desk, minutes(60))
    expect(ordered()).toEqual([expect.stringContaining('Ready to download')])
    expect(ready()).toBe(0)
  })

  test.each(['before', 'after'] as const)(
    'right %s the mail looks for the file for good: the mail has it, and nothing else comes',
    async (when) => {
      await buy()
      once('asking', when, () => arrive(minutes(1)))
      expect((await drain(desk, minutes(1))).filter((topic) => !topic.startsWith('title.'))).toEqual([])
      await drain(desk, minutes(60))
      expect(ordered()).toEqual([expect.stringContaining('Ready to download')])
      expect(ready()).toBe(0)
    },
  )

  test('right after the mail said that there is none: one more says that there is', async () => {
    await buy()
    once('said', 'before', () => arrive(minutes(1)))
    await drain(desk, minutes(1))
    expect(ready()).toBe(0)
    await drain(desk, minutes(60))
    expect(ordered()).toEqual([expect.stringContaining('Your pre-order')])
    expect(ready()).toBe(1)
  })

  test('while the sender dies after the mail: rather one mail too many than none', async () => {
    await buy()
    once('said', 'before', () => Promise.reject(new Error('died')))
    expect(await drain(desk, minutes(1))).toEqual(['order.confirmed: died'])
    await arrive(minutes(2))
    for (const minute of [3, 4, 5, 60]) await drain(desk, minutes(minute))
    expect(ready()).toBe(1)
    expect(ordered()).toHaveLength(1)
  })

  test('and the list of holders does not show it yet: they are found ten minutes later, and mailed once', async () => {
    const lagging = await openLaggingDesk(300)
    const files = await openFileStore()
    desk = Object.assign(lagging, { files })
    product = await createProduct(desk.table, month, start)
    await buy()
    await drain(desk, start)
    await arrive(start)
    await drain(desk, start)
    expect(ready()).toBe(0)
    lagging.table.clock.now = minutes(11)
    await drain(desk, minutes(11))
    await drain(desk, minutes(30))
    expect(ready()).toBe(1)
  })

  test('an order from before this was noted, and a gift, are told as they were', async () => {
    await buy()
    await drain(desk, start)
    const { id = '' } = (await findPersonByEmail(desk.table, 'ada@example.com')) ?? {}
    const [grant] = grantsFor(await listGrants(desk.table, id), titleAccess('month:e-book'), start)
    expect(grant?.preorder).toBe('said')
    if (grant) await committed(desk.table, [pendingGrant(desk.table, { ...grant, preorder: undefined })])
    await arrive(minutes(1))
    await drain(desk, minutes(60))
    expect(ready()).toBe(1)
  })
})
