// Who may do or see what, and why: grants, each a row with its source.
export {
  eventAccess,
  type Grant,
  GrantSource,
  grantsFor,
  isLive,
  membershipAccess,
  recordingAccess,
  titleAccess,
} from './grant.ts'
export { removeGrants } from './remove-grants.ts'
export {
  holderShards,
  listDueGrants,
  listGrants,
  listHolders,
  notePreorder,
  pendingEnd,
  pendingEndSeen,
  pendingGrant,
  pendingRevoke,
} from './store.ts'
