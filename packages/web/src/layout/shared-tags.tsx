import { formats } from '@lectern/core/covers'

/** The picture that stands for a page where its link is shared. */
export type SharedCard = { picture: string; alt: string; site: string; type?: 'website' | 'article' | 'product' }

/** What Teams, LinkedIn, Slack, and others read of a page (https://ogp.me; X reads the rest from it). */
export const SharedTags = ({
  picture,
  alt,
  site,
  type = 'website',
  url,
}: SharedCard & { url?: string | undefined }) => (
  <>
    <meta property="og:type" content={type} />
    <meta property="og:site_name" content={site} />
    {url !== undefined && <meta property="og:url" content={url} />}
    <meta property="og:image" content={picture} />
    <meta property="og:image:width" content={String(formats.og.width)} />
    <meta property="og:image:height" content={String(formats.og.height)} />
    <meta property="og:image:alt" content={alt} />
    <meta name="twitter:card" content="summary_large_image" />
  </>
)
