// Who belongs: plans, and the memberships that a person's grants amount to.
export { endMembership, grantMembership, MembershipGrant } from './grant-membership.ts'
export { type Membership, membershipsOf, type Plan, PlanSlug, plans } from './plan.ts'
