import { coverOf, type Instructor, type WithCover } from '@lectern/core/catalog'
import { coverAddress } from '@lectern/core/covers'
import { logoPath } from '@lectern/core/organizer'
import type { SiteServices } from '../site.ts'

export type DataSite = Pick<SiteServices, 'siteUrl' | 'organizer'>

/** The picture of a thing, as it's shown where its link is shared. An address for search engines. */
export const pictureUrl = (
  { siteUrl, organizer }: DataSite,
  thing: WithCover,
  instructors: readonly Instructor[] = [],
): string => `${siteUrl}${coverAddress(coverOf(thing, { instructors, organizer: organizer.name }), 'og')}`

/** Who offers something, for search engines (https://schema.org/Organization). */
export const organizationData = (site: DataSite): Record<string, unknown> => ({
  '@type': 'Organization',
  name: site.organizer.name,
  url: site.siteUrl,
  ...(site.organizer.logo ? { logo: `${site.siteUrl}${logoPath(site.organizer.logo)}` } : {}),
})
