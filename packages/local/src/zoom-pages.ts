import { type Event, sessionsOf, zoomMeetingOf } from '@lectern/core/catalog'
import { addSeconds, notFound, Problem } from '@lectern/core/platform'
import { scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Hono } from 'hono'
import * as z from 'zod'
import { answerProblem, parsedJson } from './local-input.ts'
import type { ZoomStandIn } from './zoom.ts'

const Finished = z.strictObject({
  event: z.string().min(1),
  /** The session's id; the first, unless given. */
  session: z.string().optional(),
  bytes: z
    .int()
    .min(1)
    .max(5 * 1024 ** 3)
    .default(3_000_000),
  transcript: z.string().max(1_000_000).or(z.literal(false)).optional(),
  /** How often each webhook is sent, at the same moment. */
  times: z.int().min(1).max(20).default(1),
  order: z.enum(['recording-first', 'transcript-first']).default('recording-first'),
})

const said = `WEBVTT

1
00:00:01.000 --> 00:00:04.000
Welcome to the class.

2
00:00:04.500 --> 00:00:08.000
This is what a transcript of Zoom looks like.
`

/**
 * `POST /zoom/recordings`: a recording of a session is finished, and Zoom announces it. What follows is done before it
 * answers.
 */
export const createZoomPages = (options: {
  zoom: ZoomStandIn
  /** Where its files are fetched. */
  address: () => string
  findEvent: (slug: string) => Promise<Event | undefined>
  afterWebhook: () => Promise<void>
}): Hono => {
  const { zoom } = options
  const pages = new Hono()
  pages.post('/zoom/recordings', async (context) => {
    const asked = await parsedJson(Finished, context)
    const { bytes, transcript = said, times, order } = asked
    const event = await options.findEvent(asked.event)
    if (!event) throw notFound('event')
    const sessions = scheduledSessions(sessionsOf(event, { admin: true }))
    const session = sessions.find(({ id }) => id === (asked.session ?? sessions[0]?.id))
    if (!session) throw notFound('session')
    const meeting = zoomMeetingOf(event.joinUrl)
    if (meeting === undefined) {
      throw new Problem(
        'conflict',
        'local.no-meeting',
        'Add a link like https://zoom.us/j/87565330005 to the event first.',
      )
    }
    const { startsAt, endsAt } = sessionTimes(session)
    const made = { meeting, bytes, startedAt: addSeconds(startsAt, 90), endedAt: endsAt }
    const told = zoom.record({ ...made, transcript: transcript === false ? undefined : transcript }, options.address())
    const answers: number[] = []
    for (const one of order === 'recording-first' ? told : told.reverse()) {
      answers.push(...(await Promise.all(Array.from({ length: times }, () => zoom.send(one)))))
      await options.afterWebhook()
    }
    return context.json({ meeting, answers })
  })
  pages.onError(answerProblem)
  return pages
}
