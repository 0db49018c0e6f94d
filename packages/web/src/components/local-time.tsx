import { Island } from './island.tsx'

export type ReaderTimes = {
  /** IANA zone of the event. */
  zone: string
  /** Every start, so that a clock change between two of them is told. */
  instants: readonly string[]
}

/** An instant in the server's words, with the zone's name: <time datetime="…Z">Tue, Apr 23, 9:00 AM Pacific</time>. */
export const LocalTime = (props: { instant: string; words: string; zoneLabel?: string }) => (
  <time class="nums" datetime={props.instant}>
    {props.words}
    {props.zoneLabel !== undefined && ` ${props.zoneLabel}`}
  </time>
)

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
