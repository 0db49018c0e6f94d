import { notRecorded } from '@lectern/core/identity'
import type { Instant, Table } from '@lectern/core/platform'
import {
  changePromotion,
  duplicatePromotion,
  endPromotion,
  getPromotion,
  listPromotionChanges,
  type Promotion,
  PromotionCopy,
} from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { PromotionParam, PromotionView, showPromotion } from './promotion-view.ts'

const Duplicate = PromotionCopy.meta({ id: 'DuplicatePromotion' })

const ChangeView = z
  .object({
    id: z.string(),
    at: z.string(),
    by: z.string().optional().describe("The id of the person; absent if it wasn't done by a person."),
    act: z.enum([
      'made',
      'changed',
      'paused',
      'resumed',
      'ended',
      'removed',
      'codes-ordered',
      'addresses-imported',
      'address-removed',
    ]),
    fields: z.array(z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  })
  .meta({ id: 'PromotionChange' })

type Act = (table: Table, id: string, now: Instant, by: string | undefined) => Promise<Promotion>

const acts: { name: string; id: string; summary: string; description: string; act: Act }[] = [
  {
    ...{ name: 'pause', id: 'pausePromotion', summary: 'Pause a promotion' },
    description:
      "No one can use it until it's resumed. Existing orders keep their price. Doing it again changes nothing.",
    act: (table, id, now, by) => changePromotion(table, id, { paused: true }, now, by),
  },
  {
    ...{ name: 'resume', id: 'resumePromotion', summary: 'Resume a paused promotion' },
    description: 'Doing it again changes nothing.',
    act: (table, id, now, by) => changePromotion(table, id, { paused: false }, now, by),
  },
  {
    ...{ name: 'end', id: 'endPromotion', summary: 'End a promotion early' },
    description: 'Ends its window now, permanently. Existing orders keep their price. Doing it again changes nothing.',
    act: endPromotion,
  },
]

/** What is done to a promotion beside changing its terms, and who did what when. */
export const promotionActRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const path = '/api/admin/promotions/{id}'

  for (const { name, id, act, ...words } of acts) {
    admins.post(`${path}/${name}`, id, {
      params: PromotionParam,
      ...words,
      audit: { action: 'promotion.change', subject: '{id}' },
      problems: [409],
      answers: { 200: { description: 'The promotion', schema: PromotionView } },
      run: async ({ params, now, actor }) => showPromotion(table, await act(table, params.id, now, actor.id), now),
    })
  }

  admins.post(`${path}/duplicate`, 'duplicatePromotion', {
    params: PromotionParam,
    audit: { action: 'promotion.create', subject: '{made}' },
    summary: 'Copy a promotion',
    description: 'The copy is paused, and has no single-use codes or imported addresses.',
    body: Duplicate,
    bodyOptional: true,
    bodyExample: { title: 'Leap day, again', code: 'LEAP28' },
    answers: { 201: { description: 'The copy', schema: PromotionView } },
    run: async ({ params, body, now, actor }) =>
      showPromotion(table, await duplicatePromotion(table, params.id, body, now, actor.id), now),
  })

  admins.get(`${path}/changes`, 'listPromotionChanges', {
    params: PromotionParam,
    audit: notRecorded.impersonal,
    summary: 'List the changes to a promotion, newest first',
    query: PageQuery,
    answers: { 200: { description: 'A page of changes', schema: pageOf(ChangeView) } },
    run: async ({ params, query }) => {
      const page = await listPromotionChanges(table, params.id, query)
      // What was removed has its changes still; what never was has none.
      if (page.items.length === 0) await getPromotion(table, params.id)
      return { ...page, items: page.items.map((change) => shown(ChangeView, change)) }
    },
  })
}
