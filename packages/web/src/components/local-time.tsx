import { readerZone } from '../layout/moments.ts'
import { formatReaderTime } from '../layout/reader-time.ts'
import { Island } from './island.tsx'

export type ReaderTimes = {
  /** IANA zone of the event. */
  zone: string
  /** Every start, so that a clock change between two of them is told. */
  instants: readonly string[]
}

/**
 * The reader's own time where their clock differs from the event's: "6:00 PM your time". In the zone that they chose, else by a script
 * that knows the browser's; absent otherwise.
 */
export const ReaderTime = ({ zone, instants, before, after }: ReaderTimes & { before?: string; after?: string }) => {
  const chosen = readerZone()
  const words = chosen && formatReaderTime(instants, zone, chosen)
  if (chosen)
    return words ? (
      <span class="nums">
        {before}
        {words}
        {after}
      </span>
    ) : null
  return (
    <>
      <span
        class="nums"
        data-reader-time={instants.join(' ')}
        data-zone={zone}
        data-before={before}
        data-after={after}
        hidden
      />
      <Island name="reader-time" />
    </>
  )
}
