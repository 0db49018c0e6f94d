import { notRecorded } from '@lectern/core/identity'
import {
  changeSale,
  createSale,
  getSaleStanding,
  listSaleStandings,
  NewSale,
  removeSale,
  Sale,
  SaleChanges,
  type SaleStanding,
  SaleState,
  saleTimes,
} from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'

const Changes = SaleChanges.extend({
  revision: z.int().optional().describe('The revision you last read.'),
}).meta({ id: 'SaleChanges' })

const AdminSaleView = z
  .object({
    ...Sale.shape,
    createdAt: z.string(),
    updatedAt: z.string(),
    state: SaleState,
    zone: z.string().optional(),
    startsAt: z.string().optional().describe('When its promotion runs and is announced.'),
    endsAt: z.string().optional(),
    revealsAt: z.string().optional(),
  })
  .meta({ id: 'AdminSale' })

const example = {
  slug: 'leap-day',
  title: '29% off for one day',
  summary: 'Everything in the store, and every class.',
  promotionId: 'prm_01hq0000000000000000000000',
  status: 'published',
}

const view = ({ sale, promotion, state }: SaleStanding): z.infer<typeof AdminSaleView> => {
  const { zone, startsAt, endsAt, revealsAt } = (promotion && saleTimes(promotion)) ?? {}
  return { ...sale, state, zone, startsAt, endsAt, revealsAt }
}

/** The pages of sales. Window, code and reveal are those of the promotion that a sale names. */
export const adminSaleRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const one = { description: 'The sale', schema: AdminSaleView }
  const path = '/api/admin/sales/{slug}'

  admins.get('/api/admin/sales', 'adminListSales', {
    audit: notRecorded.impersonal,
    summary: 'List sales, newest first, including drafts',
    answers: { 200: { description: 'All of them', schema: z.object({ items: z.array(AdminSaleView) }) } },
    run: async ({ now }) => ({ items: (await listSaleStandings(table, now)).map(view) }),
  })

  admins.post('/api/admin/sales', 'createSale', {
    audit: { action: 'sale.create', subject: 'sale:{made}' },
    summary: 'Create a sale',
    description:
      "Its promotion needs a window with a start and an end, and at most one code. Drafts aren't shown to anyone.",
    body: NewSale.meta({ id: 'NewSale' }),
    bodyExample: example,
    answers: { 201: one },
    run: async ({ body, now }) => {
      const { slug } = await createSale(table, body, now)
      return view(await getSaleStanding(table, slug, now))
    },
  })

  admins.get(path, 'adminGetSale', {
    audit: notRecorded.impersonal,
    summary: 'Get a sale, including drafts',
    answers: { 200: one },
    run: async ({ params, now }) => view(await getSaleStanding(table, params.slug, now)),
  })

  admins.patch(path, 'changeSale', {
    audit: { action: 'sale.change', subject: 'sale:{slug}' },
    summary: 'Change or publish a sale',
    description: 'With `revision`, only if no one has changed it since.',
    body: Changes,
    bodyExample: { status: 'published' },
    answers: { 200: one },
    run: async ({ params, body: { revision, ...changes }, now }) => {
      await changeSale(table, params.slug, changes, now, revision)
      return view(await getSaleStanding(table, params.slug, now))
    },
  })

  admins.delete(path, 'deleteSale', {
    audit: { action: 'sale.delete', subject: 'sale:{slug}' },
    summary: 'Delete a sale',
    description: 'Removes its page; its promotion stays.',
    answers: { 204: { description: 'Deleted' } },
    run: ({ params }) => removeSale(table, params.slug),
  })
}
