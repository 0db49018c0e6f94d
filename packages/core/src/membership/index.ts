// Who belongs: plans, and the memberships that a person's grants amount to.
export { mayAttend } from './attend.ts'
export { endMembership, grantMembership, MembershipGrant } from './grant-membership.ts'
export { mayOpen } from './may-open.ts'
export { type Membership, membershipsOf, type Plan, PlanSlug, plans } from './plan.ts'
