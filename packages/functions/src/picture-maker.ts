import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { PictureJob, PictureMaker } from '@lectern/core/pictures'
import { Problem } from '@lectern/core/platform'
import type { Config } from './config.ts'
import type { PictureResult } from './picture-work.ts'

type Run = (job: PictureJob) => Promise<PictureResult>

const unavailable = (reason: string): Problem =>
  new Problem('unavailable', 'pictures.unavailable', 'We couldn’t make this picture right now. Please try again.', {
    reason,
  })

/** A maker of pictures that hands each job to someone: to the function, or on one machine to the work itself. */
export const pictureMakerBy = (run: Run): PictureMaker => ({
  make: async (thing, format, size) => {
    const { base64 = '' } = await run({ job: 'make', thing, format, size })
    return Buffer.from(base64, 'base64')
  },
  take: async (id, file) => {
    const { taken } = await run({ job: 'take', id, base64: Buffer.from(file).toString('base64') })
    return taken ?? { refused: 'damaged' }
  },
  copy: async (from, to) => {
    const { copied } = await run({ job: 'copy', from, to })
    // While a version is deployed, the maker may be the one before, which knows no copies.
    if (copied === undefined) throw unavailable('no copy')
    return copied
  },
  erase: async (id) => void (await run({ job: 'erase', id })),
})

/** The function that makes pictures. */
export const openPictureMaker = (config: Config<'PICTURES_FUNCTION'>): PictureMaker => {
  const client = new LambdaClient({ region: config.AWS_REGION })
  return pictureMakerBy(async (job) => {
    const asked = new InvokeCommand({ FunctionName: config.PICTURES_FUNCTION, Payload: JSON.stringify(job) })
    const answer = await client.send(asked).catch((error: unknown) => {
      throw unavailable(error instanceof Error ? error.name : 'unknown')
    })
    if (answer.FunctionError !== undefined || !answer.Payload) throw unavailable(answer.FunctionError ?? 'no answer')
    return JSON.parse(Buffer.from(answer.Payload).toString('utf8'))
  })
}
