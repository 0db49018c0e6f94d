import * as z from 'zod'
import { topic } from '../platform/index.ts'

export const membershipChanged = topic('membership.changed', z.object({ person: z.string() }), {
  label: 'Review access after a membership changed',
})
