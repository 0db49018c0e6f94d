import {
  entity,
  type Instant,
  keptSince,
  type Page,
  type PendingWrite,
  pageOfShards,
  put,
  required,
  shardOf,
  type Table,
  ttlOf,
  upTo,
  without,
} from '../platform/index.ts'
import type { AuditAction, AuditEntry } from './audit.ts'

/** Everyone's entries meet in the list by time, so it is spread. */
const shards = 8

/** What someone did who may do much. */
const entries = entity({
  name: 'audit',
  kept: 'audit',
  attributes: {
    id: required.text,
    at: required.text,
    actorId: required.text,
    actorKind: { type: ['session', 'api-key', 'system'], required: true },
    action: required.textOf<AuditAction>(),
    subject: required.text,
    details: required.anyOf<AuditEntry['details']>(),
    shard: required.text,
  },
  keys: {
    // What happened to one thing is one query.
    subject: { pk: 'audit#${subject}', sk: '${id}' },
    all: { index: 'list', pk: 'audit-all#${shard}', sk: '${id}' },
    actor: { index: 'owner', pk: 'audit-by#${actorId}', sk: '${id}' },
  },
})

const entryOf = without('shard', 'ttl')

const itemOf = (entry: AuditEntry) => ({
  ...entry,
  shard: String(shardOf(entry.id, shards)),
  ttl: ttlOf('audit', entry.at),
})

/** The write that records what is done, to be committed with it. */
export const pendingAudit = (table: Table, entry: AuditEntry): PendingWrite =>
  put('audit', entries(table).create(itemOf(entry)))

/** Records what was done. Nothing changes an entry later; the table forgets it after two years. */
export const saveAudit = async (table: Table, entry: AuditEntry): Promise<void> => {
  await entries(table).create(itemOf(entry)).go()
}

export type AuditQuery = {
  actor?: string | undefined
  subject?: string | undefined
  cursor?: string | undefined
  limit: number
}

/**
 * Entries, newest first: all, by whom, about what, or both. One query of an index, never of the whole table.
 * @param realNow  what is older than the log is kept for is not shown, whether or not the table has forgotten it yet
 */
export const listAudit = async (table: Table, query: AuditQuery, realNow: Instant): Promise<Page<AuditEntry>> => {
  const { actor, subject, ...page } = query
  const since = keptSince('audit', realNow)
  const read = async (shard: number, after: string | undefined, limit: number): Promise<AuditEntry[]> => {
    const all = entries(table).query
    const from =
      subject !== undefined
        ? all.subject({ subject })
        : actor !== undefined
          ? all.actor({ actorId: actor })
          : all.all({ shard: String(shard) })
    const ranged = after === undefined ? from : from.lt({ id: after })
    // Two filters at once: the rarer one by key, the other over what the key finds, until a page is full.
    const both = subject !== undefined && actor !== undefined
    const { data } = await (both ? ranged.where((item, { eq }) => eq(item.actorId, actor)) : ranged).go({
      ...(both ? { count: limit } : upTo(limit)),
      order: 'desc',
    })
    return data.map(entryOf)
  }
  const sharded = subject === undefined && actor === undefined
  const found = await pageOfShards(sharded ? shards : 1, read, (entry) => entry.id, { ...page, order: 'desc' })
  const items = found.items.filter(({ at }) => at > since)
  // The rest of a newest-first list is older still.
  return items.length < found.items.length ? { items } : found
}
