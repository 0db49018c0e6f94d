import type * as z from 'zod'
import { listGrants, removeGrants } from '../access/index.ts'
import { removeFeed } from '../calendar/index.ts'
import { listNotedMails, removeAccess } from '../identity/index.ts'
import type { Message } from '../mail/index.ts'
import { blankMessage, blankSuppression, findMessages, listMessagesTo, removePreferences } from '../mail/index.ts'
import { forgetOpenings, type Materials } from '../materials/index.ts'
import { endMembershipsOf } from '../membership/index.ts'
import {
  type Announced,
  addSeconds,
  announce,
  type Instant,
  idPrefixes,
  type PendingWrite,
  type Table,
} from '../platform/index.ts'
import { forgetInvited } from '../pricing/index.ts'
import type { registrationTopics } from '../registration/index.ts'
import {
  eraseKnownOrders,
  eraseOrdersOf,
  eraseRegistrationsOf,
  findOrder,
  forgetWishesOf,
  leaveWaitingLists,
  removeKeptCart,
} from '../registration/index.ts'
import { eraseAttendance, eraseOfficeHoursOf, eraseSubmissionsOf } from '../teaching/index.ts'

type Erasure = z.infer<typeof registrationTopics.personErased.payload>
type Stage = NonNullable<Erasure['stage']>

const pageSize = 25

/**
 * When all is gone through again: a mail that was on its way is recorded a moment later, and what was made in the last moment
 * before, an order or a place in a queue, an index shows only then.
 */
const againSeconds = 15 * 60

/** A later mail is theirs when it is about what they had registered for: it told that this has ended. */
const isTheirs = async (table: Table, { at, orderId }: Message, { person, before }: Erasure): Promise<boolean> => {
  if (at <= before || orderId === undefined) return true
  const order = await findOrder(table, orderId)
  return !order || order.buyer.personId === person || order.seats.some(({ personId }) => personId === person)
}

type Next = { stage: Stage; after?: string | undefined } | undefined

type Step = (table: Table, erasure: Erasure, now: Instant, files: Materials['files']) => Promise<Next>

const stages: Record<Stage, Step> = {
  access: async (table, { person, address }, now) => {
    await removeAccess(table, person)
    // What an order gave names it: `ord_…`, or one of its lines, `ord_…/l1`.
    const sources = (await listGrants(table, person)).map(({ sourceId }) => sourceId.split('/')[0] ?? '')
    await eraseKnownOrders(
      table,
      person,
      sources.filter((source) => source.startsWith(`${idPrefixes.order}_`)),
    )
    await endMembershipsOf(table, person, now)
    await removeGrants(table, person)
    await removePreferences(table, person)
    await removeFeed(table, person)
    await forgetInvited(table, address)
    await blankSuppression(table, address)
    await leaveWaitingLists(table, person, now)
    await removeKeptCart(table, person)
    await forgetWishesOf(table, person)
    await forgetOpenings(table, person)
    await eraseOfficeHoursOf(table, person, now)
    await eraseAttendance(table, person, now)
    return { stage: 'registrations' }
  },
  registrations: async (table, { person }) => ({
    stage: (await eraseRegistrationsOf(table, person)) ? 'registrations' : 'orders',
  }),
  orders: async (table, { person, after }) => {
    const next = await eraseOrdersOf(table, person, after)
    return next === undefined ? { stage: 'messages' } : { stage: 'orders', after: next }
  },
  messages: async (table, erasure) => {
    const { address, after } = erasure
    // What was sent since the erasure began is noted in the table itself; the rest the index shows, the newest a moment late.
    const noted = after === undefined ? await findMessages(table, await listNotedMails(table, address)) : new Map()
    const page = await listMessagesTo(table, address, { after, limit: pageSize })
    for (const message of noted.values())
      if (await isTheirs(table, message, erasure)) await blankMessage(table, message.key)
    for (const message of page) if (await isTheirs(table, message, erasure)) await blankMessage(table, message.key)
    return page.length === pageSize ? { stage: 'messages', after: page.at(-1)?.id } : { stage: 'work' }
  },
  // Last, since it needs the store of files, which may not answer.
  work: async (table, { person }, _, files) =>
    (await eraseSubmissionsOf({ table, files }, person)) ? { stage: 'work' } : undefined,
}

/**
 * One step of erasing a person who is gone already: does a page and answers the row that goes on from there. Cut off
 * anywhere, the step is done again and finds less to do.
 */
export const eraseStep = async (
  { table, files }: Pick<Materials, 'table' | 'files'>,
  row: Announced<typeof registrationTopics.personErased>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const erasure = row.payload
  const next = await stages[erasure.stage ?? 'access'](table, erasure, now, files)
  const { person, address, before, again } = erasure
  if (next) {
    return [announce(table, row.topic, { person, address, before, ...next, ...(again ? { again } : {}) }, now)]
  }
  if (again) return []
  const later = addSeconds(now, againSeconds)
  return [
    announce(table, row.topic, { person, address, before, again: true }, now, {
      key: `erase-again:${person}`,
      dueAt: later,
    }),
  ]
}
