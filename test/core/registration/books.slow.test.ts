import { expect, test } from 'vitest'
import { type Happening, happenings } from '../../support/stories.ts'
import {
  booked,
  confirmed,
  expired,
  gaveBack,
  type Row,
  refunded,
  refusedBack,
  stories,
  takenAgain,
  tooLate,
  waiting,
} from '../../support/story-table.ts'

// Ada orders two lines with 29% off by a code, $23.66 for the only seat of one class and $71.01 for another.
// After each story the books balance (`faultsInBooks`): at the provider as in the order, and what was paid and not
// refunded is what the live lines cost; seats and code uses are those of live orders; no mail was sent twice.

const told = new Set<Happening>()

const rows = (title: string, table: readonly Row[]): void => {
  for (const happening of table.flatMap(([, story]) => story)) told.add(happening)
  stories(title, table)
}

rows('paid by card', [
  ['once', ['pays by card'], confirmed],
  ['after the card was declined', ['card is declined', 'card is declined', 'pays by card'], confirmed],
  ['and told of again and again', ['pays by card', 'completed is told 3 times'], confirmed],
  [
    'told of 8 times at once',
    ['pays, and the webhook is lost', 'completed is told 8 times at once', 'completed is told'],
    confirmed,
  ],
  [
    'expired is told before completed',
    ['pays, and the webhook is lost', 'expired is told 3 times', 'completed is told'],
    confirmed,
  ],
  ['expired is told after completed', ['pays by card', 'expired is told 3 times', 'completed is told'], confirmed],
  [
    'the webhook comes after the end of the hold, which the clock found paid',
    ['pays, and the webhook is lost', 'the clock looks, 41 minutes on', 'completed is told 3 times'],
    confirmed,
  ],
])

rows('paid by bank', [
  ['under way: the seat stays', ['pays by bank', 'the clock looks, 3 days on', 'Bob is refused the seat'], waiting],
  [
    'settled days later',
    ['pays by bank', 'the clock looks, 3 days on', 'debit settles', 'settled is told 3 times'],
    confirmed,
  ],
  [
    'settled is told before completed',
    ['pays by bank, and the webhook is lost', 'debit settles', 'completed is told 3 times'],
    confirmed,
  ],
  ['bounced is told of one that settled', ['pays by bank', 'debit settles', 'bounced is told 3 times'], confirmed],
  ['bounced', ['pays by bank', 'debit bounces', 'bounced is told 3 times'], expired],
  ['bounced, days later', ['pays by bank', 'the clock looks, 3 days on', 'debit bounces'], expired],
  [
    'bounced is told before completed',
    ['pays by bank, and the webhook is lost', 'debit bounces', 'completed is told 3 times'],
    expired,
  ],
  ['settled is told of one that bounced', ['pays by bank', 'debit bounces', 'settled is told 3 times'], expired],
  [
    'bounced, and the seat is sold to another',
    ['pays by bank', 'debit bounces', 'Bob takes the seat', 'completed is told 3 times'],
    expired,
  ],
])

rows('not paid', [
  ['still waiting', ['card is declined', 'completed is told 3 times'], waiting],
  ['the page expires', ['page expires', 'expired is told 3 times'], expired],
  ['the clock ends the hold', ['the clock looks, 41 minutes on', 'expired is told 3 times'], expired],
  ['completed is told of a page that expired', ['page expires', 'completed is told 3 times'], expired],
  ['the seat is sold to another', ['page expires', 'Bob takes the seat', 'completed is told 3 times'], expired],
  [
    'the buyer cancels',
    ['buyer cancels', 'expired is told 3 times', 'completed is told 3 times'],
    { ...expired, order: 'cancelled', mails: [] },
  ],
])

rows('paid after the seats were given up', [
  ['they are still free', ['is released unseen', 'pays by card', 'completed is told 3 times'], takenAgain],
  [
    'the seat is gone',
    ['is released unseen', 'Bob takes the seat', 'pays by card', 'completed is told 3 times'],
    tooLate,
  ],
  [
    'they are still free when the clock finds it',
    ['is released unseen', 'pays, and the webhook is lost', 'expired is told 3 times', 'completed is told'],
    takenAgain,
  ],
  [
    'by bank, and they are still free',
    ['is released unseen', 'pays by bank', 'the clock looks, 3 days on', 'debit settles', 'settled is told 3 times'],
    takenAgain,
  ],
  [
    'by bank, and the seat is gone',
    ['is released unseen', 'pays by bank', 'Bob takes the seat', 'debit settles', 'settled is told 3 times'],
    tooLate,
  ],
  [
    'by bank, and it bounces',
    ['is released unseen', 'pays by bank', 'debit bounces', 'bounced is told 3 times'],
    expired,
  ],
  [
    'the buyer had cancelled',
    ['buyer cancels unseen', 'pays by card', 'completed is told 3 times'],
    { ...tooLate, mails: ['refund-made'] },
  ],
])

