import { notRecorded } from '@lectern/core/identity'
import {
  createPlan,
  editPlan,
  getPlan,
  listPlans,
  Plan,
  PlanDetails,
  PlanSlug,
  PlanStatus,
} from '@lectern/core/membership'
import type { Column } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOf, pageOrFile } from '../http/lists.ts'
import { shown } from '../http/shown.ts'

const PlanView = Plan.omit({ status: true, prices: true, revision: true })
  .extend({ sku: z.string().describe('What an order names: `plan:community`.') })
  .meta({ id: 'Plan' })

const AdminPlanView = PlanView.extend({ status: PlanStatus, revision: z.int() }).meta({ id: 'AdminPlan' })

const NewPlan = PlanDetails.extend({ slug: PlanSlug, status: PlanStatus.default('draft') })
const PlanChange = PlanDetails.omit({ holder: true })
  .extend({ status: PlanStatus })
  .partial()
  .extend({ revision: z.int().min(0).describe('Of the plan that the change was made from.') })

const withSku = (plan: Plan) => ({ ...plan, sku: `plan:${plan.slug}` })
const columns: Column<Plan>[] = [
  ...fieldColumns('slug', 'title', 'holder', 'status', 'priceCents'),
  { name: 'allAccess', cell: ({ allAccess }) => (allAccess ? 'yes' : 'no') },
  { name: 'seats', cell: ({ seats }) => seats?.included },
]

const one = { description: 'The plan', schema: AdminPlanView }

/** What one can be a member of. */
export const planRoutes = (api: Api): void => {
  const { services } = api
  const { table } = services
  const anyone = endpoints(api, { who: 'all', tag: 'Membership' })
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: membership' })

  anyone.get('/api/plans', 'listPlans', {
    caching: 'revalidated',
    summary: 'List the plans on sale, the cheapest first',
    description: 'Prices are for a year. Order one with `POST /api/orders` and the sku `plan:<slug>`, by itself.',
    answers: { 200: { description: 'All of them', schema: pageOf(PlanView) } },
    run: async () => {
      const plans = await listPlans(table)
      return { items: plans.filter(({ status }) => status === 'on-sale').map((plan) => shown(PlanView, withSku(plan))) }
    },
  })

  admins.get('/api/admin/plans', 'adminListPlans', {
    audit: notRecorded.impersonal,
    summary: 'List all plans, including drafts and withdrawn ones',
    query: ListQuery.pick({ format: true }),
    answers: { 200: listOrFile('All of them, as JSON or CSV', AdminPlanView) },
    run: ({ query: { format }, c }) =>
      pageOrFile(
        c,
        { format, limit: 100 },
        { name: 'plans', columns, read: async () => ({ items: await listPlans(table) }) },
        (plan) => shown(AdminPlanView, withSku(plan)),
      ),
  })
  admins.post('/api/admin/plans', 'createPlan', {
    audit: { action: 'plan.create', subject: 'plan:{made}' },
    summary: 'Create a plan',
    description:
      'A draft unless `status` says otherwise. Once it’s on sale, its price is kept at the payment provider.',
    body: NewPlan.meta({ id: 'NewPlan' }),
    bodyExample: { slug: 'community', title: 'Community membership', priceCents: 79_900, status: 'on-sale' },
    answers: { 201: one },
    problems: [503],
    run: async ({ body: { slug, ...details } }) =>
      shown(AdminPlanView, withSku(await createPlan(services, slug, details))),
  })
  admins.get('/api/admin/plans/{slug}', 'adminGetPlan', {
    audit: notRecorded.impersonal,
    summary: 'Get a plan',
    answers: { 200: one },
    run: async ({ params }) => shown(AdminPlanView, withSku(await getPlan(table, params.slug))),
  })
  admins.patch('/api/admin/plans/{slug}', 'changePlan', {
    audit: { action: 'plan.change', subject: 'plan:{slug}' },
    summary: 'Change a plan',
    description:
      'Only the fields you send change. Members keep their price until the renewal that was announced to them with the new one.',
    body: PlanChange.meta({ id: 'PlanChange' }),
    bodyExample: { priceCents: 84_900, revision: 1 },
    answers: { 200: one },
    problems: [503],
    run: async ({ params, body: { revision, ...change } }) =>
      shown(AdminPlanView, withSku(await editPlan(services, params.slug, change, revision))),
  })
}
