import { addSeconds, type Instant, instantFromDate, Problem, secondsBetween } from '@lectern/core/platform'

/** How the product's time differs from the wall clock's: it's stopped, or it runs ahead or behind by an offset. */
export type ClockSetting = { standsAt?: Instant | undefined; offsetSeconds: number }

export const wallClock = (): Instant => instantFromDate(new Date())

export const readClock = ({ standsAt, offsetSeconds }: ClockSetting, wall = wallClock): Instant =>
  standsAt ?? addSeconds(wall(), offsetSeconds)

/** The product's time on one machine: the wall clock, one that runs on from another moment, or one that's stopped. */
export type LocalClock = {
  now: () => Instant
  setting: () => ClockSetting
  set: (to: Instant, options: { runs: boolean }) => void
  advance: (seconds: number) => void
}

/** @param mayBeSet  false beside real keys: a real payment or mail at a made-up time would be a lie to a real person */
export const createClock = (start: Instant | undefined, mayBeSet: boolean, wall = wallClock): LocalClock => {
  let setting: ClockSetting = { offsetSeconds: 0 }
  const change = (to: ClockSetting): void => {
    if (!mayBeSet) {
      throw new Problem('conflict', 'local.clock-fixed', 'The clock cannot be set while real keys are in use.')
    }
    setting = to
  }
  const clock: LocalClock = {
    now: () => readClock(setting, wall),
    setting: () => setting,
    set: (to, { runs }) => change({ offsetSeconds: secondsBetween(wall(), to), ...(runs ? {} : { standsAt: to }) }),
    advance: (seconds) =>
      change({
        offsetSeconds: setting.offsetSeconds + seconds,
        ...(setting.standsAt === undefined ? {} : { standsAt: addSeconds(setting.standsAt, seconds) }),
      }),
  }
  if (start !== undefined) clock.set(start, { runs: true })
  return clock
}
