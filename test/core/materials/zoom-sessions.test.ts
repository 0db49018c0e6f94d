import { type Event, listEventsOfMeeting, zoomMeetingOf } from '@lectern/core/catalog'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { sessionTimes } from '@lectern/core/schedule'
import { describe, expect, test } from 'vitest'
import { piecesOf, sessionOfRecording } from '../../../packages/core/src/materials/zoom-recording.ts'
import { anEvent, aWebinar, draftEvent } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

test.each([
  ['https://us02web.zoom.us/j/87565330005?pwd=abc', '87565330005'],
  ['https://zoom.us/j/875%206533%200005', '87565330005'],
  ['https://zoom.us/j/875-6533-0005', '87565330005'],
  ['https://example.zoom.us/w/96712345678?tk=x', '96712345678'],
  ['https://zoom.us/s/123456789', '123456789'],
  ['https://zoom.us/wc/join/87565330005', '87565330005'],
  ['https://zoom.us/wc/87565330005/join', '87565330005'],
  ['https://example.zoomgov.com/j/1601234567', '1601234567'],
  ['https://zoom.us./j/87565330005', '87565330005'],
  ['https://zoom.us/my/karl', undefined],
  ['https://zoom.us/rec/share/87565330005', undefined],
  ['https://zoom.us.example.com/j/87565330005', undefined],
  ['https://notzoom.us/j/87565330005', undefined],
  ['https://meet.example.com/j/87565330005', undefined],
  ['https://zoom.us/j/12', undefined],
  [undefined, undefined],
])('%s leads to meeting %s', (link, number) => {
  expect(zoomMeetingOf(link)).toBe(number)
})

test('the events of a meeting are found by its number, as it stands now, in one query', async () => {
  const table = await freshTable()
  const joinUrl = 'https://zoom.us/j/87565330005'
  await anEvent(table, { joinUrl })
  await aWebinar(table, { joinUrl: 'https://us02web.zoom.us/j/875%206533%200005?pwd=x' })
  await draftEvent(table, { slug: 'other', code: 'O', joinUrl: 'https://zoom.us/j/11111111111' })
  await draftEvent(table, { slug: 'none', code: 'N' })
  const found = async (meeting: string, before: Instant) =>
    (await listEventsOfMeeting(table, meeting, before)).map(({ slug }) => slug)
  expect(await found('87565330005', '2025-01-01T00:00:00Z')).toEqual(['5w22', 'kpis'])
  expect(await found('87565330005', '2024-04-20T00:00:00Z')).toEqual(['kpis'])
  expect(await found('11111111111', '2025-01-01T00:00:00Z')).toEqual(['other'])
  expect(await found('99999999999', '2025-01-01T00:00:00Z')).toEqual([])
})

describe('a recording in a room', () => {
  const at = (event: Event, index: number, from: number, until: number) => {
    const session = event.sessions[index]
    if (!session) throw new Error('We couldn’t find that session')
    const { startsAt } = sessionTimes(session)
    return { startedAt: addSeconds(startsAt, from * 60), endedAt: addSeconds(startsAt, until * 60) }
  }
  const named = (belonging: ReturnType<typeof sessionOfRecording>) =>
    belonging.to === 'session' ? `${belonging.event.slug} ${belonging.session.startsAt}` : belonging.to

  test('is of the session into which it falls, and of none that it is merely near', async () => {
    const event = await anEvent(await freshTable())
    const of = (index: number, from: number, until: number) =>
      named(sessionOfRecording([event], at(event, index, from, until)))
    const second = '5w22 2024-04-30T09:00'
    expect(of(1, 1, 60)).toBe(second)
    expect(of(1, -75, 65)).toBe(second)
    expect(of(1, 50, 90)).toBe(second)
    // A short one, whole within.
    expect(of(1, 10, 11)).toBe(second)
    expect(of(1, 10, 10)).toBe(second)
    // Someone's own talk in the same room, before and after.
    expect(of(1, -70, -1)).toBe('nobody')
    expect(of(1, -70, 2)).toBe('nobody')
    expect(of(1, 58, 120)).toBe('nobody')
    expect(of(1, 24 * 60, 25 * 60)).toBe('nobody')
    expect(of(1, -5, -5)).toBe('nobody')
  })

  test('of several events in one personal room is of the nearest, and of two as near of neither', async () => {
    const table = await freshTable()
    const one = await aWebinar(table, { slug: 'nine', schedule: { startsAt: '2024-04-10T09:00', durationMinutes: 60 } })
    const two = await aWebinar(table, { slug: 'ten', schedule: { startsAt: '2024-04-10T10:00', durationMinutes: 60 } })
    const twin = await aWebinar(table, {
      slug: 'twin',
      schedule: { startsAt: '2024-04-10T10:00', durationMinutes: 60 },
    })
    const draft = await draftEvent(table, {
      slug: 'draft',
      code: 'D',
      schedule: { startsAt: '2024-04-10T10:00', durationMinutes: 60 },
    })
    const room = [one, two, draft]
    expect(named(sessionOfRecording(room, at(one, 0, 2, 60)))).toBe('nine 2024-04-10T09:00')
    expect(named(sessionOfRecording(room, at(two, 0, -6, 60)))).toBe('ten 2024-04-10T10:00')
    expect(named(sessionOfRecording([one, two, twin], at(two, 0, 1, 60)))).toBe('nobody')
    expect(named(sessionOfRecording([], at(two, 0, 1, 60)))).toBe('nobody')
  })

  test('that reaches into what is never recorded is refused, also beside a class in the same room', async () => {
    const table = await freshTable()
    const one = await aWebinar(table, { slug: 'nine', schedule: { startsAt: '2024-04-10T09:00', durationMinutes: 60 } })
    const never = await anEvent(table, {
      ...{ kind: 'breakout', slug: 'open', code: 'O', recording: 'never' },
      schedule: { startsAt: '2024-04-10T10:00', durationMinutes: 60 },
    })
    const room = [one, never]
    expect(sessionOfRecording([never], at(never, 0, 1, 60)).to).toBe('never')
    expect(sessionOfRecording(room, at(one, 0, 2, 90)).to).toBe('never')
    // The class ran over for a moment.
    expect(named(sessionOfRecording(room, at(one, 0, 2, 63)))).toBe('nine 2024-04-10T09:00')
  })
})

test('of what Zoom makes of the same minutes one picture is copied, with what was said; of each time apart', () => {
  const [first, later] = ['2024-04-23T16:00:00Z', '2024-04-23T16:40:00Z']
  const made = (startedAt: Instant, type: string, view: string) => ({
    startedAt,
    endedAt: startedAt,
    type,
    view,
    url: view,
  })
  const pieces = piecesOf([
    made(first, 'MP4', 'gallery_view'),
    made(first, 'M4A', 'audio_only'),
    made(first, 'MP4', 'shared_screen_with_speaker_view'),
    made(first, 'CHAT', 'chat_file'),
    made(first, 'TRANSCRIPT', 'audio_transcript'),
    made(first, 'TIMELINE', 'timeline'),
    made(later, 'M4A', 'audio_only'),
    made(later, 'M4A', 'audio_only_each_participant'),
    made('2024-04-23T17:00:00Z', 'SUMMARY', 'summary'),
  ])
  expect(pieces.map(({ what, ending, file }) => [what, ending, file.view, file.startedAt])).toEqual([
    ['recording', 'mp4', 'shared_screen_with_speaker_view', first],
    ['transcript', 'vtt', 'audio_transcript', first],
    ['recording', 'm4a', 'audio_only', later],
  ])
})
