import { buyPlanPages } from './buy-plan.tsx'
import { ownMembershipPages } from './own-membership.tsx'
import { ownTeamPages } from './own-team.tsx'
import { showPlansPage } from './show-plans.tsx'
import { teamInvitationPages } from './team-invitation.tsx'
import { teamUsePages } from './team-use.tsx'

// What one can be a member of, how one becomes it, and one's own membership and team.
export const planPages = [
  showPlansPage,
  buyPlanPages,
  ownMembershipPages,
  ownTeamPages,
  teamUsePages,
  teamInvitationPages,
]
