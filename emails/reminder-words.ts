import * as z from 'zod'

/** What is worth saying before each kind of event, the closer the shorter. Plain sentences; the template adds times and places. */

/** As they're called in a sentence, too. */
export const EventKind = z.enum(['class', 'webinar', 'breakout', 'conference', 'meeting'])
export type EventKind = z.infer<typeof EventKind>

/** How long before the start a reminder comes: a week or more; more than a day; about a day; a few hours or less. */
export type ReminderSpan = 'week' | 'days' | 'day' | 'hour'

/** How what is asked for beforehand is labeled. */
export const preparationLabel: Readonly<Record<EventKind, string>> = {
  class: 'Homework',
  webinar: 'Beforehand',
  breakout: 'Bring',
  conference: 'Before you go',
  meeting: 'To prepare',
}

/** What to say online and at a place; `prepared` takes the place of both where something is asked for beforehand. */
type Words = { online: string; there: string; prepared?: string }
type Advice = Readonly<Record<ReminderSpan, Words>>

const same = (words: string, prepared?: string): Words => ({
  online: words,
  there: words,
  ...(prepared === undefined ? {} : { prepared }),
})

/** One or two sentences for each kind and span: for those who join from their desk, and for those who come to a place. */
export const reminderAdvice: Readonly<Record<EventKind, Advice>> = {
  class: {
    week: same(
      'Now is a good time to block the hours in your calendar.',
      'Now is a good time to block the hours in your calendar and start on your homework.',
    ),
    days: same(
      'The sessions build on each other, so it helps to be there from the start.',
      'Set aside half an hour for your homework: the sessions build on each other.',
    ),
    day: same(
      'Have your notes ready, and bring your questions: others will have them too.',
      'Have your notes and homework ready. Bring what you couldn’t solve: you won’t be the only one.',
    ),
    hour: {
      online: 'Join a few minutes early to check your sound and camera.',
      there: 'Arrive a few minutes early.',
      prepared: 'Have your homework ready, and be there a few minutes early.',
    },
  },
  webinar: {
    week: same('There’s nothing to install or prepare. Just keep the hour free.'),
    days: same('There’s nothing to install or prepare. Just keep the hour free.'),
    day: same('Think about what you’d like to ask: there’s time for questions, and you can type them as it goes.'),
    hour: {
      online: 'Join with the button below. You can type your questions as it goes.',
      there: 'Arrive a few minutes early, and bring your questions.',
    },
  },
  breakout: {
    week: same(
      'Breakouts work when everyone brings something. Note your progress since the last one, and where you’re stuck.',
    ),
    days: same(
      'Bring your progress: what you’ve tried since the last one, how it went, and where you’re stuck. It’s not recorded, so everyone can speak freely. You have to be there.',
    ),
    day: same(
      'Bring your progress, and one question you want answered. It’s not recorded, so everyone can speak freely.',
    ),
    hour: same('Have your progress and your question ready. It’s not recorded: what’s said there stays there.'),
  },
  conference: {
    week: {
      online: 'Look through the program, and mark the sessions you don’t want to miss.',
      there:
        'If you haven’t booked travel and a hotel yet, now’s the time. Look through the program, and plan to arrive in time for check-in.',
    },
    days: {
      online: 'Look through the program once more: times may have changed a little.',
      there:
        'Check how to get to the venue. At check-in, give your name or show this email. Arrive early enough to be inside when it starts.',
    },
    day: {
      online: 'Look through the program once more: times may have changed a little.',
      there: 'At check-in, give your name or show this email. Arrive early enough to be inside when it starts.',
    },
    hour: {
      online: 'Join with the button below.',
      there: 'Check-in is at the venue: give your name or show this email.',
    },
  },
  meeting: {
    week: same('Want something on the agenda? Let the organizer know soon.'),
    days: same('Want something on the agenda? Let the organizer know soon.'),
    day: same('Note what you want to bring up, so there’s time for it.'),
    hour: {
      online: 'Join with the button below, a few minutes early if it’s your first time.',
      there: 'Arrive a few minutes early if it’s your first time.',
    },
  },
}
