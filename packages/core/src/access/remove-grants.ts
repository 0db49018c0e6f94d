import { commit, type Table } from '../platform/index.ts'
import { listKeptGrants, pendingRevoke } from './store.ts'

const pageSize = 50

/** Takes away all that a person may do or see, memberships among it. May be repeated. */
export const removeGrants = async (table: Table, personId: string): Promise<void> => {
  const grants = await listKeptGrants(table, personId)
  for (let from = 0; from < grants.length; from += pageSize) {
    await commit(
      table,
      grants.slice(from, from + pageSize).map((grant) => pendingRevoke(table, grant)),
    )
  }
}
