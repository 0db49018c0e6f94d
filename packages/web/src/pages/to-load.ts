import type { Declared, SitePages } from '../forms/pages.ts'
import type { SiteServices } from '../site.ts'
import { cataloguePages } from './catalogue/index.ts'
import { pagesForCrawlers } from './for-crawlers.ts'
import { homePage } from './home/home.tsx'

const declared = (pages: readonly SitePages[], services: SiteServices): Declared[] =>
  pages.flatMap((one) => one(services))

/** What every process serves at once: the home page and the program. */
export const firstPages = (services: SiteServices): Declared[] =>
  declared([homePage, ...cataloguePages, pagesForCrawlers], services)

/** What is loaded only when it is asked for, by where its addresses begin: all but the first pages. */
const folders: [prefixes: string[], load: () => Promise<readonly SitePages[]>][] = [
  // Before the event's own, under which its address stands.
  [['/events/:slug/class'], async () => (await import('./class/index.ts')).classPages],
  [['/events/:slug', '/waitlist'], async () => (await import('./event/index.ts')).eventPages],
  [['/teach'], async () => (await import('./teach/index.ts')).teachPages],
  [['/certificates'], async () => (await import('./certificates/index.ts')).certificatePages],
  [['/people'], async () => [(await import('./people/show-instructor.tsx')).instructorPages]],
  [['/help', '/refunds', '/contact', '/about'], async () => (await import('./help/index.ts')).helpPages],
  [['/time-zone'], async () => [(await import('./time-zone.tsx')).timeZonePages]],
  [['/covers'], async () => [(await import('./covers/show-cover.ts')).coverPages]],
  [['/store'], async () => (await import('./store/index.ts')).storePages],
  [['/sales'], async () => (await import('./sales/index.ts')).salePages],
  [['/cart'], async () => (await import('./cart/index.ts')).cartPages],
  [['/checkout', '/registered'], async () => (await import('./checkout/index.ts')).checkoutPages],
  [['/orders'], async () => (await import('./orders/index.ts')).orderPages],
  [['/offers'], async () => [(await import('./offers/index.tsx')).offerPages]],
  [['/door'], async () => (await import('./door/index.ts')).doorPages],
  [['/join'], async () => [(await import('./event/join-by-link.tsx')).joinByLink]],
  [['/registrations'], async () => [(await import('./registrations/index.tsx')).registrationPages]],
  [['/account/titles', '/downloads'], async () => (await import('./downloads/index.ts')).downloadPages],
  [['/account/mail', '/preferences'], async () => [(await import('./preferences/index.tsx')).preferencePages]],
  [
    ['/calendar.ics', '/calendar', '/account/calendar'],
    async () => (await import('./calendar/index.ts')).calendarPages,
  ],
  [
    ['/membership', '/account/membership', '/account/team', '/team-invitations'],
    async () => (await import('./plans/index.ts')).planPages,
  ],
  [['/account'], async () => (await import('./account/index.ts')).accountPages],
  [['/terms', '/privacy', '/organizer'], async () => (await import('./membership/index.ts')).membershipPages],
  [['/admin'], async () => [(await import('./admin/index.ts')).adminPages]],
]

export const pagesToLoad = (services: SiteServices): [prefixes: string[], load: () => Promise<Declared[]>][] =>
  folders.map(([prefixes, load]) => [prefixes, async () => declared(await load(), services)])

/** Every page and form of the site as it declares itself, for tests and lists. Signing in and the mails are apps of their own. */
export const allPages = async (services: SiteServices): Promise<Declared[]> => {
  const groups = await Promise.all(pagesToLoad(services).map(([, load]) => load()))
  return [firstPages(services), ...groups].flat()
}
