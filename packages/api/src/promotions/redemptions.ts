import { notRecorded } from '@lectern/core/identity'
import { type Column, Day, type PageRequest } from '@lectern/core/platform'
import { getPromotion, listRedemptions, type Redemption, redemptionReport } from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
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
    day: z.string().describe("In the promotion's time zone."),
    took: Amounts.describe('The discounted lines: their price before, the discount, and their price after.'),
    back: Amounts.describe('How much of that has been refunded.'),
  })
  .meta({ id: 'Redemption' })

const tally = {
  orders: z.int(),
  givenBack: z.int().describe("Orders whose discounted lines have all ended. They aren't counted in `orders`."),
  listCents: z.int().describe('The price without the promotion.'),
  discountCents: z.int(),
  totalCents: z.int().describe('The price paid.'),
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
  ...fieldColumns('at', 'day', 'orderId', 'promotionId', 'title', 'code', 'partner'),
  { name: 'listCents', cell: ({ took }) => took.listCents },
  { name: 'discountCents', cell: ({ took }) => took.discountCents },
  { name: 'totalCents', cell: ({ took }) => took.totalCents },
  { name: 'backListCents', cell: ({ back }) => back.listCents },
  { name: 'backDiscountCents', cell: ({ back }) => back.discountCents },
  { name: 'backTotalCents', cell: ({ back }) => back.totalCents },
]

/** What promotions were used for. */
export const redemptionRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })

  admins.get('/api/admin/redemptions', 'listRedemptions', {
    audit: { action: 'redemption.list', subject: 'redemptions' },
    summary: 'List redemptions, newest first',
    description: 'One for each order and each promotion that lowered its price. Appears shortly after the order.',
    query: ListQuery.extend({ promotion: z.string().max(40).optional() }),
    answers: { 200: listOrFile('A page of redemptions, or all of them as CSV', RedemptionView) },
    run: ({ query: { promotion: promotionId, ...query }, c }) => {
      const read = (page: PageRequest) => listRedemptions(table, { promotionId }, page)
      return pageOrFile(c, query, { name: 'redemptions', columns, read, filePage: 200 }, (redemption) => redemption)
    },
  })

  admins.get('/api/admin/promotions/{id}/report', 'getRedemptionReport', {
    audit: notRecorded.impersonal,
    summary: 'Report on a promotion by day, code, and partner',
    description: "Covers the days `[from, until)` in the promotion's time zone, or all days if you leave them out.",
    params: PromotionParam,
    query: z.object({
      from: Day.optional().describe('The first day, like 2024-02-29.'),
      until: Day.optional().describe('The first day after.'),
    }),
    answers: { 200: { description: 'The report', schema: ReportView } },
    run: async ({ params, query: { from = '0000-01-01', until = '9999-12-31' } }) => {
      await getPromotion(table, params.id)
      return redemptionReport(table, params.id, from, until)
    },
  })
}
