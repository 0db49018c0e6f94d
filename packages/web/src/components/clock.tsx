import { type Instant, secondsBetween } from '@lectern/core/platform'
import { Island } from './island.tsx'
import { clockUnits } from './time-left.ts'

/** Time until something starts, in its two largest units; a script lets it run. Nothing once it has started. */
export const Clock = ({ until, now }: { until: Instant; now: Instant }) => {
  const left = secondsBetween(now, until)
  if (left <= 0) return null
  return (
    <>
      <p class="clock" role="timer" aria-label="Starts in" data-countdown={until} data-now={now} data-look="clock">
        {clockUnits(left).map(([count, unit]) => (
          <span>
            {count}
            <small>{unit}</small>
          </span>
        ))}
      </p>
      <Island name="countdown" />
    </>
  )
}
