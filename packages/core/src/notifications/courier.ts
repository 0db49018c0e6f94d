import type { Desk } from '../registration/index.ts'
import type { Post } from './post-mail.ts'

/** What delivering the outbox works with: the desk, for what follows from a fact, and the post, for its mails. */
export type Courier = Desk & Post
