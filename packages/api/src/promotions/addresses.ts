import type { PageRequest } from '@lectern/core/platform'
import { addressLimit, getPromotion, importInvited, listInvited, removeInvited } from '@lectern/core/pricing'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
import { PromotionParam } from './promotion-view.ts'

/** A list of addresses as JSON; a body of text/csv or text/plain is the text itself. */
const Addresses = z
  .union([z.strictObject({ addresses: z.array(z.string().max(400)).max(addressLimit) }), z.string()])
  .meta({ id: 'AddressList' })

const ImportedView = z
  .object({
    added: z.int(),
    known: z.int().describe('Addresses that were already on the list.'),
    repeated: z.int().describe('How many addresses were repeated.'),
    refused: z
      .array(z.object({ line: z.int(), text: z.string(), why: z.string() }))
      .describe("Entries that aren't addresses; at most 100. `refusedCount` counts all of them."),
    refusedCount: z.int(),
  })
  .meta({ id: 'ImportedAddresses' })

const AddressView = z.object({ email: z.string(), addedAt: z.string() })

/** The addresses for which a promotion with an imported list is. */
export const promotionAddressRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const path = '/api/admin/promotions/{id}/addresses'

  admins.post(path, 'importAddresses', {
    audit: { action: 'promotion.addresses', subject: '{id}' },
    summary: 'Import addresses for a promotion',
    description:
      'Send JSON, or text/csv or text/plain, where every cell with an @ is an address. Invalid addresses are reported and the rest are imported. Doing it again changes nothing.',
    params: PromotionParam,
    body: Addresses,
    bodyText: true,
    bodyExample: { addresses: ['ada@example.com', 'grace@example.com'] },
    answers: { 200: { description: 'The result of the import', schema: ImportedView } },
    run: async ({ params, body, now, actor }) => {
      // One line each, so a refused one is reported by its place in the list.
      const text =
        typeof body === 'string' ? body : body.addresses.map((one) => one.replaceAll(/[\r\n]+/g, ' ')).join('\n')
      const { refused, ...counts } = await importInvited(table, params.id, text, now, actor.id)
      return { ...counts, refused: refused.slice(0, 100), refusedCount: refused.length }
    },
  })

  admins.get(path, 'listAddresses', {
    audit: { action: 'promotion.addresses-read', subject: '{id}' },
    summary: 'List the addresses of a promotion, in alphabetical order',
    params: PromotionParam,
    query: ListQuery,
    answers: { 200: listOrFile('A page of addresses, or all of them as CSV', AddressView) },
    run: async ({ params: { id }, query, c }) => {
      await getPromotion(table, id)
      const columns = fieldColumns('email', 'addedAt')
      const read = (page: PageRequest) => listInvited(table, id, page)
      return pageOrFile(c, query, { name: `addresses-${id}`, columns, read, filePage: 500 }, (address) => address)
    },
  })

  admins.delete(path, 'removeAddress', {
    audit: { action: 'promotion.addresses', subject: '{id}' },
    summary: 'Remove an address from the list',
    params: PromotionParam,
    query: z.object({ email: z.string().trim().min(3).max(254) }),
    answers: { 204: { description: "The address isn't on the list" } },
    run: ({ params, query, now, actor }) => removeInvited(table, params.id, query.email, now, actor.id),
  })
}
