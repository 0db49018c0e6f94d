import { coverOf, type WithCover } from '@lectern/core/catalog'
import { type CoverFormat, coverAddress, formats, type ShelvedCover, widthIn } from '@lectern/core/covers'

type Props = {
  of: WithCover
  format: CoverFormat
  /** In the first view of the page: loaded at once. All others wait until they're nearly seen. */
  first?: boolean
  /** The title, where it isn't beside the cover. */
  alt?: string
  /** How wide it's shown, as `sizes` of an `<img>`: only uploaded pictures come in several. */
  sizes?: string
  class?: string
}

/** The two sizes of an uploaded picture; a drawing is sharp at any. */
const sizesOf = (thing: ShelvedCover, format: CoverFormat, sizes: string) =>
  thing.picture && {
    srcset: (['half', 'whole'] as const)
      .map((size) => `${coverAddress(thing, format, size)} ${widthIn(format, size)}w`)
      .join(', '),
    sizes,
  }

/** The picture of an event, a title, or a course. It fills the width of its place, and keeps its shape while it loads. */
export const Cover = ({ of, format, first = false, alt = '', sizes, class: look = '' }: Props) => {
  const { width, height } = formats[format]
  const thing = coverOf(of)
  // A browser that knows how wide a lazy picture is needs no more; others take it as half of a desk's page at most.
  const usual = `${first ? '' : 'auto, '}(min-width: 48rem) ${Math.round(width / 2)}px, 100vw`
  return (
    <img
      class={['cover', format === 'book' && 'cover-book', look].filter(Boolean).join(' ')}
      src={coverAddress(thing, format)}
      {...sizesOf(thing, format, sizes ?? usual)}
      width={width}
      height={height}
      alt={alt}
      loading={first ? 'eager' : 'lazy'}
      fetchpriority={first ? 'high' : undefined}
      decoding="async"
    />
  )
}
