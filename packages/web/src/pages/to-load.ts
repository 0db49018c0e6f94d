import type { Declared } from '../forms/pages.ts'
import type { SiteServices } from '../site.ts'
import { cataloguePages } from './catalogue/index.ts'
import { pagesForCrawlers } from './for-crawlers.ts'
import { homePage } from './home/home.tsx'

/** Pages by where their addresses begin, and how to load them. */
type PagesToLoad = [prefixes: string[], load: () => Promise<Declared[]>]

/** What every process serves at once: the home page and the program. */
export const firstPages = (services: SiteServices): Declared[] =>
  [homePage, cataloguePages, pagesForCrawlers].flatMap((pages) => pages(services))

/** What is loaded only when it is asked for: all but the first pages. */
export const pagesToLoad = (services: SiteServices): PagesToLoad[] => [
  // Before the event's own, under which its address stands.
  [['/events/:slug/class'], async () => (await import('./class/index.ts')).classPages(services)],
  [['/events/:slug', '/waitlist'], async () => (await import('./event/index.ts')).eventPages(services)],
  [['/teach'], async () => (await import('./teach/index.ts')).teachPages(services)],
  [['/certificates'], async () => (await import('./certificates/index.ts')).certificatePages(services)],
  [['/people'], async () => (await import('./people/show-instructor.tsx')).instructorPages(services)],
  [['/store'], async () => (await import('./store/index.ts')).storePages(services)],
  [['/sales'], async () => (await import('./sales/index.ts')).salePages(services)],
  [['/cart'], async () => (await import('./cart/index.ts')).cartPages(services)],
  [['/checkout', '/registered'], async () => (await import('./checkout/index.ts')).checkoutPages(services)],
  [['/orders'], async () => (await import('./orders/index.ts')).orderPages(services)],
  [['/offers'], async () => (await import('./offers/index.tsx')).offerPages(services)],
  [['/registrations'], async () => (await import('./registrations/index.tsx')).registrationPages(services)],
  [['/account/titles', '/downloads'], async () => (await import('./downloads/index.ts')).downloadPages(services)],
  [['/account/mail', '/preferences'], async () => (await import('./preferences/index.tsx')).preferencePages(services)],
  [
    ['/calendar.ics', '/calendar', '/account/calendar'],
    async () => (await import('./calendar/index.ts')).calendarPages(services),
  ],
  [['/account'], async () => (await import('./account/index.ts')).accountPages(services)],
  [
    ['/membership', '/terms', '/refunds', '/privacy', '/organizer'],
    async () => (await import('./membership/index.ts')).membershipPages(services),
  ],
  [['/admin'], async () => (await import('./admin/index.ts')).adminPages(services)],
]

/** Every page and form of the site as it declares itself, for tests and lists. Signing in and the mails are apps of their own. */
export const allPages = async (services: SiteServices): Promise<Declared[]> => {
  const groups = await Promise.all(pagesToLoad(services).map(([, load]) => load()))
  return [firstPages(services), ...groups].flat()
}
