import { cancelEvent } from '@lectern/core/catalog'
import { deliver, startDueReminders } from '@lectern/core/notifications'
import { drainOutbox } from '@lectern/core/platform'
import { type BenchDesk, fillRoster, now, publish } from './bench-desk.ts'

export type FanOut = {
  registrations: number
  mails: number
  seconds: number
  readsEach: number
  writesEach: number
  megabytes: number
}

/** Cancels an event with a roster of a given size and delivers until everybody has their mail. */
export const cancelRoster = async (
  bench: BenchDesk,
  registrations: number,
  tell: (line: string) => void,
): Promise<FanOut> => {
  const { desk, meter, resend } = bench
  const event = await publish(desk, `roster${registrations}`, 0)
  tell(`filling a roster of ${registrations}`)
  await fillRoster(desk, event, 0, registrations)
  const mailsBefore = resend.count()
  meter.reset()
  const began = performance.now()
  await cancelEvent(desk.table, event.slug, 'The speaker is ill', now)
  let acted = 0
  await drainOutbox(
    desk.table,
    () => now,
    async (row) => {
      acted += 1
      if (acted % 10_000 === 0) tell(`${acted} rows acted on`)
      return deliver(desk, row, now)
    },
    (row, error) => tell(`${row.topic} failed: ${error}`),
  )
  return {
    registrations,
    mails: resend.count() - mailsBefore,
    seconds: (performance.now() - began) / 1000,
    readsEach: meter.reads() / registrations,
    writesEach: meter.writes() / registrations,
    megabytes: process.memoryUsage().rss / 2 ** 20,
  }
}

/** A day before the webinar that `publish` makes. */
const dayBefore = '2024-05-06T16:00:00Z'

/** Reminds a roster of a given size, and delivers until everybody has their mail. */
export const remindRoster = async (
  { desk, meter, resend }: BenchDesk,
  registrations: number,
  tell: (line: string) => void,
): Promise<FanOut> => {
  const event = await publish(desk, `reminded${registrations}`, 0)
  tell(`filling a roster of ${registrations}`)
  await fillRoster(desk, event, 0, registrations)
  const drain = (now: string) =>
    drainOutbox(
      desk.table,
      () => now,
      (row) => deliver(desk, row, now),
      (row, error) => tell(`${row.topic} failed: ${error}`),
    )
  await drain(now)
  const mailsBefore = resend.count()
  meter.reset()
  const began = performance.now()
  await startDueReminders(desk.table, dayBefore, (_, error) => tell(String(error)))
  await drain(dayBefore)
  return {
    registrations,
    mails: resend.count() - mailsBefore,
    seconds: (performance.now() - began) / 1000,
    readsEach: meter.reads() / registrations,
    writesEach: meter.writes() / registrations,
    megabytes: process.memoryUsage().rss / 2 ** 20,
  }
}
