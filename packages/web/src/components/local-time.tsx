import { Island } from './island.tsx'

export type ReaderTimes = {
  /** IANA zone of the event. */
  zone: string
  /** Every start, so that a clock change between two of them is told. */
  instants: readonly string[]
}

/** Filled by a script where the reader's clock differs from the event's ("6:00 PM in Berlin"), and absent otherwise. */
export const ReaderTime = ({ zone, instants, before, after }: ReaderTimes & { before?: string; after?: string }) => (
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
