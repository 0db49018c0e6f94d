import type { Event } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { isLiveRegistration, listRoster } from '@lectern/core/registration'

const counted = 200

/**
 * How many are registered, in words: exact for a small roster, which is read, and "more than 200 people" for others,
 * since an event without a limit counts its registrations nowhere.
 */
export const attendanceWords = async (table: Table, event: Event): Promise<{ words: string; none: boolean }> => {
  const page = await listRoster(table, event.slug, { limit: counted })
  const live = page.items.filter(isLiveRegistration).length
  if (page.next !== undefined) return { words: `more than ${live} people`, none: false }
  if (live === 0) return { words: 'nobody', none: true }
  return { words: live === 1 ? 'one person' : `${live} people`, none: false }
}
