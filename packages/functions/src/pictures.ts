import type { PictureJob } from '@lectern/core/pictures'
import { readConfig } from './config.ts'
import { observed } from './observe.ts'
import { createPictureStore } from './picture-store.ts'
import { createPictureWork } from './picture-work.ts'

const work = createPictureWork(createPictureStore(readConfig('pictures', process.env)))

export const handler = observed((job: PictureJob) => work(job))
