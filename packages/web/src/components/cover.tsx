import { coverOf, type WithCover } from '@lectern/core/catalog'
import { type CoverFormat, coverAddress, formats } from '@lectern/core/covers'

type Props = {
  of: WithCover
  format: CoverFormat
  /** In the first view of the page: loaded at once. All others wait until they're nearly seen. */
  first?: boolean
  /** The title, where it isn't beside the cover. */
  alt?: string
  class?: string
}

/** The picture of an event, a title, or a course. It fills the width of its place, and keeps its shape while it loads. */
export const Cover = ({ of, format, first = false, alt = '', class: look = '' }: Props) => {
  const { width, height } = formats[format]
  return (
    <img
      class={['cover', format === 'book' && 'cover-book', look].filter(Boolean).join(' ')}
      src={coverAddress(coverOf(of), format)}
      width={width}
      height={height}
      alt={alt}
      loading={first ? 'eager' : 'lazy'}
      fetchpriority={first ? 'high' : undefined}
      decoding="async"
    />
  )
}
