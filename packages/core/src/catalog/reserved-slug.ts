import { Problem } from '../platform/index.ts'

/** What has a page at an address that an organizer chooses. A timed sale checks its own, with its other texts. */
export type Addressed = 'event' | 'product' | 'course' | 'instructor'

/** The editor of something new is at this address, for every noun. */
const editors = ['new']

/** What the skus begin with of lines that are neither tickets nor titles. */
const skuPrefixes = ['shipping', 'membership', 'plan']

const reserved: Record<Addressed, readonly string[]> = {
  event: [...editors, ...skuPrefixes],
  product: [...editors, ...skuPrefixes],
  course: editors,
  instructor: editors,
}

/** Whether the product itself needs an address. What got it before that was so keeps it. */
export const isReservedSlug = (noun: Addressed, slug: string): boolean => reserved[noun].includes(slug)

/** @throws Problem conflict `catalog.slug-taken` when the product itself needs the address */
export const refuseReservedSlug = (noun: Addressed, slug: string): void => {
  if (!isReservedSlug(noun, slug)) return
  const message = `“${slug}” is reserved. Choose another address`
  throw new Problem('conflict', 'catalog.slug-taken', `${message}.`, { errors: [{ path: 'slug', message }] })
}
