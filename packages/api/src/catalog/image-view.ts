import { coverOf, type WithCover } from '@lectern/core/catalog'
import { type CoverFormat, coverAddress, formats } from '@lectern/core/covers'
import * as z from 'zod'

const ImageView = z
  .object({ url: z.string(), width: z.int().describe('Pixels.'), height: z.int() })
  .meta({ id: 'Image' })

/** The picture of an event or a title: uploaded, or else drawn. */
export const Images = {
  image: ImageView.describe(
    'The cover: a WebP if it was uploaded, otherwise an SVG. Another picture has another address.',
  ),
  shareImage: ImageView.describe('The cover with its title, as a JPEG or PNG, for links shared on other sites.'),
}

/** Named without drawing or reading anything. The card for sharing may redirect: it also says who teaches. */
export const imagesOf = (siteUrl: string, thing: WithCover, format: CoverFormat) => {
  const cover = coverOf(thing)
  const named = (name: CoverFormat) => ({
    url: `${siteUrl}${coverAddress(cover, name)}`,
    width: formats[name].width,
    height: formats[name].height,
  })
  return { image: named(format), shareImage: named('og') }
}
