import * as z from 'zod'
import { GrantSource, listGrants } from '../access/index.ts'
import { findFeed } from '../calendar/index.ts'
import { auditActions, listApiKeys, listAudit, type Person } from '../identity/index.ts'
import { findPreferences, listMessagesTo, Preferences } from '../mail/index.ts'
import { membershipsOf, PlanSlug } from '../membership/index.ts'
import { hashToken, type Instant, type Table } from '../platform/index.ts'
import {
  findKeptCart,
  listOrdersAfter,
  listPlacesOf,
  listRegistrationsOf,
  listWishesOf,
} from '../registration/index.ts'
import { classesExport, exportClasses } from './export-classes.ts'

/** Orders, and mails, that one export holds at most: it stays an answer of a few megabytes. */
const most = 2000
const pageSize = 100

const Line = z.object({
  sku: z.string(),
  title: z.string(),
  ticketName: z.string(),
  quantity: z.int(),
  listCents: z.int(),
  discountCents: z.int(),
  totalCents: z.int(),
  status: z.enum(['live', 'ended']),
})

// What is stored may be older than the rules for what is sent, and is handed out all the same.
const StoredAddress = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().optional(),
  city: z.string(),
  region: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string(),
})
const StoredCart = z.object({
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  codes: z.array(z.string()),
  updatedAt: z.string(),
})

/** All that is kept of a person, in a form that programs and people can read. */
export const PersonExport = z
  .object({
    exportedAt: z.string(),
    complete: z
      .boolean()
      .describe(`False when there are more than ${most} orders or emails. Only the first ones are included.`),
    person: z.object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      admin: z.boolean(),
      createdAt: z.string(),
    }),
    registrations: z.array(
      z.object({
        id: z.string(),
        event: z.string(),
        sku: z.string(),
        ticketName: z.string(),
        status: z.string(),
        name: z.string(),
        email: z.string(),
        orderId: z.string(),
        boughtBy: z.string().optional(),
        answers: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
        registeredAt: z.string(),
        endedAt: z.string().optional(),
      }),
    ),
    orders: z.array(
      z.object({
        id: z.string(),
        status: z.string(),
        buyer: z.object({ email: z.string(), name: z.string() }),
        lines: z.array(Line),
        currency: z.string(),
        listCents: z.int(),
        discountCents: z.int(),
        totalCents: z.int(),
        paidCents: z.int(),
        termsVersion: z.string(),
        termsAcceptedAt: z.string(),
        placedAt: z.string(),
        paidAt: z.string().optional(),
        taxCents: z.int().optional(),
        shipTo: StoredAddress.optional(),
        shipment: z
          .object({ state: z.string(), carrier: z.string().optional(), tracking: z.string().optional() })
          .optional(),
        billing: z.object({ company: z.string().optional(), purchaseOrder: z.string().optional() }).optional(),
        refunds: z.array(z.object({ id: z.string(), amountCents: z.int(), reason: z.string(), decidedAt: z.string() })),
      }),
    ),
    grants: z.array(
      z.object({
        what: z.string(),
        source: GrantSource,
        sourceId: z.string(),
        grantedAt: z.string(),
        until: z.string().optional(),
      }),
    ),
    /** Which mails they want, of those that can be turned off. */
    mailPreferences: Preferences,
    memberships: z.array(z.object({ plan: PlanSlug, title: z.string(), until: z.string().optional() })),
    waitingPlaces: z.array(
      z.object({ sku: z.string(), name: z.string(), email: z.string(), status: z.string(), joinedAt: z.string() }),
    ),
    /** What they asked to hear of when it runs again. */
    nextRuns: z.array(z.object({ event: z.string(), askedAt: z.string() })),
    /** That there's a private calendar address. The address itself opens the calendar, so it's only on their page. */
    calendarFeed: z.object({ madeAt: z.string() }).optional(),
    /** What waits to be checked out. */
    cart: StoredCart.optional(),
    ...classesExport,
    messages: z.array(
      z.object({
        id: z.string(),
        template: z.string(),
        to: z.string(),
        subject: z.string(),
        state: z.string(),
        at: z.string(),
      }),
    ),
    apiKeys: z.array(
      z.object({ id: z.string(), title: z.string(), createdAt: z.string(), revokedAt: z.string().optional() }),
    ),
    /** Who looked at or changed this person here. `by` only says whether it was the person themselves. */
    audit: z.array(z.object({ at: z.string(), action: z.string(), by: z.enum(['you', 'an organiser']) })),
  })
  .meta({ id: 'PersonExport' })
export type PersonExport = z.infer<typeof PersonExport>

/** Reads pages from the first on, until there is no more or enough. */
const gather = async <T extends { id: string }>(read: (after: string | undefined) => Promise<T[]>): Promise<T[]> => {
  const found: T[] = []
  for (;;) {
    const page = await read(found.at(-1)?.id)
    found.push(...page)
    if (page.length < pageSize || found.length >= most) return found
  }
}

/** Everything that is kept of a person. A query by key or index for each kind; never a scan. */
export const exportPerson = async (
  table: Table,
  person: Pick<Person, 'id' | 'email' | 'name' | 'admin' | 'createdAt'>,
  now: Instant,
  realNow: Instant,
): Promise<PersonExport> => {
  const address = hashToken(person.email)
  const [registrations, orders, grants, places, cart, messages, keys, audit, mailPreferences, feed, nextRuns] =
    await Promise.all([
      listRegistrationsOf(table, person.id),
      gather((after) => listOrdersAfter(table, person.id, after, pageSize)),
      listGrants(table, person.id),
      listPlacesOf(table, person.id),
      findKeptCart(table, person.id),
      gather((after) => listMessagesTo(table, address, { after, limit: pageSize })),
      listApiKeys(table, person.id),
      listAudit(table, { subject: person.id, limit: pageSize }, realNow),
      findPreferences(table, person.id),
      findFeed(table, person.id),
      listWishesOf(table, person.id),
    ])
  const classes = await exportClasses(table, person.id)
  const all = {
    exportedAt: now,
    complete: orders.length < most && messages.length < most,
    person,
    registrations,
    orders: orders.map(({ terms, ...order }) => ({
      ...order,
      termsVersion: terms.version,
      termsAcceptedAt: terms.acceptedAt,
    })),
    grants,
    mailPreferences,
    memberships: membershipsOf(grants, now),
    waitingPlaces: places,
    nextRuns,
    calendarFeed: feed,
    cart,
    ...classes,
    messages,
    apiKeys: keys,
    audit: audit.items.map(({ at, action, actorId }) => ({
      at,
      action: auditActions[action],
      by: actorId === person.id ? 'you' : 'an organiser',
    })),
  }
  // The schema leaves out what is ours alone: keys, revisions, positions.
  return PersonExport.parse(all)
}
