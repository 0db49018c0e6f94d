// Who may do or see what, and why: grants, each a row with its source.
export {
  eventAccess,
  type Grant,
  type GrantedPlan,
  GrantSource,
  grantsFor,
  isLive,
  membershipAccess,
  recordingAccess,
  type SharedTerm,
  seatAccess,
  titleAccess,
} from './grant.ts'
export { removeGrants } from './remove-grants.ts'
export { findSharedTerms, pendingSharedTerm } from './shared-term-store.ts'
export {
  holderShards,
  listDueGrants,
  listGrants,
  listHolders,
  listKeptGrants,
  notePreorder,
  pendingEnd,
  pendingEndSeen,
  pendingGrant,
  pendingRevoke,
} from './store.ts'
