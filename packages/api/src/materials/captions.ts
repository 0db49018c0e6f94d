import { notRecorded } from '@lectern/core/identity'
import {
  type CaptionsText,
  getCaptionsText,
  listOpeningsOf,
  mostCaptionBytes,
  removeCaptions,
  saveCaptions,
  WatchPosition,
} from '@lectern/core/materials'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf, pageShown } from '../http/lists.ts'
import { shown } from '../http/shown.ts'

export const CaptionsView = z.object({
  vtt: z.string().describe('WebVTT with times and text only.'),
  cues: z.int(),
  seconds: z.int().describe('The end of the last cue, in seconds.'),
  revision: z.int().describe("Send it back with a change, so you don't overwrite someone else's."),
  updatedAt: z.string(),
})

export const captionsView = ({ captions, text }: CaptionsText) => shown(CaptionsView, { ...captions, vtt: text })

const NewCaptions = z.strictObject({
  vtt: z
    .string()
    .min(1)
    .max(mostCaptionBytes)
    .describe("WebVTT or SubRip. Markup, styles, regions, notes, and positions aren't kept."),
  revision: z
    .int()
    .min(0)
    .optional()
    .describe('The revision you last read, 0 if there were none. If you leave it out, existing captions are replaced.'),
})

const OpeningView = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  firstAt: z.string(),
  lastAt: z.string(),
  count: z.int(),
  position: WatchPosition.optional(),
})

/** Captions of recordings, and who opened what, for admins and for those who teach the event. */
export const captionRoutes = (api: Api): void => {
  const { table, files } = api.services
  const instructors = endpoints(api, { who: 'instructor', tag: 'Admin: catalog' })
  const one = '/api/admin/events/{slug}/materials/{id}'

  instructors.get(`${one}/captions`, 'getCaptions', {
    audit: notRecorded.impersonal,
    summary: 'Get the captions of a recording',
    problems: [503],
    answers: { 200: { description: 'The captions, as WebVTT', schema: CaptionsView } },
    run: async ({ params }) =>
      captionsView(await getCaptionsText({ table, files }, { event: params.slug, material: params.id })),
  })

  instructors.put(`${one}/captions`, 'saveCaptions', {
    audit: { action: 'material.captions', subject: '{id}' },
    summary: 'Add or replace the captions of a recording',
    description:
      'Replaces existing captions; sending the same captions again changes nothing. Errors name the line. At most 1 MB.',
    body: NewCaptions,
    bodyKilobytes: 1536,
    bodyExample: { vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nWelcome to week one.\n', revision: 0 },
    problems: [503],
    answers: { 200: { description: 'The saved captions', schema: CaptionsView } },
    run: async ({ params, body, actor, now }) => {
      const of = { event: params.slug, material: params.id }
      await saveCaptions({ table, files }, { ...of, ...body, by: actor.id }, now)
      return captionsView(await getCaptionsText({ table, files }, of))
    },
  })

  instructors.delete(`${one}/captions`, 'removeCaptions', {
    audit: { action: 'material.captions', subject: '{id}' },
    summary: 'Remove the captions of a recording',
    problems: [503],
    answers: { 204: { description: 'Deleted' } },
    run: ({ params }) => removeCaptions({ table, files }, { event: params.slug, material: params.id }),
  })

  instructors.get(`${one}/openings`, 'listOpenings', {
    audit: { action: 'material.openings', subject: '{id}' },
    summary: 'List who opened a recording or handout',
    description: 'Attendees only, by name.',
    query: PageQuery,
    answers: { 200: { description: 'A page of the list', schema: pageOf(OpeningView) } },
    run: ({ params, query }) =>
      pageShown(listOpeningsOf(table, { event: params.slug, material: params.id }, query), (opening) =>
        shown(OpeningView, opening),
      ),
  })
}
