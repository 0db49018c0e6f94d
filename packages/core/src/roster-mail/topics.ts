import * as z from 'zod'
import { topic } from '../platform/index.ts'

const OfMail = z.object({ event: z.string(), mail: z.string() })
const OfRevision = OfMail.extend({ revision: z.number() })

export const rosterMailTested = topic('roster-mail.test', OfRevision.extend({ person: z.string() }), {
  label: 'Send a test of an email to the roster',
})

export const rosterMailCounted = topic(
  'roster-mail.count',
  OfRevision.extend({
    shard: z.number(),
    at: z.string(),
    after: z.string().optional(),
    counted: z.number().optional(),
  }),
  { label: 'Count the recipients of an email to the roster' },
)

export const rosterMailSent = topic('roster-mail.start', OfRevision, { label: 'Start an email to the roster' })

export const rosterMailShard = topic(
  'roster-mail.shard',
  OfMail.extend({ shard: z.number(), step: z.number(), after: z.string().optional() }),
  { label: 'Send an email to the roster' },
)

export const rosterMailDone = topic('roster-mail.done', OfMail, { label: 'Finish an email to the roster' })
