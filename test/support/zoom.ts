import type { Event } from '@lectern/core/catalog'
import {
  createRecordingSource,
  type FileStore,
  type RecordingSource,
  readZoomEvent,
  takeZoomEvent,
  type ZoomOutcome,
} from '@lectern/core/materials'
import { addSeconds, instantFromDate } from '@lectern/core/platform'
import { sessionTimes } from '@lectern/core/schedule'
import { onTestFinished } from 'vitest'
import { createZoomStandIn, type MadeRecording, type Told, type ZoomStandIn } from '../../packages/local/src/zoom.ts'
import { listen } from '../local/support/listen.ts'
import { openDesk, type TestDesk } from './desk.ts'
import { openFileStore } from './materials.ts'
import type { freshTable } from './table.ts'

const secret = 'a secret of the tests'

export const meeting = '87565330005'
export const joinUrl = `https://us02web.zoom.us/j/${meeting}?pwd=abc`

export const transcript = 'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nWelcome to the class.\n'

export type Studio = {
  desk: TestDesk
  zoom: ZoomStandIn
  files: FileStore
  recordings: RecordingSource
  address: string
  /** How many parts were sent to the store, and how long each was. */
  parts: { number: number; bytes: number }[]
  /** Whether the process dies before it sends this part. */
  dies: { before: number }
  /** What came of each webhook. */
  outcomes: ZoomOutcome[]
  /** What Zoom tells of a recording of a session. */
  record: (event: Event, more?: Partial<MadeRecording> & { session?: number }) => Told[]
  /** Sends some of it, all at the same moment. */
  tell: (...told: Told[]) => Promise<void>
}

/** A desk beside Zoom's stand-in, with a store. */
export const openStudio = async (options: { table?: Awaited<ReturnType<typeof freshTable>> } = {}): Promise<Studio> => {
  const files = await openFileStore()
  const parts: Studio['parts'] = []
  const dies = { before: 0 }
  const outcomes: ZoomOutcome[] = []
  const counted: FileStore = {
    ...files,
    putPart: async (part, body) => {
      if (part.number === dies.before) throw new Error('killed')
      await files.putPart(part, body)
      parts.push({ number: part.number, bytes: body.length })
    },
  }
  const zoom = createZoomStandIn({
    secret,
    deliver: async (body, headers) => {
      const told = readZoomEvent(secret, body, (name) => headers[name], instantFromDate(new Date()))
      if (told.kind === 'recording') outcomes.push(await takeZoomEvent(desk.table, told, desk.clock.now))
      return 200
    },
  })
  const { url: address, stop } = await listen(zoom.wire)
  onTestFinished(stop)
  const recordings = createRecordingSource({ address })
  const desk = await openDesk({ ...options, files: counted, recordings })
  return {
    ...{ desk, zoom, files, recordings, address, parts, dies, outcomes },
    record: (event, { session: index = 0, ...more } = {}) => {
      const session = event.sessions[index]
      if (!session) throw new Error('We couldn’t find that session')
      const { startsAt, endsAt } = sessionTimes(session)
      const usual = { meeting, startedAt: addSeconds(startsAt, 90), endedAt: endsAt, bytes: 3_000_000, transcript }
      return zoom.record({ ...usual, ...more }, address)
    },
    tell: async (...told) => {
      await Promise.all(told.map((one) => zoom.send(one)))
    },
  }
}
