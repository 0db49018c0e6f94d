import { notRecorded } from '@lectern/core/identity'
import { mostPartsAtOnce, type PartUpload, partBytes, partCount, uploadSeconds } from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import type { Tag } from '../http/operation.ts'

// How files go to the store in parts: what is asked and answered alike of titles and of sessions.

export const PartsView = z.object({
  bytes: z.int().describe('The length of every part but the last.'),
  count: z.int().describe('How many parts the file has, counted from 1.'),
})

const ArrivedView = PartsView.extend({
  arrived: z.array(z.int()).describe('The numbers of the parts that are there.'),
})

const AskedParts = z.strictObject({
  numbers: z.array(z.int().min(1).max(10_000)).min(1).max(mostPartsAtOnce),
})

const SignedPartsView = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      method: z.literal('PUT'),
      url: z.string().describe('Takes exactly this part.'),
      headers: z.record(z.string(), z.string()).describe('To be sent with it, as they are.'),
    }),
  ),
  seconds: z.int().describe('How long the addresses can be used.'),
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

/** The two operations by which a file that is awaited goes to the store in parts. */
export const registerParts = (api: Api, { path, params, ids, words, sign, list, ...shared }: Routes): void => {
  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path: `${path}/parts`,
      id: ids.sign,
      audit: notRecorded.step,
      summary: `Ask where to send parts of ${words}`,
      description:
        'Each address takes exactly this part, for a few minutes; ask again for those that are over. Parts may be sent in any order and several at once. A part that is sent again replaces what came before.',
      params,
      body: AskedParts,
      bodyExample: { numbers: [1, 2, 3] },
      idempotency: 'none',
      problems: [409, 503],
      answers: { 200: { description: 'An address for each', schema: SignedPartsView } },
    },
    async ({ params: of, body }) => {
      const items = (await sign(of, body.numbers)).map((part) => ({ method: 'PUT' as const, ...part }))
      return { status: 200, body: { items, seconds: uploadSeconds } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: `${path}/parts`,
      id: ids.list,
      audit: notRecorded.step,
      summary: `Which parts of ${words} have arrived`,
      description: 'So that an upload that broke off goes on with those that are missing.',
      params,
      problems: [409, 503],
      answers: { 200: { description: 'How the file is parted, and what is there', schema: ArrivedView } },
    },
    async ({ params: of }) => {
      const { file, arrived } = await list(of)
      return { status: 200, body: { ...partsViewOf(file), arrived } }
    },
  )
}
