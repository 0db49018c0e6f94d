import { Island } from './island.tsx'

type Props = {
  /** The moment counted down to, and the server's time when the page was made. */
  until: string
  now: string
  /** What it says without scripts: "until Feb 29, 12:00 AM Pacific". */
  words: string
  /** What comes before the remaining time, and what replaces it all at zero. */
  before?: string
  over: string
  /** An address that answers the server's time, for pages that may have lain in a cache. */
  clock?: string
}

/** Time that runs out, by the server's clock. Not a live region: a screen reader would be read every second. */
export const Countdown = ({ until, now, words, before, over, clock }: Props) => (
  <>
    <span
      class="nums font-medium text-ending"
      data-countdown={until}
      data-now={now}
      data-clock={clock}
      data-before={before}
      data-over={over}
    >
      {words}
    </span>
    <Island name="countdown" />
  </>
)
