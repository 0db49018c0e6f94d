import { findEvent, seenBy } from '../catalog/index.ts'
import { isOpen, listMaterials, newestVersions, type SessionMaterial } from '../materials/index.ts'
import { again, commit, type Instant, retrying, type Table } from '../platform/index.ts'
import { remindersBusy } from './plan-reminders.ts'
import { dueOf, type Reminder } from './reminder.ts'
import { findReminder, pendingReminder } from './reminder-store.ts'

export const digestId = (session: string): string => `materials-${session}`

/** The moment at which the last of a session's recordings and handouts is published. */
const lastPublished = (materials: readonly SessionMaterial[], session: string): Instant | undefined =>
  materials
    .flatMap((one) =>
      one.session === session && one.publishesAt !== undefined && !one.carried ? [one.publishesAt] : [],
    )
    .sort()
    .at(-1)

/**
 * When a digest is due, given when the last file is published. It's pushed back while files keep coming, and planned
 * again for files that come after it went. Nothing when everything was announced.
 */
export const nextDigest = (
  was: Reminder | undefined,
  { event, session, publishesAt }: { event: string; session: string; publishesAt: Instant },
): Reminder | undefined => {
  if (was && was.dueAt >= publishesAt) return undefined
  const revision = (was?.revision ?? 0) + 1
  if (was?.state === 'planned') return { ...was, dueAt: publishesAt, revision }
  const about = { id: digestId(session), kind: 'materials', event, session, minutes: 0, dueAt: publishesAt } as const
  // People who haven't had an earlier one that's still going out get its contents with this one.
  const told = was?.state === 'missed' || (was?.partsLeft ?? 0) > 0 ? was?.since : was?.dueAt
  return {
    ...about,
    state: 'planned',
    run: (was?.run ?? 0) + 1,
    revision,
    ...(told === undefined ? {} : { since: told }),
  }
}

/**
 * Plans the mail about a session's recordings and handouts: one mail for any number of files, when the last of them is
 * published. May be repeated, and in any order: it goes by what is there.
 * @returns whether something was changed
 */
export const planDigest = async (table: Table, slug: string, session: string): Promise<boolean> =>
  retrying(remindersBusy, async () => {
    const [event, was, materials] = await Promise.all([
      findEvent(table, slug),
      findReminder(table, slug, digestId(session)),
      listMaterials(table, slug),
    ])
    const publishesAt = lastPublished(materials, session)
    if (!event || publishesAt === undefined) return false
    const next = nextDigest(was, { event: slug, session, publishesAt })
    if (!next || !dueOf(event, next)) return false
    return (await commit(table, [pendingReminder(table, next, was)])).committed ? true : again
  })

/** What a digest lists: everything published since the last one, each in its newest version. One query. */
export const itemsOfDigest = async (
  table: Table,
  event: Parameters<typeof isOpen>[0],
  { session, since, dueAt }: Pick<Reminder, 'session' | 'since' | 'dueAt'>,
): Promise<SessionMaterial[]> => {
  const materials = await listMaterials(table, event.slug)
  const whole = seenBy(event, { admin: true })
  const open = materials.filter((one) => one.session === session && !one.carried && isOpen(whole, one, dueAt))
  return newestVersions(open).filter(({ publishesAt, addedAt }) => (publishesAt ?? addedAt) > (since ?? ''))
}
