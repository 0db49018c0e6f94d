import { listCourses, listInstructors, listOpenEvents, listStore } from '@lectern/core/catalog'
import { definePages, why } from '../forms/pages.ts'

/** What is someone's own, or leads to nothing that is to be found by searching. */
const notForCrawlers = [
  ...['/account', '/admin', '/api/', '/calendar/', '/cart', '/downloads', '/orders', '/preferences'],
  ...['/registered', '/sign-in', '/teach', '/waitlist', '/events/*/class', '/events/*/join', '/join'],
]

const firstYear = 2020

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const xml = (root: 'urlset' | 'sitemapindex', entry: 'url' | 'sitemap', addresses: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...addresses.map((address) => `<${entry}><loc>${escaped(address)}</loc></${entry}>`),
    `</${root}>\n`,
  ].join('\n')

/** `/robots.txt`, `/sitemap.xml` and the maps that it names: one for each year of events, one for everything else. */
export const pagesForCrawlers = definePages({ who: 'everyone' }, (app, { table, siteUrl }) => {
  const kept = { 'Cache-Control': 'public, max-age=3600' }
  const asXml = { ...kept, 'Content-Type': 'application/xml; charset=utf-8' }
  const full = (paths: readonly string[]): string[] => paths.map((path) => `${siteUrl}${path}`)

  app.page('/robots.txt', { audit: why.impersonal }, (c) =>
    c.text(
      [
        'User-agent: *',
        ...notForCrawlers.map((path) => `Disallow: ${path}`),
        `Sitemap: ${siteUrl}/sitemap.xml`,
        '',
      ].join('\n'),
      200,
      kept,
    ),
  )

  app.page('/sitemap.xml', { audit: why.impersonal }, (c) => {
    const last = Number(c.var.now.slice(0, 4)) + 2
    const years = Array.from({ length: last - firstYear + 1 }, (_, at) => `/sitemaps/events-${firstYear + at}.xml`)
    return c.body(xml('sitemapindex', 'sitemap', full(['/sitemaps/pages.xml', ...years])), 200, asXml)
  })

  app.page('/sitemaps/pages.xml', { audit: why.impersonal }, async (c) => {
    const [courses, instructors, titles] = await Promise.all([
      listCourses(table),
      listInstructors(table),
      listStore(table),
    ])
    const paths = [
      ...['/', '/events', '/store', '/sales', '/membership', '/terms', '/privacy'],
      ...courses.map(({ slug }) => `/courses/${slug}`),
      ...instructors.map(({ slug }) => `/people/${slug}`),
      ...titles.map(({ slug }) => `/store/${slug}`),
    ]
    return c.body(xml('urlset', 'url', full(paths)), 200, asXml)
  })

  app.page('/sitemaps/:file{events-20\\d\\d\\.xml}', { audit: why.impersonal }, async (c) => {
    const year = c.req.param('file').slice(7, 11)
    const events = (await listOpenEvents(table)).filter(({ endsAt }) => endsAt.startsWith(year))
    return c.body(xml('urlset', 'url', full(events.map(({ slug }) => `/events/${slug}`))), 200, asXml)
  })
})
