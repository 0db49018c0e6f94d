import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { cancelEvent } from '@lectern/core/catalog'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox } from '@lectern/core/platform'
import { startDueReminders } from '@lectern/core/reminders'
import { type BenchDesk, fillRoster, now, publish } from './bench-desk.ts'

export type FanOut = {
  registrations: number
  mails: number
  seconds: number
  readsEach: number
  writesEach: number
  /** What was alive after collecting what was not, at equal steps on the way. */
  megabytes: number[]
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Takes stock of memory ten times while so many rows are acted on. */
const watchMemory = (rows: number) => {
  const megabytes: number[] = []
  let acted = 0
  return {
    megabytes,
    acted: (): void => {
      acted += 1
      if (acted % Math.max(1, Math.floor(rows / 10)) !== 0) return
      collect()
      const { heapUsed, external } = process.memoryUsage()
      megabytes.push((heapUsed + external) / 2 ** 20)
    },
  }
}

/** Cancels an event with a roster of a given size and delivers until everyone has their mail. */
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
  // One for each page of 25, and one for each person.
  const memory = watchMemory(registrations * 1.04)
  await drainOutbox(
    desk.table,
    () => now,
    async (row) => {
      memory.acted()
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
    megabytes: memory.megabytes,
  }
}

/** A day before the webinar that `publish` makes. */
const dayBefore = '2024-05-06T16:00:00Z'

/** Reminds a roster of a given size, and delivers until everyone has their mail. */
export const remindRoster = async (
  { desk, meter, resend }: BenchDesk,
  registrations: number,
  tell: (line: string) => void,
): Promise<FanOut> => {
  const event = await publish(desk, `reminded${registrations}`, 0)
  tell(`filling a roster of ${registrations}`)
  await fillRoster(desk, event, 0, registrations)
  // One for each page of a hundred.
  const memory = watchMemory(registrations / 100)
  const drain = (now: string) =>
    drainOutbox(
      desk.table,
      () => now,
      (row) => {
        if (now === dayBefore) memory.acted()
        return deliver(desk, row, now)
      },
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
    megabytes: memory.megabytes,
  }
}

/** "92, 93, 92 MB alive on the way" */
export const formatMemory = ({ megabytes }: Pick<FanOut, 'megabytes'>): string =>
  `${megabytes.map((one) => one.toFixed(0)).join(', ')} MB alive on the way`
