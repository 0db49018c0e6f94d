import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { eventAccess, pendingGrant } from '@lectern/core/access'
import { createEvent, type Event, NewEvent, publishEvent } from '@lectern/core/catalog'
import { createResendMailer } from '@lectern/core/mail'
import { withoutFiles, withoutRecordings } from '@lectern/core/materials'
import type { DeliveryContext } from '@lectern/core/notifications'
import { firstOrganizer } from '@lectern/core/organizer'
import { createStripePayments } from '@lectern/core/payments'
import { connectTable, type Instant, type PendingWrite, tableDefinition } from '@lectern/core/platform'
import { pendingNewOrder } from '../../packages/core/src/registration/order-store.ts'
import { pendingRegistration } from '../../packages/core/src/registration/registration-store.ts'
import { startDynamo } from '../../packages/local/src/dynamo.ts'
import { createResendStandIn, type ResendStandIn } from '../../packages/local/src/resend.ts'
import { serve } from '../../packages/local/src/serve.ts'
import { openState } from '../../packages/local/src/state.ts'
import { createStripeStandIn, type StripeStandIn } from '../../packages/local/src/stripe/index.ts'
import { type Meter, meter } from '../support/meter.ts'

export const now: Instant = '2024-03-01T12:00:00Z'

export type BenchDesk = {
  desk: DeliveryContext
  /** What the payment stand-in takes for now. */
  clock: { now: Instant }
  meter: Meter
  stripe: StripeStandIn
  resend: ResendStandIn
  stop: () => Promise<void>
}

/** The use cases' surroundings without a server: an engine on a file, and the real SDKs at stand-ins. */
export const openBenchDesk = async (): Promise<BenchDesk> => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-bench-'))
  const engine = await startDynamo({ file: join(folder, 'table.db') })
  // On disk, so that what is resident is the work's, not the mails that the stand-in keeps.
  const state = openState(join(folder, 'stand-ins.db'))
  const table = connectTable('lectern', {
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  await table.client.send(new CreateTableCommand(tableDefinition('lectern')))
  const clock = { now }
  const stripe = createStripeStandIn({
    state,
    now: () => new Date(clock.now),
    siteUrl: () => 'http://127.0.0.1',
    webhookSecret: 'whsec_bench',
    deliver: async () => {},
  })
  const resend = createResendStandIn({ state, now: () => new Date(now) })
  const [till, post] = await Promise.all([
    serve((request) => stripe.wire.fetch(request)),
    serve((request) => resend.wire.fetch(request)),
  ])
  const desk: DeliveryContext = {
    table,
    payments: createStripePayments({ secretKey: 'sk_test_local', webhookSecret: 'whsec_bench', address: till.url }),
    files: withoutFiles,
    recordings: withoutRecordings,
    mailer: createResendMailer({
      apiKey: 're_local',
      sender: () => ({ from: 'Lectern <a@lectern.example>', replyTo: 'a@lectern.example' }),
      address: post.url,
    }),
    secret: 'a secret of the benchmark',
    siteUrl: 'https://lectern.example',
    organizer: firstOrganizer({ name: 'Lectern', email: 'a@lectern.example', postalAddress: '1 Sample Street' }),
  }
  return {
    desk,
    clock,
    meter: meter(table),
    stripe,
    resend,
    stop: async () => {
      await Promise.all([till.stop(), post.stop()])
      await engine.stop()
      state.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const publish = async (
  desk: DeliveryContext,
  slug: string,
  priceCents: number,
  capacity?: number,
): Promise<Event> => {
  const input = NewEvent.parse({
    slug,
    kind: 'webinar',
    title: `Webinar ${slug}`,
    zone: 'America/Los_Angeles',
    schedule: { startsAt: '2024-05-07T09:00', durationMinutes: 60 },
    tickets: [{ name: 'Seat', priceCents }],
    ...(capacity === undefined ? {} : { capacity }),
  })
  await createEvent(desk.table, input, now)
  return publishEvent(desk.table, slug, now)
}

const personOf = (index: number): string => `per_bench${String(index).padStart(8, '0')}`

/** Fills an event's roster with confirmed free registrations, their orders and grants, as placing them would. */
export const fillRoster = async (desk: DeliveryContext, event: Event, from: number, to: number): Promise<void> => {
  const { table } = desk
  const sku = `${event.slug}:seat`
  const writesOf = (index: number): PendingWrite[] => {
    const personId = personOf(index)
    const email = `person${index}@bench.example`
    const name = `Person ${index}`
    const ids = { order: `ord_bench${event.slug}${index}`, registration: `reg_bench${event.slug}${index}` }
    return [
      pendingRegistration(table, {
        id: ids.registration,
        personId,
        event: event.slug,
        sku,
        ticketName: 'Seat',
        orderId: ids.order,
        status: 'confirmed',
        name,
        email,
        registeredAt: now,
      }),
      pendingGrant(table, {
        personId,
        what: eventAccess(event.slug),
        source: 'purchase',
        sourceId: ids.order,
        grantedAt: now,
      }),
      pendingNewOrder(table, {
        id: ids.order,
        status: 'confirmed',
        buyer: { personId, email, name },
        lines: [
          {
            id: 'l1',
            kind: 'ticket',
            event: event.slug,
            ticket: 'seat',
            sku,
            title: event.title,
            ticketName: 'Seat',
            quantity: 1,
            unitCents: 0,
            listCents: 0,
            discountCents: 0,
            totalCents: 0,
            applied: [],
            pools: [],
            status: 'live',
          },
        ],
        seats: [{ line: 'l1', personId, event: event.slug, registration: ids.registration }],
        currency: 'USD',
        listCents: 0,
        discountCents: 0,
        totalCents: 0,
        applied: [],
        uses: [],
        terms: { version: '2026-11', acceptedAt: now },
        placedAt: now,
        paidCents: 0,
        refunds: [],
        revision: 1,
      }),
    ]
  }
  // Eight people to a batch of 24 items; made as they are sent, so that memory stays flat.
  let next = from
  const fill = async (): Promise<void> => {
    while (next < to) {
      const first = next
      next += 8
      const batch = Array.from({ length: Math.min(8, to - first) }, (_, offset) => writesOf(first + offset)).flat()
      await table.client.send(
        new BatchWriteCommand({
          RequestItems: { [table.name]: batch.map((write) => ({ PutRequest: { Item: write.item.Put?.Item } })) },
        }),
      )
    }
  }
  await Promise.all(Array.from({ length: 8 }, fill))
}
