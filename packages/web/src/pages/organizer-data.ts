import { logoPath } from '@lectern/core/organizer'
import { assetPath } from '../assets.ts'
import type { SiteServices } from '../site.ts'

export type DataSite = Pick<SiteServices, 'siteUrl' | 'organiser'>

/** The one picture that there always is: the organizer's logo, or the site's own mark. An address for search engines. */
export const pictureUrl = ({ siteUrl, organiser }: DataSite): string =>
  `${siteUrl}${organiser.logo ? logoPath(organiser.logo) : assetPath('favicon.svg')}`

/** Who offers something, for search engines (https://schema.org/Organization). */
export const organizationData = (site: DataSite): Record<string, unknown> => ({
  '@type': 'Organization',
  name: site.organiser.name,
  url: site.siteUrl,
})
