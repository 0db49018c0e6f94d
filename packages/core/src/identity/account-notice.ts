import { announce, type Instant, type PendingWrite, type Table } from '../platform/index.ts'

/** A change of who may do what in an account, which somebody is told by mail so that it does not happen behind their back. */
export const accountChanges = ['passkey-added', 'key-made', 'admin-made'] as const
export type AccountChange = (typeof accountChanges)[number]

export const accountChanged = 'account.changed'

/**
 * What the outbox row says. `person` is whose account changed; for `admin-made` the other admins are told, else the person.
 * `title` is the passkey's or key's name.
 */
export type AccountNotice = { change: AccountChange; person: string; email: string; title?: string; by?: string }

/** The row that has it told, to be committed with the change. */
export const pendingAccountNotice = (table: Table, notice: AccountNotice, now: Instant): PendingWrite =>
  announce(table, accountChanged, notice, now)
