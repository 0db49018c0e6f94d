import * as z from 'zod'
import type { Instant } from '../platform/index.ts'
import { formatClock, mostRecordingSeconds } from './captions.ts'

/** That someone who attends has opened a recording or handout. */
export type Opening = {
  event: string
  material: string
  personId: string
  name: string
  email: string
  firstAt: Instant
  lastAt: Instant
  count: number
}

/** How far a player has come, in whole seconds, and how long the recording is, as the player found it. */
export const WatchPosition = z.strictObject({
  seconds: z.int().min(0).max(mostRecordingSeconds),
  length: z.int().min(1).max(mostRecordingSeconds),
})
export type WatchPosition = z.infer<typeof WatchPosition>

/** What someone has done with a recording or handout: opened it, and in the player come so far. */
export type Opened = { firstAt?: Instant; lastAt?: Instant; count: number; position?: WatchPosition | undefined }

/** So near its end a recording was watched, and starts over. */
const endSeconds = 15

export const isWatched = ({ seconds, length }: WatchPosition): boolean =>
  seconds >= length - Math.min(endSeconds, length / 10)

/** Where to go on: at the start again for what was watched to its end. */
export const resumeAt = (position: WatchPosition | undefined): number =>
  position === undefined || isWatched(position) ? 0 : Math.min(position.seconds, position.length)

/** "Watched to 12:30 of 58:10", "Watched", "Opened"; nothing for what was not opened. */
export const formatOpened = (opened: Opened | undefined): string | undefined => {
  if (opened === undefined) return undefined
  const { position, count } = opened
  if (position && isWatched(position)) return 'Watched'
  if (position && position.seconds > 0) {
    return `Watched to ${formatClock(position.seconds)} of ${formatClock(position.length)}`
  }
  return count > 0 ? 'Opened' : undefined
}
