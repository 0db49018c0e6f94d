import * as z from 'zod'

/** What is worth saying before each kind of event, the closer the shorter. Plain sentences; the template adds times and places. */

export const EventKind = z.enum(['class', 'webinar', 'breakout', 'conference', 'meeting'])
export type EventKind = z.infer<typeof EventKind>

/** How long before the start a reminder comes: a week or more; more than a day; about a day; a few hours or less. */
export type ReminderSpan = 'week' | 'days' | 'day' | 'hour'

/** What the kind is called in a sentence. */
export const kindNoun: Readonly<Record<EventKind, string>> = {
  class: 'class',
  webinar: 'webinar',
  breakout: 'breakout',
  conference: 'conference',
  meeting: 'meeting',
}

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
      'Set aside a quiet half hour for your homework: the sessions build on each other.',
    ),
    day: same(
      'Have your notes at hand, and bring your questions: others will have them too.',
      'Have your notes and your homework at hand. Bring what you couldn’t solve: others will have met it too.',
    ),
    hour: {
      online: 'Join a few minutes early so that your sound and picture are ready.',
      there: 'Come a few minutes early.',
      prepared: 'Have your homework at hand, and be there a few minutes early.',
    },
  },
  webinar: {
    week: same('There’s nothing to install or prepare. Just keep the hour free.'),
    days: same('There’s nothing to install or prepare. Just keep the hour free.'),
    day: same('Think of what you’d like to ask: there’s time for questions, and you can write them while it runs.'),
    hour: {
      online: 'Join with the button below. You can write your questions while it runs.',
      there: 'Come a few minutes early, and bring your questions.',
    },
  },
  breakout: {
    week: same(
      'A breakout lives by what its members bring. Note what you have got done since the last one, and where you’re stuck.',
    ),
    days: same(
      'Bring your progress: what you’ve tried since the last one, what came of it, and where you’re stuck. Breakouts are not recorded, so everyone can speak freely; you have to be there.',
    ),
    day: same(
      'Bring your progress, and one question that you want answered. It is not recorded, so everyone can speak freely.',
    ),
    hour: same('Have your progress and your question at hand. It is not recorded: what’s said there stays there.'),
  },
  conference: {
    week: {
      online: 'Look through the program, and mark the sessions that you don’t want to miss.',
      there:
        'If you haven’t booked travel and a hotel yet, now is the time. Look through the program, and plan to arrive before check-in.',
    },
    days: {
      online: 'Look through the program once more: times may have changed a little.',
      there:
        'Check the way to the venue. At check-in, say your name or show this email. Come early enough to be inside when it begins.',
    },
    day: {
      online: 'Look through the program once more: times may have changed a little.',
      there: 'At check-in, say your name or show this email. Come early enough to be inside when it begins.',
    },
    hour: {
      online: 'Join with the button below.',
      there: 'Check-in is at the venue: say your name or show this email.',
    },
  },
  meeting: {
    week: same('If you want something on the agenda, tell the organizer in time.'),
    days: same('If you want something on the agenda, tell the organizer in time.'),
    day: same('Note what you want to raise, so that it gets its time.'),
    hour: {
      online: 'Join with the button below, a few minutes early if you haven’t been there before.',
      there: 'Come a few minutes early if you haven’t been there before.',
    },
  },
}
