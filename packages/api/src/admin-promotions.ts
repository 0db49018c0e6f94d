import type { Instant } from '@lectern/core/platform'
import {
  changePromotion,
  getPromotion,
  listPromotions,
  NewPromotion,
  Promotion,
  PromotionChanges,
  promotionState,
  promotionWindow,
  removePromotion,
  savePromotion,
  usesTaken,
} from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoint } from './endpoint.ts'
import { PageQuery, pageOf } from './page-query.ts'

/** Bodies by the names that the document gives them. */
const bodies = {
  NewPromotion: NewPromotion.meta({ id: 'NewPromotion' }),
  PromotionChanges: PromotionChanges.meta({ id: 'PromotionChanges' }),
}

const PromotionView = z
  .object({
    ...Promotion.shape,
    state: z.enum(['scheduled', 'hidden', 'running', 'used-up', 'ended', 'paused']),
    usesTaken: z.int().describe('Held and confirmed alike; counted only under a total limit.'),
    startsAt: z.string().optional().describe('The first instant of its window.'),
    endsAt: z.string().optional().describe('The first instant after its window.'),
  })
  .meta({ id: 'Promotion' })

const PromotionParam = z.object({ id: z.string().max(40) })

const example = {
  title: 'Leap day',
  trigger: 'code',
  code: 'LEAP29',
  benefit: { type: 'percent', percentBasisPoints: 2900 },
  scope: { everything: true },
  audience: { type: 'everyone' },
  window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
  revealsAt: '2024-02-29T00:00',
  limits: { total: 10, perPerson: 2 },
  combinable: true,
}

/** Codes and sales. */
export const adminPromotionRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Admin: sales', who: 'admin' } as const
  const one = { description: 'The promotion', schema: PromotionView }
  const path = '/api/admin/promotions/{id}'

  const show = async (promotions: Promotion[], now: Instant): Promise<z.infer<typeof PromotionView>[]> => {
    const taken = await usesTaken(
      table,
      promotions.filter(({ limits }) => limits?.total !== undefined).map(({ id }) => id),
    )
    return promotions.map((promotion) => {
      const uses = taken[promotion.id] ?? 0
      const { from, until } = promotionWindow(promotion)
      return {
        ...promotion,
        state: promotionState(promotion, uses, now),
        usesTaken: uses,
        ...(from === undefined ? {} : { startsAt: from }),
        ...(until === undefined ? {} : { endsAt: until }),
      }
    })
  }

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: '/api/admin/promotions',
      id: 'listPromotions',
      summary: 'List promotions, newest first',
      query: PageQuery,
      answers: { 200: { description: 'A page of promotions', schema: pageOf(PromotionView) } },
    },
    async ({ query, now }) => {
      const { items, next } = await listPromotions(table, query)
      return { status: 200, body: { items: await show(items, now), next } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: '/api/admin/promotions',
      id: 'createPromotion',
      summary: 'Make a promotion',
      body: bodies.NewPromotion,
      bodyExample: example,
      problems: [409],
      answers: { 201: one },
    },
    async ({ body, now }) => ({ status: 201, body: (await show([await savePromotion(table, body, now)], now))[0] }),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path,
      id: 'getPromotion',
      summary: 'Get a promotion',
      params: PromotionParam,
      answers: { 200: one },
    },
    async ({ params, now }) => ({ status: 200, body: (await show([await getPromotion(table, params.id)], now))[0] }),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path,
      id: 'changePromotion',
      summary: 'Change or pause a promotion',
      description: 'Orders placed before keep their price. `null` takes an optional term away.',
      params: PromotionParam,
      body: bodies.PromotionChanges,
      bodyExample: { paused: true },
      problems: [409],
      answers: { 200: one },
    },
    async ({ params, body, now }) => {
      const changed = await changePromotion(table, params.id, body)
      return { status: 200, body: (await show([changed], now))[0] }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path,
      id: 'deletePromotion',
      summary: 'Delete a promotion',
      description: 'Its code is unknown from then on. Orders placed before keep their price.',
      params: PromotionParam,
      problems: [409],
      answers: { 204: { description: 'Gone' } },
    },
    async ({ params }) => {
      await removePromotion(table, params.id)
      return { status: 204, body: undefined }
    },
  )
}
