/** What is worth saying before each kind of event, the closer the shorter. Plain sentences; the template adds times and places. */

export type EventKind = 'class' | 'webinar' | 'breakout' | 'conference' | 'meeting'

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

/** How what the organiser asks for beforehand is labelled. */
export const preparationLabel: Readonly<Record<EventKind, string>> = {
  class: 'Homework',
  webinar: 'Beforehand',
  breakout: 'Bring',
  conference: 'Before you go',
  meeting: 'To prepare',
}

type Advice = Readonly<Record<ReminderSpan, { online: string; there: string }>>

const same = (words: string): { online: string; there: string } => ({ online: words, there: words })

/** One or two sentences for each kind and span: for whoever joins from their desk, and for whoever comes to a place. */
export const reminderAdvice: Readonly<Record<EventKind, Advice>> = {
  class: {
    week: same(
      'Now is a good time to block the hours in your calendar, and to begin with the homework if there is some.',
    ),
    days: same('If there is homework, a quiet half hour before then is well spent: the sessions build on each other.'),
    day: same(
      'Have your notes and your homework at hand. Bring what you could not solve: others will have met it too.',
    ),
    hour: {
      online: 'Have your homework open, and join a few minutes early so that sound and picture are settled.',
      there: 'Bring your homework, and come a few minutes early.',
    },
  },
  webinar: {
    week: same('There is nothing to install or to prepare. Keep the hour free.'),
    days: same('There is nothing to install or to prepare. Keep the hour free.'),
    day: same(
      'Think of what you would like to ask: there is time for questions, and you can write them while it runs.',
    ),
    hour: {
      online:
        'Join with the button below. Ask whenever something is unclear: you can write your questions while it runs.',
      there: 'Come a few minutes early, and bring your questions.',
    },
  },
  breakout: {
    week: same(
      'A breakout lives by what its members bring. Note what you have got done since the last one, and where you are stuck.',
    ),
    days: same(
      'Bring your progress: what you have tried since the last one, what came of it, and where you are stuck. Breakouts are not recorded, so that everybody can speak openly; you have to be there.',
    ),
    day: same(
      'Bring your progress, and one question that you want answered. It is not recorded, so that everybody can speak openly.',
    ),
    hour: same('Have your progress and your question at hand. It is not recorded: what is said there stays there.'),
  },
  conference: {
    week: {
      online: 'Look through the programme, and mark the sessions that you do not want to miss.',
      there:
        'If travel and a bed are not booked yet, now is the time. Look through the programme, and plan to arrive before check-in.',
    },
    days: {
      online: 'Look through the programme once more: times may have shifted by a little.',
      there:
        'Have a last look at the way to the venue. At check-in, say your name or show this mail. Come early enough to be inside when it begins.',
    },
    day: {
      online: 'Look through the programme once more: times may have shifted by a little.',
      there: 'At check-in, say your name or show this mail. Come early enough to be inside when it begins.',
    },
    hour: {
      online: 'Join with the button below.',
      there: 'Check-in is at the venue: say your name or show this mail.',
    },
  },
  meeting: {
    week: same('If you want something to be spoken about, tell the organiser in time.'),
    days: same('If you want something to be spoken about, tell the organiser in time.'),
    day: same('Note what you want to raise, so that it gets its time.'),
    hour: {
      online: 'Join with the button below, a few minutes early if you have not been there before.',
      there: 'Come a few minutes early if you have not been there before.',
    },
  },
}
