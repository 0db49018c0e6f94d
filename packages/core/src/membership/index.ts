// Who belongs: plans, memberships that are bought and renewed, teams with seats, and what a person's grants amount to.
export { lacksMembership, mayAttend } from './attend.ts'
export { aYearAfter, type Bought, begun, pendingBegun } from './begin-membership.ts'
export {
  type ChangeQuote,
  changeMembership,
  getOwnMembership,
  lookAtMemberships,
  openPortal,
  quoteChange,
  setRenewal,
  type Wanted,
} from './change-membership.ts'
export { endDueMemberships } from './end-due-memberships.ts'
export {
  findManagedTeam,
  getManagedTeam,
  type Invited,
  inviteToTeam,
  type ManagedTeam,
  type Manager,
  pendingRevoked,
  revokeSeat,
} from './give-seats.ts'
export { checkGiven, endMembership, grantMembership, MembershipGrant, setGivenMemberships } from './grant-membership.ts'
export { handOverTeam } from './hand-over-team.ts'
export { type ImportedMembers, importMembers } from './import-members.ts'
export {
  acceptInvitation,
  confirmSeat,
  findInvitation,
  findTeamOfDomain,
  type Invitation,
  invitationUrl,
  joinByDomain,
} from './join-team.ts'
export { endMembershipsOf, endWithoutRefund, leaveTeams } from './leave-teams.ts'
export { lookAtDueMemberships } from './look-at-due.ts'
export { mayOpen } from './may-open.ts'
export {
  accessUntil,
  graceEndsAt,
  type Holder,
  isOpen,
  type Membership,
  type MembershipRefund,
  type Sold,
  type Standing,
  standingOf,
} from './membership.ts'
export { announceMembership } from './membership-changed.ts'
export {
  findMembership,
  getMembership,
  listMemberships,
  listMembershipsOf,
  listPayments,
  pendingAccess,
  pendingMembership,
} from './membership-store.ts'
export {
  type LiveMembership,
  membershipsOf,
  mostSeats,
  opensAsMuch,
  Plan,
  PlanDetails,
  PlanSeats,
  PlanSlug,
  PlanStatus,
} from './plan.ts'
export { itemsOf } from './plan-items.ts'
export { findPlan, listPlans } from './plan-store.ts'
export { createPlan, editPlan, getPlan } from './save-plan.ts'
export { eventsBySeat } from './seat-use.ts'
export {
  announceAccess,
  type MembershipContext,
  makeMembershipRefund,
  pendingMembershipRefund,
  syncMembership,
} from './sync-membership.ts'
export { invitationSeconds, isTaken, manages, mostManagers, mostMoves, type Team, type TeamSeat } from './team.ts'
export { changeTeam, TeamSettings } from './team-settings.ts'
export { findSeat, findSeatOf, findTeam, getTeam, listSeats, listSeatsAfter, listSeatsOf } from './team-store.ts'
export * as membershipTopics from './topics.ts'
