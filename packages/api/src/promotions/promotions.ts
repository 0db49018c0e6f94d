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
import { type Api, endpoint } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/page-query.ts'
import { PromotionParam, PromotionView, showPromotion, showPromotions } from './promotion-view.ts'

/** Bodies by the names that the document gives them. */
const bodies = {
  NewPromotion: NewPromotion.meta({ id: 'NewPromotion' }),
  PromotionChanges: PromotionChanges.meta({ id: 'PromotionChanges' }),
}

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
  const shared = { tag: 'Admin: sales', who: 'admin' } as const
  const one = { description: 'The promotion', schema: PromotionView }
  const path = '/api/admin/promotions/{id}'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: '/api/admin/promotions',
      id: 'listPromotions',
      audit: notRecorded.impersonal,
      summary: 'List promotions, newest first',
      query: PageQuery,
      answers: { 200: { description: 'A page of promotions', schema: pageOf(PromotionView) } },
    },
    async ({ query, now }) => {
      const { items, next } = await listPromotions(table, query)
      return { status: 200, body: { items: await showPromotions(table, items, now), next } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: '/api/admin/promotions',
      id: 'createPromotion',
      audit: { action: 'promotion.create', subject: '{made}' },
      summary: 'Create a promotion',
      body: bodies.NewPromotion,
      bodyExample: example,
      answers: { 201: one },
    },
    async ({ body, now, actor }) => {
      const made = await savePromotion(table, body, now, actor.id)
      return { status: 201, body: await showPromotion(table, made, now) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path,
      id: 'getPromotion',
      audit: notRecorded.impersonal,
      summary: 'Get a promotion',
      params: PromotionParam,
      answers: { 200: one },
    },
    async ({ params, now }) => ({
      status: 200,
      body: await showPromotion(table, await getPromotion(table, params.id), now),
    }),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path,
      id: 'changePromotion',
      audit: { action: 'promotion.change', subject: '{id}' },
      summary: 'Change or pause a promotion',
      description: 'Existing orders keep their price. Send `null` to remove an optional field.',
      params: PromotionParam,
      body: bodies.PromotionChanges,
      bodyExample: { paused: true },
      answers: { 200: one },
    },
    async ({ params, body, now, actor }) => {
      const changed = await changePromotion(table, params.id, body, now, actor.id)
      return { status: 200, body: await showPromotion(table, changed, now) }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path,
      id: 'deletePromotion',
      audit: { action: 'promotion.delete', subject: '{id}' },
      summary: 'Delete a promotion',
      description: 'Its code stops working. Existing orders keep their price.',
      params: PromotionParam,
      answers: { 204: { description: 'Deleted' } },
    },
    async ({ params, now, actor }) => {
      await removePromotion(table, params.id, now, actor.id)
      return { status: 204, body: undefined }
    },
  )
}
