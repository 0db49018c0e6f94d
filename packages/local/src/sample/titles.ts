import { ProductKind } from '@lectern/core/catalog'
import { type Instant, localOf, Temporal } from '@lectern/core/platform'
import type { NewPromotion, StoreTerms } from '@lectern/core/pricing'
import type * as z from 'zod'
import { karl } from './short-titles-by-karl.ts'
import type { SampleBundle, SampleTitle } from './title-formats.ts'
import { titlesByKarl } from './titles-by-karl.ts'
import { titlesByOthers } from './titles-by-others.ts'

/** The store of the first organizer. Prices and descriptions are made up; names, authors and kinds are not. */
export const titles: SampleTitle[] = [...titlesByKarl, ...titlesByOthers]

const volumes = (format: string): string[] => [1, 2, 3, 4].map((one) => `operations-manual-volume-${one}:${format}`)

/** Each costs less than what it holds, one by one. */
export const bundles: SampleBundle[] = [
  {
    slug: 'managed-services-operations-manual',
    title: 'Managed Services Operations Manual',
    subtitle: 'The 4-volume set',
    authors: [karl],
    summary: 'All four volumes on paper, for the shelf beside the service desk.',
    tags: ['operations', 'procedures', 'managed services'],
    priceCents: 15995,
    contents: volumes('paperback'),
  },
  {
    slug: 'operations-manual-e-books',
    title: 'Managed Services Operations Manual: e-books',
    subtitle: 'All four volumes to download',
    authors: [karl],
    summary: 'The whole manual on every technician’s screen.',
    tags: ['operations', 'procedures', 'managed services'],
    priceCents: 10995,
    contents: volumes('e-book'),
  },
  {
    slug: 'managed-services-starter',
    title: 'Managed Services Starter',
    authors: [karl],
    summary: 'The plan for a month, the first volume of the manual, and agreements to sign.',
    tags: ['managed services', 'business'],
    priceCents: 9995,
    contents: [
      'managed-services-in-a-month:e-book',
      'operations-manual-volume-1:e-book',
      'service-agreement-templates:download',
    ],
  },
  {
    slug: 'network-workbooks',
    title: 'Both Network Workbooks',
    authors: [karl, 'Manuel Palachuk'],
    summary: 'Document what there is, then move it.',
    tags: ['documentation', 'migration'],
    priceCents: 5995,
    contents: ['network-documentation-workbook:e-book', 'network-migration-workbook:e-book'],
  },
  {
    slug: 'erick-simpson-on-paper',
    title: 'Erick Simpson on Paper',
    authors: ['Erick Simpson'],
    summary: 'Both of his books together.',
    tags: ['sales', 'managed services'],
    priceCents: 8995,
    contents: [
      'best-it-sales-and-marketing-book:paperback',
      'guide-to-a-successful-managed-services-practice:paperback',
    ],
  },
  {
    slug: 'checklists-together',
    title: 'Checklists Together',
    authors: [karl, 'Dana Goulston'],
    summary: 'A client’s first month, every quarter after it, and the projects in between.',
    tags: ['client', 'projects'],
    priceCents: 1495,
    contents: [
      'client-onboarding-checklist:download',
      'business-review-checklist:download',
      'project-kickoff-checklist:download',
    ],
  },
]

/** What copies on paper cost to send, an order. */
export const shipping: z.input<typeof StoreTerms> = {
  shipping: [
    { region: 'us', title: 'United States', countries: ['US'], priceCents: 695 },
    { region: 'canada', title: 'Canada', countries: ['CA'], priceCents: 1595 },
    { region: 'elsewhere', title: 'Everywhere else', countries: ['*'], priceCents: 2995 },
  ],
  salesTax: false,
}

/** The code that members have for the store at any time: less than a sale gives, and not on top of it. */
export const membersCode: z.input<typeof NewPromotion> & { code: string } = {
  title: 'Members’ discount in the store',
  trigger: 'code',
  code: 'MEMBER10',
  benefit: { type: 'percent', percentBasisPoints: 1000 },
  scope: { kinds: [...ProductKind.options] },
  audience: { type: 'members' },
}

type OneDaySale = {
  promotion: z.input<typeof NewPromotion> & { code: string }
  page: { slug: string; title: string; summary: string; body: string }
}

const zone = 'America/Los_Angeles'

/** A day of 29% off, whose code nobody knows before it begins. */
const oneDay = (date: string, code: string, page: OneDaySale['page']): OneDaySale => {
  const next = Temporal.PlainDate.from(date).add({ days: 1 })
  return {
    page,
    promotion: {
      title: page.title,
      trigger: 'code',
      code,
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
      window: { zone, from: `${date}T00:00`, until: `${next}T00:00` },
      revealsAt: `${date}T00:00`,
      combinable: true,
    },
  }
}

const body =
  'The whole order counts: books, downloads, recorded training and classes, and bundles on top of what they save already.\n\nFill your cart whenever you like. On the day, the code appears on this page. Finish your order then.'

export const leapDay2024: OneDaySale = oneDay('2024-02-29', 'LEAPDAY24', {
  slug: 'leap-day',
  title: 'Leap day: 29% off everything',
  summary: 'On February 29, Pacific time, and on no other day.',
  body,
})

/** Leap days are rare, so what runs now shows a day like it: nine days ahead. */
export const oneDaySaleAfter = (now: Instant): OneDaySale => {
  const date = Temporal.PlainDate.from(localOf(now, zone).slice(0, 10)).add({ days: 9 })
  return oneDay(date.toString(), 'ONEDAY29', {
    slug: 'one-day-sale',
    title: 'One day: 29% off everything',
    summary: 'From midnight to midnight, Pacific time.',
    body,
  })
}
