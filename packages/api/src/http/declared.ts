import type { AuditDeclaration } from '@lectern/core/identity'

/**
 * Who may ask. `nobody`, `signed`: the caller isn't identified. `order`: for the order in the address, its token, its buyer, or an
 * admin. `instructor`: for the event in the address, those who teach it, and admins.
 */
export type Who = 'nobody' | 'signed' | 'all' | Known
/** People whose requests are audited, or it's said why not. */
export type Known = 'order' | 'person' | 'instructor' | 'admin'

/** `revalidated`: kept by anyone who asks first whether it's still current; a signed-in person's isn't kept. `never`: not kept at all. */
export type Caching = 'revalidated' | 'never'

/** What the use case counts of one client, and where to read how many: wrong codes (429); the rest asks for a sign-in (403). */
export type Limit = 'codes' | 'unpaid-seats' | 'other-people' | 'waitlist-places'

/** What a route says of itself. The test `declared.test.ts` walks all of them. */
export type Declared = {
  method: string
  path: string
  who: Who
  audit: AuditDeclaration | undefined
  caching: Caching
  limits: readonly Limit[]
  bodyKilobytes: number
  /** Whether something is announced that should be delivered soon. Webhooks wait for it, since no person is waiting for the answer. */
  delivers: 'no' | 'soon' | 'first'
}

export const usualBodyKilobytes = 256
