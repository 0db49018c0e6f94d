import { cancelOrder, type OrderStatus, orderTransitions, settleCheckout } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { minutes, orderNow } from '../../support/build.ts'
import { sale } from './one-seat.ts'

/** What an order must be after looking at its payment, by where both stand. */
const expected: Record<OrderStatus, Record<'open' | 'processing' | 'paid' | 'failed' | 'expired', OrderStatus>> = {
  'awaiting-payment': {
    open: 'awaiting-payment',
    processing: 'awaiting-payment',
    paid: 'confirmed',
    failed: 'expired',
    expired: 'expired',
  },
  confirmed: {
    open: 'confirmed',
    processing: 'confirmed',
    paid: 'confirmed',
    failed: 'confirmed',
    expired: 'confirmed',
  },
  expired: { open: 'expired', processing: 'expired', paid: 'confirmed', failed: 'expired', expired: 'expired' },
  cancelled: {
    open: 'cancelled',
    processing: 'cancelled',
    paid: 'refunded',
    failed: 'cancelled',
    expired: 'cancelled',
  },
  refunded: { open: 'refunded', processing: 'refunded', paid: 'refunded', failed: 'refunded', expired: 'refunded' },
}

describe('every state of an order with every state of its payment', () => {
  const cases = (Object.keys(orderTransitions) as OrderStatus[]).flatMap((status) =>
    (['open', 'processing', 'paid', 'failed', 'expired'] as const).map((state) => ({ status, state })),
  )
  test.for(cases)('$status and $state', async ({ status, state }) => {
    const { desk, first, session, seats } = await sale()
    const answering = (as: typeof state) => ({
      ...desk,
      payments: {
        ...desk.payments,
        findCheckout: async (id: string) => ({
          id,
          reference: first.id,
          state: as,
          paymentId: 'pi_1',
          paidCents: as === 'paid' ? 39_900 : 0,
        }),
        closeCheckout: async (id: string) => ({ id, reference: first.id, state: 'expired' as const, paidCents: 0 }),
      },
    })
    const bring: Record<OrderStatus, () => Promise<unknown>> = {
      'awaiting-payment': async () => undefined,
      confirmed: () => settleCheckout(answering('paid'), session, minutes(1)),
      expired: () => settleCheckout(answering('expired'), session, minutes(1)),
      cancelled: () => cancelOrder(answering('open'), first.id, minutes(1)),
      refunded: async () => {
        await settleCheckout(answering('paid'), session, minutes(1))
        await cancelOrder(desk, first.id, minutes(1))
      },
    }
    await bring[status]()
    expect(await orderNow(desk, first)).toMatchObject({ status })
    const before = await orderNow(desk, first)
    const after = await settleCheckout(answering(state), session, minutes(2))
    expect(after?.status).toBe(expected[status][state])
    expect(await seats()).toBe(['awaiting-payment', 'confirmed'].includes(after?.status ?? '') ? 1 : 0)
    if (after?.status === status && state !== 'processing') expect(after).toEqual(before)
    // Looking once more changes nothing.
    expect(await settleCheckout(answering(state), session, minutes(3))).toEqual(after)
  })
})
