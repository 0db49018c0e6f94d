import { notRecorded } from '@lectern/core/identity'
import {
  changePromotion,
  getPromotion,
  listPromotions,
  NewPromotion,
  PromotionChanges,
  removePromotion,
  savePromotion,
} from '@lectern/core/pricing'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import { PromotionParam, PromotionView, showPromotion, showPromotions } from './promotion-view.ts'

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

/** Promotions and their terms. The other files in this folder hold what else can be done with them. */
export const promotionRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const one = { description: 'The promotion', schema: PromotionView }
  const path = '/api/admin/promotions/{id}'

  admins.get('/api/admin/promotions', 'listPromotions', {
    audit: notRecorded.impersonal,
    summary: 'List promotions, newest first',
    query: PageQuery,
    answers: { 200: { description: 'A page of promotions', schema: pageOf(PromotionView) } },
    run: async ({ query, now }) => {
      const { items, next } = await listPromotions(table, query)
      return { items: await showPromotions(table, items, now), next }
    },
  })

  admins.post('/api/admin/promotions', 'createPromotion', {
    audit: { action: 'promotion.create', subject: '{made}' },
    summary: 'Create a promotion',
    body: NewPromotion.meta({ id: 'NewPromotion' }),
    bodyExample: example,
    answers: { 201: one },
    run: async ({ body, now, actor }) => showPromotion(table, await savePromotion(table, body, now, actor.id), now),
  })

  admins.get(path, 'getPromotion', {
    audit: notRecorded.impersonal,
    summary: 'Get a promotion',
    params: PromotionParam,
    answers: { 200: one },
    run: async ({ params, now }) => showPromotion(table, await getPromotion(table, params.id), now),
  })

  admins.patch(path, 'changePromotion', {
    audit: { action: 'promotion.change', subject: '{id}' },
    summary: 'Change or pause a promotion',
    description: 'Existing orders keep their price. Send `null` to remove an optional field.',
    params: PromotionParam,
    body: PromotionChanges.meta({ id: 'PromotionChanges' }),
    bodyExample: { paused: true },
    answers: { 200: one },
    run: async ({ params, body, now, actor }) =>
      showPromotion(table, await changePromotion(table, params.id, body, now, actor.id), now),
  })

  admins.delete(path, 'deletePromotion', {
    audit: { action: 'promotion.delete', subject: '{id}' },
    summary: 'Delete a promotion',
    description: 'Its code stops working. Existing orders keep their price.',
    params: PromotionParam,
    answers: { 204: { description: 'Deleted' } },
    run: ({ params, now, actor }) => removePromotion(table, params.id, now, actor.id),
  })
}
