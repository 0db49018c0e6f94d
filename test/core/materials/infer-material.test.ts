import type { Event } from '@lectern/core/catalog'
import { inferMaterial, latestSession } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'

const session = (id: string, startsAt: string, title?: string, status: 'scheduled' | 'cancelled' = 'scheduled') => ({
  ...{ id, startsAt, status, durationMinutes: 60, zone: 'America/Los_Angeles', sequence: 0 },
  ...(title === undefined ? {} : { title }),
})

const event: Pick<Event, 'sessions'> = {
  sessions: [
    session('one', '2024-04-23T09:00', 'Finding prospects'),
    session('two', '2024-04-30T09:00', 'Pricing your services'),
    session('gone', '2024-05-03T09:00', 'Called off', 'cancelled'),
    session('three', '2024-05-07T17:30', 'Services that last'),
    session('four', '2024-05-14T09:00', 'The first meeting'),
  ],
}

/** In the middle of the second session. */
const now = '2024-04-30T16:30:00Z'

const of = (filename: string, more: { title?: string; link?: string } = {}) =>
  inferMaterial(event, { filename, ...more }, now).session

describe('the session of a file', () => {
  test.each([
    ['GMT20240423-155812_Recording_1920x1080.mp4', 'one', 'Zoom’s moment, two minutes before the start'],
    ['GMT20240508-003105_Recording.m4a', 'three', 'Zoom’s moment, which is the next day in Greenwich'],
    ['video1234567890.mp4', 'two', 'no sign at all: the last that has begun'],
    ['2024-04-23 slides.pdf', 'one', 'a date'],
    ['20240514.pdf', 'four', 'a date without hyphens'],
    ['Slides 4.23.24.pdf', 'one', 'a date as America writes it'],
    ['Slides 14-05-2024.pdf', 'four', 'a date as Europe writes it'],
    ['April 23 handout.pdf', 'one', 'a date in words'],
    ['14 May 2024.pdf', 'four', 'a date in words, the day first'],
    ['May 3 notes.pdf', 'two', 'the date of a session that was cancelled'],
    ['2023-04-23.pdf', 'two', 'the right day of another year'],
    ['Week 3.pptx', 'three', 'its number'],
    ['wk04_homework.docx', 'four', 'its number, shortened'],
    ['session-two.pdf', 'two', 'its number in a word'],
    ['lesson_1_final_v2.pdf', 'one', 'its number among others'],
    ['Week 12.pdf', 'two', 'a number that is no session’s'],
    ['5W22 slides.pdf', 'two', 'the course’s code, which is no number'],
    ['Form W-2.pdf', 'two', 'a form, which is no week'],
    ['finding-prospects-worksheet.pdf', 'one', 'words of its title'],
    ['Pricing calculator.xlsx', 'two', 'a word of its title'],
    ['How it lasts: meeting notes.pdf', 'four', 'a word of its title alone'],
    ['services.pdf', 'two', 'a word of two titles, which tells nothing'],
    ['Week 1 of 2024-05-14.pdf', 'four', 'a date before a number'],
  ])('%s is %s: %s', (filename, expected) => {
    expect(of(filename)).toBe(expected)
  })

  test('is told by the title that someone gave it, too', () => {
    expect(of('a.pdf', { title: 'Homework of week 3' })).toBe('three')
    expect(inferMaterial(event, { title: 'Week 1', link: 'https://vimeo.com/1' }, now)).toEqual({
      ...{ kind: 'recording', session: 'one' },
    })
  })

  test('is the first before anything has begun, and the last at the end', () => {
    expect(latestSession(event, '2024-01-01T00:00:00Z')?.id).toBe('one')
    expect(latestSession(event, '2025-01-01T00:00:00Z')?.id).toBe('four')
    expect(inferMaterial({ sessions: [] }, { filename: 'a.pdf' }, now)).toEqual({ kind: 'handout', session: '' })
  })
})

test.each([
  ['talk.mp4', 'recording'],
  ['TALK.MOV', 'recording'],
  ['talk.m4a', 'recording'],
  ['recording.pdf', 'handout'],
  ['talk.mp4.zip', 'handout'],
])('%s is a %s', (filename, kind) => {
  expect(inferMaterial(event, { filename }, now).kind).toBe(kind)
})

test.each([
  ['https://us02web.zoom.us/rec/share/abc', 'recording'],
  ['https://www.youtube.com/watch?v=1', 'recording'],
  ['https://example.com/agenda', 'handout'],
])('what stands at %s is a %s', (link, kind) => {
  expect(inferMaterial(event, { link, title: 'A' }, now).kind).toBe(kind)
})
