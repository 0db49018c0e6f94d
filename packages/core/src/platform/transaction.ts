import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { Problem } from './problem.ts'
import type { Table } from './table.ts'

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/**
 * A write that a subject wants and a use case commits, together with those of others.
 * `name` says which write refused when the commit is refused: `seat`, `code-use`, `registration`.
 */
export type PendingWrite = { name: string; item: TransactItem }

type Conditions = {
  eq: (attribute: unknown, value: unknown) => string
  notExists: (attribute: unknown) => string
}

/**
 * The condition that an item's attributes are still as they were read: `where(still({ revision: read }))`. One that is
 * `undefined` must still be missing, as all are of an item that isn't there.
 */
export const still =
  <Attributes>(read: NoInfer<Partial<Attributes>>) =>
  (attributes: Attributes, { eq, notExists }: Conditions): string =>
    Object.entries(read)
      .map(([name, value]) => {
        const attribute = attributes[name as keyof Attributes]
        return value === undefined ? notExists(attribute) : eq(attribute, value)
      })
      .join(' AND ')

/** A write of ElectroDB that isn't carried out yet. */
type Write<Attributes> = {
  params: () => Record<string, unknown>
  where: (condition: (attributes: Attributes, conditions: Conditions) => string) => Pick<Write<Attributes>, 'params'>
}

/** @param read  what the item must still have, see `still`; left out, whatever it has */
type Pending = <Attributes>(name: string, write: Write<Attributes>, read?: NoInfer<Partial<Attributes>>) => PendingWrite

const pendingAs =
  (kind: 'Put' | 'Update' | 'Delete'): Pending =>
  (name, write, read) => ({
    name,
    item: { [kind]: (read ? write.where(still(read)) : write).params() } as TransactItem,
  })

export const put = pendingAs('Put')
export const update = pendingAs('Update')
export const remove = pendingAs('Delete')

/** DynamoDB's limit on one transaction (Developer Guide, "Service quotas"). */
export const transactionLimit = 100

/** What an attempt answers when someone was quicker: everything is looked at again. */
export const again = Symbol('again')

/** How often something is attempted that others change at the same time, and what is said when that wasn't enough. */
export type Busy = { attempts: number; code: string; message: string }

/**
 * Reads, decides, and commits; and all of it again whenever someone else was quicker, so that the commit was refused.
 * @param attempt  one of them, counted from 1: what came of it, or `again`
 * @throws Problem unavailable, as `busy` says
 */
export const retrying = async <T>(
  { attempts, code, message }: Busy,
  attempt: (count: number) => Promise<T | typeof again>,
): Promise<T> => {
  for (let count = 1; count <= attempts; count += 1) {
    const outcome = await attempt(count)
    if (outcome !== again) return outcome
  }
  throw new Problem('unavailable', code, message)
}

/** Whether a single write of ElectroDB was refused because its condition did not hold. */
export const refusedByCondition = (error: unknown): boolean =>
  error instanceof Error && /conditional/i.test(error.message)

/** Writes a single item. @returns whether it was written; not, when its condition did not hold */
export const wasWritten = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: unknown) => {
      if (refusedByCondition(error)) return false
      throw error
    },
  )

export type CommitResult = { committed: true } | { committed: false; refused: string[] }

const attempts = 8

/**
 * Commits all writes or none. A condition that does not hold is an answer, naming the writes that refused;
 * losing a race for the same item (`TransactionConflict`) or being throttled is retried with jitter; anything else throws.
 */
export const commit = async (table: Table, writes: PendingWrite[]): Promise<CommitResult> => {
  if (writes.length === 0) return { committed: true }
  if (writes.length > transactionLimit)
    throw new Error(`A transaction of ${writes.length} writes passes ${transactionLimit}`)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: writes.map((write) => write.item) }))
      return { committed: true }
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      const reasons = (error.CancellationReasons ?? []).map((reason) => reason.Code)
      const refused = writes
        .filter((_, index) => reasons[index] === 'ConditionalCheckFailed')
        .map((write) => write.name)
      if (refused.length > 0) return { committed: false, refused }
      const passing = reasons.some(
        (code) =>
          code === 'TransactionConflict' || code === 'ThrottlingError' || code === 'ProvisionedThroughputExceeded',
      )
      if (!passing) throw error
      if (attempt === attempts)
        throw new Problem(
          'unavailable',
          'busy',
          'Something changed while you were saving. Nothing was saved. Please try again.',
        )
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
    }
  }
}
