import type { Payments } from '../payments/index.ts'
import { commit, orNotFound, Problem, type Table } from '../platform/index.ts'
import { checkPlan, type Plan, type PlanDetails, type PlanSlug, type PlanStatus } from './plan.ts'
import { findPlan, pendingPlan } from './plan-store.ts'

type Context = { table: Table; payments: Pick<Payments, 'keepPrice'> }

export const getPlan = async (table: Table, slug: string): Promise<Plan> =>
  orNotFound(await findPlan(table, slug), 'plan')

const changed = (): Problem =>
  new Problem(
    'conflict',
    'membership.plan-changed',
    'Someone else just edited this plan. Reload to see it, then make your change again.',
  )

/** A plan that is on sale has its prices at the provider. A price that changed is another one; members keep theirs. */
const priced = async ({ payments }: Context, plan: Plan): Promise<Plan> => {
  if (plan.status !== 'on-sale') return plan
  const { slug, title, seats, priceCents } = plan
  const [base, seat] = await Promise.all([
    payments.keepPrice({ plan: slug, part: 'plan', title, cents: priceCents }),
    seats && seats.most > seats.included
      ? payments.keepPrice({ plan: slug, part: 'seat', title: `${title}: one more seat`, cents: seats.extraCents })
      : undefined,
  ])
  return { ...plan, prices: { plan: base, ...(seat === undefined ? {} : { seat }) } }
}

const saved = async (context: Context, plan: Plan): Promise<Plan> => {
  checkPlan(plan)
  const ready = await priced(context, plan)
  if (!(await commit(context.table, [pendingPlan(context.table, ready)])).committed) throw changed()
  return { ...ready, revision: plan.revision + 1 }
}

/**
 * Makes a plan, on sale at once or as a draft.
 * @throws Problem invalid `membership.plan-contradiction`; conflict `membership.plan-taken`; unavailable `payments.unavailable`
 */
export const createPlan = async (
  context: Context,
  slug: PlanSlug,
  { status = 'draft', ...details }: PlanDetails & { status?: PlanStatus | undefined },
): Promise<Plan> => {
  if (await findPlan(context.table, slug)) {
    throw new Problem('conflict', 'membership.plan-taken', `There’s a plan “${slug}” already.`, {
      errors: [{ path: 'slug', message: 'This short name is taken. Choose another' }],
    })
  }
  return saved(context, { ...details, slug, status, revision: 0 })
}

/**
 * Changes what is named. Whom a plan is for stays: teams have seats that people sit in.
 * @param revision  of the plan that the change was made from
 * @throws Problem not-found; invalid `membership.plan-contradiction`; conflict `membership.plan-changed`;
 *   unavailable `payments.unavailable`
 */
export const editPlan = async (
  context: Context,
  slug: PlanSlug,
  change: Partial<Omit<PlanDetails, 'holder'> & { status: PlanStatus }>,
  revision: number,
): Promise<Plan> => {
  const plan = await getPlan(context.table, slug)
  if (plan.revision !== revision) throw changed()
  return saved(context, { ...plan, ...change })
}
