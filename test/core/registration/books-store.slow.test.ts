import { type Outcome, openStore } from '../../support/stories.ts'
import { confirmed, expired, refunded, stories } from '../../support/story-table.ts'

// In the store Ada orders the seat (l1) and a book (l2) that is sent to her (l3), and sales tax is added to each line.
const bought = ['receipt', 'registration-confirmed', 'titles-ready']
const sold: Outcome = { ...confirmed, live: ['l1', 'l2', 'l3'], mails: bought }
const soldBack: Outcome = {
  ...refunded,
  refunds: ['l1+l2+l3 made'],
  mails: ['refund-made', 'registration-cancelled', ...bought],
}

stories(
  'with tax and postage',
  [
    ['paid by card', ['pays by card', 'completed is told 3 times', 'expired is told 3 times'], sold],
    ['paid after the card was declined', ['card is declined', 'pays by card'], sold],
    ['paid by bank', ['pays by bank', 'the clock looks, 3 days on', 'debit settles', 'settled is told 3 times'], sold],
    ['the webhook is lost', ['pays, and the webhook is lost', 'the clock looks, 41 minutes on'], sold],
    ['the page expires', ['page expires', 'completed is told 3 times'], expired],
    [
      'paid late, and the seat is still free',
      ['is released unseen', 'pays by card', 'completed is told 3 times'],
      { ...sold, mails: ['hold-expired', ...bought] },
    ],
    [
      'paid late, and the seat is gone: the tax goes back too',
      ['is released unseen', 'Bob takes the seat', 'pays by card', 'completed is told 3 times'],
      { ...soldBack, mails: ['hold-expired', 'refund-made'] },
    ],
    ['refunded whole', ['pays by card', 'all is refunded 5 times at once', 'refunded is told 3 times'], soldBack],
    [
      'the seat is refunded with its tax',
      ['pays by card', 'line 1 is refunded', 'line 1 is refunded'],
      { ...sold, live: ['l2', 'l3'], refunds: ['l1 made'], mails: soldBack.mails },
    ],
    [
      'the book is refunded with its tax and its postage',
      ['pays by card', 'line 2 is refunded', 'line 2 is refunded'],
      { ...sold, live: ['l1'], refunds: ['l2+l3 made'], mails: ['refund-made', ...bought] },
    ],
    [
      'line by line',
      ['pays by card', 'line 1 is refunded', 'line 2 is refunded', 'all is refunded'],
      { ...soldBack, refunds: ['l1 made', 'l2+l3 made'], mails: ['refund-made', ...soldBack.mails] },
    ],
    [
      'disputed, and lost with the tax',
      ['pays by card', 'payment is disputed', 'dispute is lost', 'completed is told 3 times'],
      { ...sold, dispute: 'lost' },
    ],
  ],
  openStore,
)
