import { createPlan, editPlan, findPlan, PlanDetails } from '@lectern/core/membership'
import type { Payments } from '@lectern/core/payments'
import type { Table } from '@lectern/core/platform'

const plans: Record<string, Parameters<typeof PlanDetails.parse>[0]> = {
  community: {
    title: 'Community',
    summary: 'For owners and managers who want the peers and the breakouts.',
    priceCents: 79_900,
    includes: ['Breakouts and members’ meetings', 'Checklists and documents for members', 'Member prices in the store'],
  },
  'all-access': {
    title: 'All-access',
    summary: 'For people who take more than two classes a year.',
    priceCents: 149_900,
    allAccess: true,
    includes: ['Everything in Community', 'Every five-week class, live and recorded', 'Certificates', 'Office hours'],
  },
  team: {
    title: 'Team',
    summary: 'For a company that learns together.',
    holder: 'team',
    priceCents: 199_900,
    allAccess: true,
    seats: { included: 5, extraCents: 30_000, most: 50 },
    includes: ['Everything in All-access for 5 people', 'Move seats between people', 'Managers who invite for you'],
  },
}

/** Puts the sample plans on sale. What an admin has changed stays as it is. */
export const seedPlans = async (services: { table: Table; payments: Pick<Payments, 'keepPrice'> }): Promise<void> => {
  for (const [slug, plan] of Object.entries(plans)) {
    const { holder, ...details } = PlanDetails.parse(plan)
    const known = await findPlan(services.table, slug)
    if (!known) await createPlan(services, slug, { ...details, holder, status: 'on-sale' })
    else if (known.revision === 0) await editPlan(services, slug, { ...details, status: 'on-sale' }, known.revision)
  }
}
