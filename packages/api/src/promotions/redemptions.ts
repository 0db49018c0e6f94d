import { notRecorded } from '@lectern/core/identity'
import type { Column } from '@lectern/core/platform'
import { getPromotion, listRedemptions, type Redemption, redemptionReport } from '@lectern/core/pricing'
import * as z from 'zod'
import { csvOf, listOrFile } from '../http/csv.ts'
import { type Api, endpoint } from '../http/endpoint.ts'
import { ListQuery, pageOf } from '../http/page-query.ts'
import { PromotionParam } from './promotion-view.ts'

const Amounts = z.object({ listCents: z.int(), discountCents: z.int(), totalCents: z.int() })

const RedemptionView = z
  .object({
    orderId: z.string(),
    promotionId: z.string(),
    title: z.string(),
    code: z.string().optional(),
    partner: z.string().optional(),
    at: z.string(),
    day: z.string().describe('In the zone of the promotion.'),
    took: Amounts.describe('The lines it touched: without it, what it took off, and what they cost.'),
    back: Amounts.describe('Of that, what has been given back since.'),
  })
  .meta({ id: 'Redemption' })

const tally = {
  orders: z.int(),
  givenBack: z.int().describe('Orders all of whose discounted lines ended; no longer among `orders`.'),
  listCents: z.int().describe('What they would have cost without it.'),
  discountCents: z.int(),
  totalCents: z.int().describe('What they cost.'),
}

const ReportView = z
  .object({
    total: z.object(tally),
    byDay: z.array(z.object({ day: z.string(), ...tally })),
    byCode: z.array(z.object({ code: z.string().optional(), ...tally })),
    byPartner: z.array(z.object({ partner: z.string().optional(), ...tally })),
  })
  .meta({ id: 'RedemptionReport' })

const columns: Column<Redemption>[] = [
  ...(['at', 'day', 'orderId', 'promotionId', 'title', 'code', 'partner'] as const).map((name) => ({
    name,
    cell: (row: Redemption) => row[name],
  })),
  { name: 'listCents', cell: ({ took }) => took.listCents },
  { name: 'discountCents', cell: ({ took }) => took.discountCents },
  { name: 'totalCents', cell: ({ took }) => took.totalCents },
  { name: 'backListCents', cell: ({ back }) => back.listCents },
  { name: 'backDiscountCents', cell: ({ back }) => back.discountCents },
  { name: 'backTotalCents', cell: ({ back }) => back.totalCents },
]

const Day = z.iso.date()

/** What promotions were used for. */
export const redemptionRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { method: 'get', tag: 'Admin: sales', who: 'admin' } as const

  endpoint(
    api,
    {
      ...shared,
      path: '/api/admin/redemptions',
      id: 'listRedemptions',
      audit: { action: 'redemption.list', subject: 'redemptions' },
      summary: 'List redemptions, the latest first',
      description: 'One for each order and promotion that lowered its price. Follows an order by a moment.',
      query: ListQuery.extend({ promotion: z.string().max(40).optional() }),
      answers: {
        200: listOrFile('A page of redemptions, or all of them as CSV', pageOf(RedemptionView)),
      },
    },
    async ({ query: { promotion: promotionId, cursor, limit, format }, c }) => {
      const read = (at: string | undefined, size: number) =>
        listRedemptions(table, { promotionId }, { cursor: at, limit: size })
      if (format === 'csv') return csvOf(c, 'redemptions', columns, (at) => read(at, 200), cursor)
      return { status: 200, body: await read(cursor, limit) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      path: '/api/admin/promotions/{id}/report',
      id: 'getRedemptionReport',
      audit: notRecorded.impersonal,
      summary: 'Sum up what a promotion brought in, by day, code and partner',
      description: 'Of the days `[from, until)` in the zone of the promotion; of all days when they are left out.',
      params: PromotionParam,
      query: z.object({
        from: Day.optional().describe('The first day, like 2024-02-29.'),
        until: Day.optional().describe('The first day after.'),
      }),
      answers: { 200: { description: 'The report', schema: ReportView } },
    },
    async ({ params, query: { from = '0000-01-01', until = '9999-12-31' } }) => {
      await getPromotion(table, params.id)
      return { status: 200, body: await redemptionReport(table, params.id, from, until) }
    },
  )
}
