import { createProduct, NewProduct } from '@lectern/core/catalog'
import { addSeconds } from '@lectern/core/platform'
import { saveStoreTerms } from '@lectern/core/pricing'
import {
  cancelOrder,
  liveLines,
  type Order,
  refundOrder,
  releaseDueHolds,
  settleCheckout,
} from '@lectern/core/registration'
import type { Books } from './books.ts'
import { anEvent, aPromotion, minutes, order, orderNow, placed, start } from './build.ts'
import { drain, openDesk, sessionOf, type TestDesk } from './desk.ts'

/** A shop with two classes, the first of a single seat, and an order of Ada's for both, with 29% off by a code. */
export type Shop = Books & { first: Order; session: string }

export const openShop = async (options: Parameters<typeof openDesk>[0] = {}): Promise<Shop> => {
  const books = await openBooks(options)
  const first = await placeFirst(books)
  return { ...books, first, session: sessionOf(first) }
}

/** The same without the order. */
export const openBooks = async (options: Parameters<typeof openDesk>[0] = {}): Promise<Books> => {
  const desk = await openDesk({ retries: 0, ...options })
  const event = (slug: string, capacity: number, priceCents: number) =>
    anEvent(desk.table, { slug, code: undefined, capacity, tickets: [{ slug: 'seat', name: 'Seat', priceCents }] })
  const events = [await event('e1', 1, 3_333), await event('e2', 9, 10_001)]
  const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { total: 10 } })
  return { desk, events, code }
}

export const placeFirst = ({ desk }: Books, asked: Record<string, unknown> = {}): Promise<Order> =>
  placed(desk, 'ada@example.com', ['e1:seat', 'e2:seat'], { codes: ['LEAP29'], now: desk.clock.now, ...asked })

/**
 * A shop where Ada's order is a seat and a book on paper, which is sent to her, with 29% off by a code; the provider
 * adds sales tax to each line.
 */
export const openStore = async (): Promise<Shop> => {
  const books = await openBooks()
  const { table } = books.desk
  const shipping = [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 595 }]
  await saveStoreTerms(table, { shipping, salesTax: true }, 0)
  const formats = [{ slug: 'paper', name: 'Paperback', type: 'physical', priceCents: 3_995 }]
  await createProduct(table, NewProduct.parse({ slug: 'book', title: 'A book', formats }), start)
  const shipTo = {
    name: 'Ada',
    line1: '12 Harbor Street',
    city: 'Portland',
    region: 'OR',
    postalCode: '97201',
    country: 'US',
  }
  const first = await placed(books.desk, 'ada@example.com', ['e1:seat', 'book:paper'], { codes: ['LEAP29'], shipTo })
  return { ...books, first, session: sessionOf(first) }
}

/** The sweeper, which leaves what it cannot settle. */
export const sweep = (desk: TestDesk) => releaseDueHolds(desk, desk.clock.now, () => {})

/** A desk whose provider says that a page is closed which can still be paid: a payment and an expiry in one moment. */
const blind = (desk: TestDesk): TestDesk => ({
  ...desk,
  payments: {
    ...desk.payments,
    closeCheckout: async (id) => ({ ...(await desk.payments.findCheckout(id)), state: 'expired' }),
  },
})

const later = async ({ desk }: Shop, count: number): Promise<void> => {
  desk.clock.now = addSeconds(desk.clock.now, count * 60)
  await sweep(desk)
}

const again =
  (type: string, times = 3) =>
  ({ desk, session }: Shop) =>
    desk.stripe.replay({ session, type, times })

