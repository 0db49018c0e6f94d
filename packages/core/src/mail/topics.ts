import * as z from 'zod'
import { topic } from '../platform/index.ts'

export const addressUnsuppressed = topic(
  'address.unsuppressed',
  z.object({
    /** The digest of the address. */
    address: z.string(),
  }),
  { label: 'Let the mail service send to an address again' },
)
