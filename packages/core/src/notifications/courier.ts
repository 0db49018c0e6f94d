import type { RecordingDesk } from '../materials/index.ts'
import type { Desk } from '../registration/index.ts'
import type { Post } from './post-mail.ts'

/**
 * What delivering the outbox works with: the desk, for what follows from a fact, the post, for its mails, and the store with what
 * is fetched into it.
 */
export type Courier = Desk & Post & RecordingDesk
