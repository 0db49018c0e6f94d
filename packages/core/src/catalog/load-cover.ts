import type { CoverFormat, CoverShelf, ShelvedCover } from '../covers/index.ts'
import { notFound, orNotFound, type Table } from '../platform/index.ts'
import { findCourse, findInstructors } from './course-store.ts'
import { coverOf, coverOfPage } from './cover.ts'
import { mayView, type Viewer } from './event.ts'
import { getProduct } from './product-store.ts'
import { getEvent } from './store.ts'

/**
 * A cover's thing as it is now, and whether everyone may see it. `hidden`: this viewer may see its cover only by its right
 * address, and isn't led there.
 */
export type FoundCover = { thing: ShelvedCover; open: boolean; hidden?: boolean }

type Asked = { table: Table; slug: string; format: CoverFormat; viewer: Viewer; organizer: string }

const finders: Record<CoverShelf, (asked: Asked) => Promise<FoundCover>> = {
  events: async ({ table, slug, format, viewer, organizer }) => {
    const event = await getEvent(table, slug)
    const hidden = !mayView(event, viewer)
    // Email is read without a session. Who has the address was sent it, and knows what the picture shows.
    const sent = format.startsWith('mail') && event.status !== 'draft'
    if (hidden && !sent) throw notFound('event')
    // Only shared links and books say who teaches.
    const told = format === 'og' || format === 'book'
    const instructors = told ? await findInstructors(table, event.instructors) : []
    return { thing: coverOf(event, { instructors, organizer }), open: mayView(event, { admin: false }), hidden }
  },
  courses: async ({ table, slug, organizer }) => {
    const course = orNotFound(await findCourse(table, slug), 'course')
    return { thing: coverOf(course, { organizer }), open: true }
  },
  titles: async ({ table, slug, viewer, organizer }) => {
    const product = await getProduct(table, slug)
    const open = product.status !== 'draft'
    if (!open && !viewer.admin) throw notFound('title')
    return { thing: coverOf(product, { organizer }), open }
  },
  people: async ({ table, slug, organizer }) => {
    const [instructor] = await findInstructors(table, [slug])
    return { thing: coverOf(orNotFound(instructor, 'instructor'), { organizer }), open: true }
  },
  pages: async ({ slug, organizer }) => {
    const thing = coverOfPage(slug, organizer)
    if (thing.slug !== slug) throw notFound('picture')
    return { thing, open: true }
  },
}

/**
 * What a cover is drawn from: one read, and a second for a shared link that says who teaches; none for a page.
 * @throws Problem not-found, also for what this viewer may not see
 */
export const loadCover = (shelf: CoverShelf, asked: Asked): Promise<FoundCover> => finders[shelf](asked)
