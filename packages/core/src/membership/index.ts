// Who belongs: plans, and the memberships that a person's grants amount to.
export { lacksMembership, mayAttend } from './attend.ts'
export { endDueMemberships } from './end-due-memberships.ts'
export { endMembership, grantMembership, MembershipGrant } from './grant-membership.ts'
export { mayOpen } from './may-open.ts'
export { type Membership, membershipsOf, PlanSlug, plans } from './plan.ts'
export * as membershipTopics from './topics.ts'