/** What can happen to Ada's order, its payment, and what is told of them. */
export const happenings = {
  'pays by card': ({ desk, session }) => desk.stripe.pay(session),
  'pays, and the webhook is lost': ({ desk, session }) => desk.stripe.pay(session, { deliver: false }),
  'card is declined': ({ desk, session }) => desk.stripe.fail(session),
  'pays by bank': ({ desk, session }) => desk.stripe.pay(session, { method: 'bank' }),
  'pays by bank, and the webhook is lost': ({ desk, session }) =>
    desk.stripe.pay(session, { method: 'bank', deliver: false }),
  'debit settles': ({ desk, session }) => desk.stripe.settle(session),
  'debit bounces': ({ desk, session }) => desk.stripe.bounce(session),
  'page expires': ({ desk, session }) => desk.stripe.expire(session),
  'completed is told': again('checkout.session.completed', 1),
  'completed is told 3 times': again('checkout.session.completed'),
  'completed is told 8 times at once': ({ desk, session }) =>
    Promise.all(Array.from({ length: 8 }, () => settleCheckout(desk, session, desk.clock.now))),
  'expired is told 3 times': again('checkout.session.expired'),
  'settled is told 3 times': again('checkout.session.async_payment_succeeded'),
  'bounced is told 3 times': again('checkout.session.async_payment_failed'),
  'refunded is told 3 times': again('charge.refunded'),
  'the clock looks, 41 minutes on': (shop) => later(shop, 41),
  'the clock looks, 3 days on': (shop) => later(shop, 3 * 1440),
  'is released unseen': async ({ desk }) => {
    const now = minutes(41)
    await releaseDueHolds(blind(desk), now, () => {})
  },
  'Bob takes the seat': ({ desk }) => placed(desk, 'bob@example.com', 'e1:seat', { now: desk.clock.now }),
  'Bob is refused the seat': async ({ desk }) => {
    const code = await order(desk, 'bob@example.com', 'e1:seat', { now: desk.clock.now }).catch((error) => error.code)
    if (code !== 'registration.sold-out') throw new Error(`Bob was not refused: ${code}`)
  },
  'buyer cancels': ({ desk, first }) => cancelOrder(desk, first.id, desk.clock.now),
  'buyer cancels unseen': ({ desk, first }) => cancelOrder(blind(desk), first.id, desk.clock.now),
  'all is refunded': ({ desk, first }) => refundOrder(desk, first.id, {}, desk.clock.now),
  'all is refunded 5 times at once': ({ desk, first }) =>
    Promise.all(Array.from({ length: 5 }, () => refundOrder(desk, first.id, {}, desk.clock.now))),
  'line 1 is refunded': ({ desk, first }) => refundOrder(desk, first.id, { lines: ['l1'] }, desk.clock.now),
  'line 2 is refunded': ({ desk, first }) => refundOrder(desk, first.id, { lines: ['l2'] }, desk.clock.now),
  'payment is disputed': ({ desk, session }) => desk.stripe.dispute(session, { reason: 'product_not_received' }),
  'evidence is sent': ({ desk, session }) => desk.stripe.answerDispute(session),
  'dispute is won': ({ desk, session }) => desk.stripe.closeDispute(session, 'won'),
  'dispute is lost': ({ desk, session }) => desk.stripe.closeDispute(session, 'lost'),
  'disputed is told 3 times': again('charge.dispute.created'),
  'dispute news are told 3 times': again('charge.dispute.updated'),
  'end of the dispute is told 3 times': again('charge.dispute.closed'),
} satisfies Record<string, (shop: Shop) => Promise<unknown>>

export type Happening = keyof typeof happenings

/** Lets things happen one after another, each with all that follows from it: webhooks, refunds and mails. */
export const happen = async (shop: Shop, story: readonly Happening[]): Promise<void> => {
  for (const happening of story) {
    await happenings[happening](shop)
    await settleDown(shop.desk)
  }
}

/**
 * Does what is due within the next hour, so that also what was released ahead of the clock is told of. Twice, since
 * what follows may itself call the provider, whose webhooks come after. Answers what failed.
 */
export const settleDown = async (desk: TestDesk): Promise<string[]> => {
  const now = addSeconds(desk.clock.now, 3600)
  return [...(await drain(desk, now)), ...(await drain(desk, now))]
}

/** How an order ended, in words to compare: its state, its live lines, its refunds, its dispute and Ada's mails. */
export const outcomeOf = async ({ desk, first }: Shop) => {
  const now = await orderNow(desk, first)
  return {
    order: now.status,
    live: liveLines(now).map(({ id }) => id),
    refunds: now.refunds.map(({ lines, state }) => `${lines.join('+')} ${state}`),
    dispute: now.dispute?.state,
    mails: desk
      .mails({ to: 'ada@example.com' })
      .map(({ template }) => template)
      .sort(),
  }
}

export type Outcome = Omit<Awaited<ReturnType<typeof outcomeOf>>, 'mails'> & { mails: readonly (string | null)[] }
