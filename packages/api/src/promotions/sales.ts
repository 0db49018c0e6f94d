import type { Instant } from '@lectern/core/platform'
import { describeSale, getShownSale, listShownSales, type ShownSale } from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'

const Moment = z.string().describe('RFC 3339 in UTC: 2024-02-29T08:00:00Z')

/** What everyone can see of a sale; its code only from `revealsAt` on. */
const SaleView = z
  .object({
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    body: z.string(),
    state: z.enum(['announced', 'running', 'paused', 'used-up', 'over']),
    zone: z.string().describe('The time zone of its days.'),
    startsAt: Moment,
    endsAt: Moment.describe('The first instant after it.'),
    allDay: z.boolean().describe('Whether it runs from midnight to midnight in its zone.'),
    when: z.string().describe('The dates in words.'),
    trigger: z.enum(['code', 'automatic']),
    revealsAt: Moment.optional().describe('When its code is announced.'),
    code: z.string().optional().describe('Present from `revealsAt` until the sale ends.'),
    url: z.string().describe('Its page.'),
    calendarUrl: z.string().describe('Its calendar file.'),
  })
  .meta({ id: 'Sale' })

const example = {
  slug: 'leap-day',
  title: '29% off for one day',
  summary: 'Everything in the store, and every class.',
  body: '',
  state: 'announced',
  zone: 'America/Los_Angeles',
  startsAt: '2024-02-29T08:00:00Z',
  endsAt: '2024-03-01T08:00:00Z',
  allDay: true,
  when: 'All day Thursday, February 29, Pacific time',
  trigger: 'code',
  revealsAt: '2024-02-29T08:00:00Z',
  url: 'https://lectern.example/sales/leap-day',
  calendarUrl: 'https://lectern.example/sales/leap-day/reminder.ics',
}

/** Timed sales, as everyone can see them. */
export const saleRoutes = (api: Api): void => {
  const { table, siteUrl } = api.services
  const anyone = endpoints(api, { who: 'nobody', tag: 'Events' })
  const view = (sale: ShownSale, now: Instant): z.infer<typeof SaleView> => {
    const { sequence: _, nextChangeAt: __, ...shown } = sale
    const url = `${siteUrl}/sales/${sale.slug}`
    return { ...shown, when: describeSale(sale, now).when, url, calendarUrl: `${url}/reminder.ics` }
  }

  anyone.get('/api/sales', 'listSales', {
    caching: 'never',
    summary: 'List sales',
    description: 'Current and upcoming sales by start date, then past ones, most recent first.',
    answers: { 200: { description: 'All of them', schema: z.object({ items: z.array(SaleView) }) } },
    run: async ({ now }) => ({ items: (await listShownSales(table, now)).map((sale) => view(sale, now)) }),
  })

  anyone.get('/api/sales/{slug}', 'getSale', {
    caching: 'never',
    summary: 'Get a sale',
    answers: { 200: { description: 'The sale', schema: SaleView, example } },
    run: async ({ params, now }) => view(await getShownSale(table, params.slug, now), now),
  })
}
