import { adminMembershipRoutes } from './admin-memberships.ts'
import { ownMembershipRoutes } from './own-membership.ts'
import { ownTeamRoutes } from './own-team.ts'
import { planRoutes } from './plans.ts'

export const membership = [planRoutes, ownMembershipRoutes, ownTeamRoutes, adminMembershipRoutes]
