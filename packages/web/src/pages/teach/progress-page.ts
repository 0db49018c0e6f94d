import type { Event } from '@lectern/core/catalog'
import type { Instant, Page, Table } from '@lectern/core/platform'
import { listRoster, type Registration } from '@lectern/core/registration'
import { type CertificateRule, type ClassProgress, listProgress } from '@lectern/core/teaching'

export type ProgressRow = { registration: Registration; progress: ClassProgress }

/** One page of the roster: those who are registered, with how far each has come. */
export const progressPage = async (
  table: Table,
  event: Event,
  page: { cursor: string | undefined; limit: number },
  now: Instant,
): Promise<Page<ProgressRow> & { rule: CertificateRule | undefined }> => {
  const { items, next } = await listRoster(table, event.slug, page)
  const confirmed = items.filter(({ status }) => status === 'confirmed')
  const { rule, progress } = await listProgress(table, event, confirmed, now)
  const rows = confirmed.flatMap((registration): ProgressRow[] => {
    const own = progress.get(registration.personId)
    return own ? [{ registration, progress: own }] : []
  })
  return { rule, items: rows, ...(next === undefined ? {} : { next }) }
}
