import { notRecorded } from '@lectern/core/identity'
import { notFound, type PageRequest } from '@lectern/core/platform'
import {
  batchLimit,
  type CodeBatch,
  getCodeBatch,
  getPromotion,
  listCodeBatches,
  listCodes,
  orderCodes,
} from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
import { PromotionParam } from './promotion-view.ts'

const BatchView = z
  .object({
    id: z.string(),
    promotionId: z.string(),
    prefix: z.string(),
    wanted: z.int(),
    made: z.int().describe('How many have been created so far.'),
    state: z.enum(['making', 'done']),
    createdAt: z.string(),
    by: z.string().optional(),
  })
  .meta({ id: 'CodeBatch' })

const CodeView = z
  .object({ code: z.string(), batchId: z.string(), state: z.enum(['used', 'unused']) })
  .meta({ id: 'SingleUseCode' })

const CodesOrder = z.strictObject({ count: z.int().min(1).max(batchLimit) }).meta({ id: 'CodesOrder' })

const batchView = (batch: CodeBatch): z.infer<typeof BatchView> => ({
  ...batch,
  state: batch.made < batch.wanted ? 'making' : 'done',
})

/** Codes that work once, made in batches. */
export const promotionCodeRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const path = '/api/admin/promotions/{id}'

  admins.post(`${path}/codes`, 'orderCodes', {
    audit: { action: 'promotion.codes', subject: '{id}' },
    summary: 'Create single-use codes',
    description: "They're created in the background; get the batch to see the progress.",
    params: PromotionParam,
    body: CodesOrder,
    bodyExample: { count: 10_000 },
    answers: { 202: { description: 'The batch', schema: BatchView } },
    run: async ({ params, body, now, actor }) =>
      batchView(await orderCodes(table, params.id, body.count, now, actor.id)),
  })

  admins.get(`${path}/codes`, 'listCodes', {
    audit: { action: 'promotion.codes-read', subject: '{id}' },
    summary: 'List the single-use codes of a promotion, batch by batch',
    params: PromotionParam,
    query: ListQuery,
    answers: { 200: listOrFile('A page of codes, or all of them as CSV', CodeView) },
    run: async ({ params: { id }, query, c }) => {
      await getPromotion(table, id)
      const columns = fieldColumns('code', 'state', 'batchId')
      const read = (page: PageRequest) => listCodes(table, id, page)
      return pageOrFile(c, query, { name: `codes-${id}`, columns, read, filePage: 500 }, (code) => code)
    },
  })

  admins.get(`${path}/batches`, 'listCodeBatches', {
    audit: notRecorded.impersonal,
    summary: 'List the batches of single-use codes, newest first',
    params: PromotionParam,
    answers: { 200: { description: 'The batches', schema: z.object({ items: z.array(BatchView) }) } },
    run: async ({ params }) => {
      await getPromotion(table, params.id)
      return { items: (await listCodeBatches(table, params.id)).map(batchView) }
    },
  })

  admins.get(`${path}/batches/{batch}`, 'getCodeBatch', {
    audit: notRecorded.impersonal,
    summary: 'Get a batch of codes, with its progress',
    params: PromotionParam.extend({ batch: z.string().max(40) }),
    answers: { 200: { description: 'The batch', schema: BatchView } },
    run: async ({ params }) => {
      const batch = await getCodeBatch(table, params.batch)
      if (batch.promotionId !== params.id) throw notFound('batch of codes')
      return batchView(batch)
    },
  })
}
