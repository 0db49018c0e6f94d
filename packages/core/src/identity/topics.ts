import * as z from 'zod'
import { topic } from '../platform/index.ts'

export const accountChanged = topic(
  'account.changed',
  z.object({
    change: z.enum(['passkey-added', 'key-made', 'admin-made']),
    /** Whose account changed. Of a new admin the other admins are told, else the person. */
    person: z.string(),
    email: z.string(),
    /** The passkey's or key's name. */
    title: z.string().optional(),
    by: z.string().optional(),
  }),
  { label: 'Send a notice of a new passkey, API key, or admin' },
)

export const personNamed = topic(
  'person.named',
  z.object({
    person: z.string(),
    /** The later look, for orders that were being placed meanwhile. */
    again: z.boolean().optional(),
  }),
  { label: 'Update a person’s name on rosters' },
)
