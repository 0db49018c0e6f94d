import type { Problem } from '../platform/index.ts'
import { type Addressed, isReservedSlug, refuseReservedSlug } from './reserved-slug.ts'
import { slugFrom } from './ticket.ts'

/** How many addresses are tried before an organizer has to choose one. */
const tries = 50

const numbered = (slug: string, count: number): string => (count === 1 ? slug : `${slug}-${count}`)

/**
 * The addresses that something new may get, the best first: the one it is given, or that its name makes. A name in another
 * script makes none; then what it is, numbered: `course`, `course-2`.
 * @param made  of its name; empty for none
 */
export const slugsFor = (given: string | undefined, made: string, fallback: string): string[] =>
  given === undefined && made === ''
    ? Array.from({ length: tries }, (_, at) => numbered(fallback, at + 1))
    : [given ?? made]

/**
 * Makes something at the first of its addresses that is free.
 * @param make  answers nothing when the address is taken
 * @throws Problem conflict `catalog.slug-taken`, of the first address, when none is free
 */
export const makeAtFree = async <T>(
  noun: Addressed,
  slugs: readonly string[],
  make: (slug: string) => Promise<T | undefined>,
  taken: (slug: string) => Problem,
): Promise<T> => {
  const [first = ''] = slugs
  if (slugs.length === 1) refuseReservedSlug(noun, first)
  for (const slug of slugs) {
    const made = isReservedSlug(noun, slug) ? undefined : await make(slug)
    if (made !== undefined) return made
  }
  throw taken(first)
}

type Named = { name: string; slug?: string | undefined }

/**
 * Parts of one thing, each with a slug: its own, or made of its name. Names in another script make none or the same ones, so
 * they are numbered: `ticket`, `ticket-2`. Of two parts of one name both keep the slug, since they are the same thing twice.
 */
export const withSlugs = <T extends Named>(parts: readonly T[], fallback: string): (T & { slug: string })[] => {
  const names = new Map(parts.flatMap(({ name, slug }) => (slug === undefined ? [] : [[slug, name] as const])))
  return parts.map((part) => {
    if (part.slug !== undefined) return { ...part, slug: part.slug }
    const made = slugFrom(part.name) || fallback
    let count = 1
    while ((names.get(numbered(made, count)) ?? part.name) !== part.name) count += 1
    const slug = numbered(made, count)
    names.set(slug, part.name)
    return { ...part, slug }
  })
}
