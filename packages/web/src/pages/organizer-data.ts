import { logoPath } from '@lectern/core/organizer'
import { assetPath } from '../assets.ts'
import type { SiteServices } from '../site.ts'

export type DataSite = Pick<SiteServices, 'siteUrl' | 'organizer'>

/** The one picture that there always is: the organizer's logo, or the site's own mark. An address for search engines. */
export const pictureUrl = ({ siteUrl, organizer }: DataSite): string =>
  `${siteUrl}${organizer.logo ? logoPath(organizer.logo) : assetPath('favicon.svg')}`

/** Who offers something, for search engines (https://schema.org/Organization). */
export const organizationData = (site: DataSite): Record<string, unknown> => ({
  '@type': 'Organization',
  name: site.organizer.name,
  url: site.siteUrl,
})