rows('refunded', [
  ['whole', ['pays by card', 'all is refunded', 'refunded is told 3 times', 'completed is told 3 times'], refunded],
  ['whole, asked for 5 times at once', ['pays by card', 'all is refunded 5 times at once'], refunded],
  ['by the buyer, who cancels', ['pays by card', 'buyer cancels', 'all is refunded'], refunded],
  [
    'by the buyer, before we heard of the payment',
    ['pays, and the webhook is lost', 'buyer cancels', 'completed is told 3 times'],
    // Nobody is told of a seat that was confirmed and ended in one moment.
    { ...refunded, mails: ['receipt', ...gaveBack] },
  ],
  ['what a bank debit paid', ['pays by bank', 'debit settles', 'all is refunded', 'settled is told 3 times'], refunded],
  [
    'what was paid late',
    ['is released unseen', 'pays by card', 'all is refunded', 'completed is told 3 times'],
    { ...refunded, mails: ['hold-expired', ...refunded.mails] },
  ],
  [
    'by line: the other stays',
    ['pays by card', 'line 1 is refunded', 'line 1 is refunded', 'refunded is told 3 times'],
    {
      ...confirmed,
      live: ['l2'],
      refunds: ['l1 made'],
      mails: ['refund-made', 'registration-cancelled', ...booked],
    },
  ],
  [
    'by line, and its seat is sold to another',
    ['pays by card', 'line 1 is refunded', 'Bob takes the seat', 'completed is told 3 times'],
    {
      ...confirmed,
      live: ['l2'],
      refunds: ['l1 made'],
      mails: ['refund-made', 'registration-cancelled', ...booked],
    },
  ],
  [
    'line by line',
    ['pays by card', 'line 2 is refunded', 'line 1 is refunded', 'all is refunded'],
    { ...refunded, refunds: ['l2 made', 'l1 made'], mails: ['refund-made', ...refunded.mails] },
  ],
  [
    'a line, and then the buyer cancels',
    ['pays by card', 'line 1 is refunded', 'buyer cancels'],
    { ...refunded, refunds: ['l1 made', 'l2 made'], mails: ['refund-made', ...refunded.mails] },
  ],
])

rows('disputed', [
  [
    'open: seats and access stay',
    ['pays by card', 'payment is disputed', 'disputed is told 3 times', 'evidence is sent', 'Bob is refused the seat'],
    { ...confirmed, dispute: 'open' },
  ],
  [
    'won',
    ['pays by card', 'payment is disputed', 'evidence is sent', 'dispute is won', 'end of the dispute is told 3 times'],
    { ...confirmed, dispute: 'won' },
  ],
  [
    'lost: the order says that the money went, and keeps its seats until someone ends them',
    ['pays by card', 'payment is disputed', 'dispute is lost', 'end of the dispute is told 3 times'],
    { ...confirmed, dispute: 'lost' },
  ],
  [
    'the beginning is told after the end',
    [
      'pays by card',
      'payment is disputed',
      'dispute is lost',
      'disputed is told 3 times',
      'dispute news are told 3 times',
    ],
    { ...confirmed, dispute: 'lost' },
  ],
  [
    'before we heard of the payment',
    ['pays, and the webhook is lost', 'payment is disputed', 'the clock looks, 41 minutes on', 'completed is told'],
    { ...confirmed, dispute: 'open' },
  ],
  [
    'and refunded meanwhile, which the provider refuses',
    ['pays by card', 'payment is disputed', 'all is refunded'],
    { ...refusedBack, dispute: 'open' },
  ],
  [
    'and refunded meanwhile, and then won: the refund stays with whom it concerns',
    ['pays by card', 'payment is disputed', 'all is refunded', 'dispute is won'],
    { ...refusedBack, dispute: 'won' },
  ],
  [
    'won, and refunded after it',
    ['pays by card', 'payment is disputed', 'dispute is won', 'all is refunded'],
    { ...refunded, dispute: 'won' },
  ],
  [
    'lost, and ended by an admin: nothing goes back a second time',
    ['pays by card', 'payment is disputed', 'dispute is lost', 'all is refunded'],
    { ...refusedBack, dispute: 'lost' },
  ],
  [
    'what was left after a refund by line',
    ['pays by card', 'line 1 is refunded', 'payment is disputed', 'dispute is lost'],
    {
      ...confirmed,
      live: ['l2'],
      refunds: ['l1 made'],
      dispute: 'lost',
      mails: ['refund-made', 'registration-cancelled', ...booked],
    },
  ],
])

test('there is no happening without a story', () => {
  expect([...told].sort()).toEqual(Object.keys(happenings).sort())
})
