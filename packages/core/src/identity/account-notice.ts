import type * as z from 'zod'
import { announce, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import { accountChanged } from './topics.ts'

/** A change of who may do what in an account. Someone is told by mail, so that it doesn't happen behind their back. */
export type AccountNotice = z.infer<typeof accountChanged.payload>

/** The row that has it told, to be committed with the change. */
export const pendingAccountNotice = (table: Table, notice: AccountNotice, now: Instant): PendingWrite =>
  announce(table, accountChanged, notice, now)
