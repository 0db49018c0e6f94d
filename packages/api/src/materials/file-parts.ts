import { notRecorded } from '@lectern/core/identity'
import {
  downloadSeconds,
  mostPartsAtOnce,
  type PartUpload,
  partBytes,
  partCount,
  uploadSeconds,
} from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import type { Tag } from '../http/operation.ts'

// How files go to the store in parts: what is asked and answered alike of titles and of sessions.

export const PartsView = z.object({
  bytes: z.int().describe('The size of every part except the last.'),
  count: z.int().describe('How many parts the file has, counted from 1.'),
})

/** Where to send a file that comes in one piece. */
export const UploadView = z.object({
  method: z.literal('PUT'),
  url: z.string().describe('Accepts exactly this file, with this type and size.'),
  headers: z.record(z.string(), z.string()).describe('Send these headers with it, unchanged.'),
  seconds: z.int().describe('How long the address is valid.'),
})

export const uploadViewOf = (upload: { url: string; headers: Record<string, string> }): z.infer<typeof UploadView> => ({
  ...upload,
  ...{ method: 'PUT', seconds: uploadSeconds },
})

export const LinkView = z.object({ url: z.string(), seconds: z.int().describe('How long the address is valid.') })

/** A link to a file, as it's answered. */
export const linkOf = async (opened: Promise<{ url: string }>): Promise<z.infer<typeof LinkView>> => {
  const { url } = await opened
  return { url, seconds: downloadSeconds }
}

const ArrivedView = PartsView.extend({
  arrived: z.array(z.int()).describe('The numbers of the parts that have arrived.'),
})

const AskedParts = z.strictObject({
  numbers: z.array(z.int().min(1).max(10_000)).min(1).max(mostPartsAtOnce),
})

const SignedPartsView = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      method: z.literal('PUT'),
      url: z.string().describe('Accepts exactly this part.'),
      headers: z.record(z.string(), z.string()).describe('Send these headers with it, unchanged.'),
    }),
  ),
  seconds: z.int().describe('How long the addresses are valid.'),
})

export const partsViewOf = ({ bytes }: { bytes: number }): z.infer<typeof PartsView> => ({
  bytes: partBytes,
  count: partCount(bytes),
})

type OfFile = { slug: string; id: string }

type Routes = {
  tag: Tag
  who: 'admin' | 'instructor'
  /** Of one file; its parts are below. */
  path: string
  params: z.ZodType<OfFile>
  ids: { sign: string; list: string }
  /** What it is called in the summaries: "a file of a title". */
  words: string
  sign: (of: OfFile, numbers: readonly number[]) => Promise<PartUpload[]>
  list: (of: OfFile) => Promise<{ file: { bytes: number }; arrived: number[] }>
}

/** The two operations that upload a file to the store in parts. */
export const registerParts = (api: Api, { path, params, ids, words, sign, list, ...group }: Routes): void => {
  const routes = endpoints(api, group)

  routes.post(`${path}/parts`, ids.sign, {
    audit: notRecorded.step,
    summary: `Ask where to send parts of ${words}`,
    description:
      'Each address accepts exactly one part and is valid for a few minutes; ask again when it expires. Send parts in any order, several at a time if you like. A part you send again replaces the earlier one.',
    params,
    body: AskedParts,
    bodyExample: { numbers: [1, 2, 3] },
    idempotency: 'none',
    problems: [409, 503],
    answers: { 200: { description: 'An address for each part', schema: SignedPartsView } },
    run: async ({ params: of, body }) => {
      const items = (await sign(of, body.numbers)).map((part) => ({ method: 'PUT' as const, ...part }))
      return { items, seconds: uploadSeconds }
    },
  })

  routes.get(`${path}/parts`, ids.list, {
    audit: notRecorded.step,
    summary: `Which parts of ${words} have arrived`,
    description: 'Lets you resume an interrupted upload with the missing parts.',
    params,
    problems: [409, 503],
    answers: { 200: { description: 'How the file is split, and which parts have arrived', schema: ArrivedView } },
    run: async ({ params: of }) => {
      const { file, arrived } = await list(of)
      return { ...partsViewOf(file), arrived }
    },
  })
}
