import { entity, findOne, listAll, type PendingWrite, put, required, type Table } from '../platform/index.ts'
import { firstPlans, type Plan } from './plan.ts'

/** Plans, in one partition: admins alone write them, and there are a handful. */
const plans = entity({
  name: 'plan',
  attributes: { slug: required.text, revision: required.number, body: required.anyOf<Plan>() },
  keys: {
    all: { pk: 'plans', sk: '${slug}' },
  },
})

const firstOf = (slug: string): Plan | undefined => firstPlans.find((plan) => plan.slug === slug)

/** One plan, whatever its status. */
export const findPlan = async (table: Table, slug: string): Promise<Plan | undefined> =>
  (await findOne(plans(table).get({ slug }), ({ body }) => body)) ?? firstOf(slug)

/** Every plan, the cheapest first. One query. */
export const listPlans = async (table: Table): Promise<Plan[]> => {
  const kept = await listAll(plans(table).query.all({}), ({ body }) => body)
  const missing = firstPlans.filter(({ slug }) => !kept.some((plan) => plan.slug === slug))
  return [...kept, ...missing].sort((a, b) => a.priceCents - b.priceCents || (a.slug < b.slug ? -1 : 1))
}

/** Writes a plan over the one it was made from; refused as `plan` when someone changed it in between. */
export const pendingPlan = (table: Table, plan: Plan): PendingWrite => {
  const body = { ...plan, revision: plan.revision + 1 }
  const read = { revision: plan.revision === 0 ? undefined : plan.revision }
  return put('plan', plans(table).put({ slug: plan.slug, revision: body.revision, body }), read)
}
