import { addSeconds, type Instant, instantFromDate, Problem, secondsBetween } from '@lectern/core/platform'

/** The product's time on one machine: the wall clock, one that runs on from another moment, or one that stands. */
export type LocalClock = {
  now: () => Instant
  /** Whether it shows anything but the wall clock's time. */
  isSet: () => boolean
  set: (to: Instant, options: { runs: boolean }) => void
  advance: (seconds: number) => void
}

const wall = (): Instant => instantFromDate(new Date())

/** @param mayBeSet  false beside real keys: a real payment or mail at a made-up time would be a lie to a real person */
export const createClock = (start: Instant | undefined, mayBeSet: boolean): LocalClock => {
  let offset = 0
  let stands: Instant | undefined
  const refuse = (): void => {
    if (!mayBeSet) {
      throw new Problem('conflict', 'local.clock-fixed', 'The clock cannot be set while real keys are in use.')
    }
  }
  const clock: LocalClock = {
    now: () => stands ?? addSeconds(wall(), offset),
    isSet: () => stands !== undefined || offset !== 0,
    set: (to, { runs }) => {
      refuse()
      offset = secondsBetween(wall(), to)
      stands = runs ? undefined : to
    },
    advance: (seconds) => {
      refuse()
      if (stands !== undefined) stands = addSeconds(stands, seconds)
      else offset += seconds
    },
  }
  if (start !== undefined) clock.set(start, { runs: true })
  return clock
}
