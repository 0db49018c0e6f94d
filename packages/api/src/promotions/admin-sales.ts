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
import { SlugParam } from '../catalog/events.ts'
import { type Api, endpoint } from '../http/endpoint.ts'

/** Bodies by the names that the document gives them. */
const bodies = {
  NewSale: NewSale.meta({ id: 'NewSale' }),
  SaleChanges: SaleChanges.extend({ revision: z.int().optional().describe('The revision you last read.') }).meta({
    id: 'SaleChanges',
  }),
}

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
  const times = promotion && saleTimes(promotion)
  if (!times) return { ...sale, state }
  const { zone, startsAt, endsAt, revealsAt } = times
  return { ...sale, state, zone, startsAt, endsAt, ...(revealsAt === undefined ? {} : { revealsAt }) }
}

/** The pages of sales. Window, code and reveal are those of the promotion that a sale names. */
export const adminSaleRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Admin: sales', who: 'admin' } as const
  const one = { description: 'The sale', schema: AdminSaleView }
  const path = '/api/admin/sales/{slug}'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: '/api/admin/sales',
      id: 'adminListSales',
      audit: notRecorded.impersonal,
      summary: 'List sales, newest first, including drafts',
      answers: { 200: { description: 'All of them', schema: z.object({ items: z.array(AdminSaleView) }) } },
    },
    async ({ now }) => ({ status: 200, body: { items: (await listSaleStandings(table, now)).map(view) } }),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: '/api/admin/sales',
      id: 'createSale',
      audit: { action: 'sale.create', subject: 'sale:{made}' },
      summary: 'Create a sale',
      description:
        "Its promotion needs a window with a start and an end, and at most one code. Drafts aren't shown to anyone.",
      body: bodies.NewSale,
      bodyExample: example,
      answers: { 201: one },
    },
    async ({ body, now }) => {
      const { slug } = await createSale(table, body, now)
      return { status: 201, body: view(await getSaleStanding(table, slug, now)) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path,
      id: 'adminGetSale',
      audit: notRecorded.impersonal,
      summary: 'Get a sale, including drafts',
      params: SlugParam,
      answers: { 200: one },
    },
    async ({ params, now }) => ({ status: 200, body: view(await getSaleStanding(table, params.slug, now)) }),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path,
      id: 'changeSale',
      audit: { action: 'sale.change', subject: 'sale:{slug}' },
      summary: 'Change or publish a sale',
      description: 'With `revision`, only if no one has changed it since.',
      params: SlugParam,
      body: bodies.SaleChanges,
      bodyExample: { status: 'published' },
      answers: { 200: one },
    },
    async ({ params, body: { revision, ...changes }, now }) => {
      await changeSale(table, params.slug, changes, now, revision)
      return { status: 200, body: view(await getSaleStanding(table, params.slug, now)) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path,
      id: 'deleteSale',
      audit: { action: 'sale.delete', subject: 'sale:{slug}' },
      summary: 'Delete a sale',
      description: 'Removes its page; its promotion stays.',
      params: SlugParam,
      answers: { 204: { description: 'Deleted' } },
    },
    async ({ params }) => {
      await removeSale(table, params.slug)
      return { status: 204, body: undefined }
    },
  )
}
