// What every subject builds on: money, time, ids, problems, the table, and the outbox. Knows nothing about the domain.
export { countryName, readCountry } from './country.ts'
export { type Column, csvStream, csvText } from './csv.ts'
export { EmailAddress, EmailDomain } from './email-address.ts'
export { entity, optional, required } from './entity.ts'
export { derivedId, eachShard, idPrefixes, newId, shardOf } from './id.ts'
export { type Answer, keyReused, once, requestHash } from './idempotency.ts'
export type { Log } from './log.ts'
export { Cents, Currency, formatCents, percentOf, shareByLargestRemainder } from './money.ts'
export {
  announce,
  claimLost,
  drainOutbox,
  findRow,
  listFailed,
  listWaiting,
  type OutboxRow,
  outboxAge,
  outboxAttempts,
  postpone,
  redeliver,
  settle,
} from './outbox.ts'
export { type OutboxRowName, outboxShards, rowNamed } from './outbox-row-name.ts'
export {
  badCursor,
  type Page,
  type PageRequest,
  pageOf,
  pageOfAll,
  pageOfShards,
  readAfter,
  readCursor,
  writeCursor,
} from './page.ts'
export {
  type FieldError,
  fieldErrors,
  invalidInput,
  notFound,
  orNotFound,
  Problem,
  problemIn,
  problemStatus,
  readWith,
} from './problem.ts'
export { findOne, listAll, listFirst, listFirstOfShards, without } from './read.ts'
export { erased, keptSince, keptUntil, type RetentionKind, retention, ttlOf } from './retention.ts'
export { loadIndex, renewIndex, type SearchIndex, type SearchNoun } from './search-index.ts'
export { pendingSearchChange } from './search-marks.ts'
export { type SearchedTexts, searchTexts } from './search-texts.ts'
export { asksNothing, folded } from './search-words.ts'
export { deriveToken, hashToken, newToken, sameSecret } from './secret.ts'
export { connectTable, indexes, readBatch, type Table, tableDefinition, ttlAttribute, upTo } from './table.ts'
export { canName, cutText, isReadablePath, line, lineOrNothing, multiLine, sortText, webLink } from './text.ts'
export {
  addDays,
  addSeconds,
  Day,
  endOfDay,
  epochMilliseconds,
  epochSeconds,
  Instant,
  instantFromDate,
  instantFromEpochSeconds,
  instantOf,
  isLocalDateTime,
  LocalDateTime,
  lastYear,
  localOf,
  refuseTurned,
  secondsBetween,
  Temporal,
  type Window,
  wallTimeTrap,
  within,
  Zone,
} from './time.ts'
export { type Announced, readAnnounced, type Topic, topic } from './topic.ts'
export {
  again,
  type Busy,
  commit,
  type PendingWrite,
  put,
  refusedByCondition,
  remove,
  retrying,
  still,
  transactionLimit,
  update,
  wasWritten,
} from './transaction.ts'
