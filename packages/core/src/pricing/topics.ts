import * as z from 'zod'
import { topic } from '../platform/index.ts'

export const codesOrdered = topic('codes.make', z.object({ batch: z.string() }), { label: 'Create single-use codes' })
