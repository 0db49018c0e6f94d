import { findMembership, lookAtDueMemberships, pendingAccess, pendingMembership } from '@lectern/core/membership'
import { deliver } from '@lectern/core/notifications'
import { createStripePayments, type Payments, webhookEvents } from '@lectern/core/payments'
import {
  commit,
  drainOutbox,
  type Instant,
  instantFromEpochSeconds,
  listWaiting,
  type OutboxRow,
  outboxShards,
  Problem,
  problemIn,
  type Table,
} from '@lectern/core/platform'
import { hearOfPayment, releaseDueHolds } from '@lectern/core/registration'
import Stripe from 'stripe'
import { findSubscribed } from '../../packages/core/src/membership/membership-store.ts'
import type { FaultKind } from '../../packages/local/src/fault.ts'
import { serve } from '../../packages/local/src/serve.ts'
import { openState } from '../../packages/local/src/state.ts'
import { createStripeStandIn, type StripeStandIn } from '../../packages/local/src/stripe/index.ts'
import { luckOf } from './year-troubles.ts'
import { openWorld, type World } from './year-world.ts'

/** What goes wrong, as shares: a write or a request that the process dies at, a request that fails, a webhook that is lost, … */
const shares = { death: 0.015, fault: 0.03, lost: 0.12, doubled: 0.12, late: 0.15 }
const faultKinds: FaultKind[] = ['error-500', 'rate-limit', 'refuse', 'done-then-drop', 'done-then-500']

/** What a control does wrong, so that the simulation must find a fault: it looks at nothing but webhooks, which all get lost; or believes them. */
export type Control = 'nobody-looks' | 'payload-believed'

export type MembersWorld = World & {
  stripe: StripeStandIn
  vendor: Stripe
  /** Whether nothing goes wrong for now. */
  calm: boolean
  deaths: number
  /** What people do again until it comes off; nothing when they were refused. */
  insist: <T>(ask: () => Promise<T>) => Promise<T | undefined>
  /** Acts on what was announced. */
  drain: () => Promise<void>
  /** What the clock does in a few minutes, and all that follows from it. */
  tick: () => Promise<void>
  /** Everything that waits is done. */
  settle: () => Promise<void>
}

const isDeath = (error: unknown): boolean => /killed/.test(error instanceof Error ? error.message : '')

const tries = 15

/** What must never be done: writes what a webhook says of a subscription, instead of asking. @returns whether it was about one of ours */
const believe = async (table: Table, body: string, now: Instant): Promise<boolean> => {
  const subscription: Stripe.Subscription = JSON.parse(body).data.object
  const id = subscription.object === 'subscription' ? await findSubscribed(table, subscription.id) : undefined
  const was = id === undefined ? undefined : await findMembership(table, id)
  if (!was) return false
  const paidUntil = instantFromEpochSeconds(subscription.items.data[0]?.current_period_end ?? 0)
  const is = { ...was, paidUntil, state: subscription.status === 'canceled' ? ('ended' as const) : ('live' as const) }
  return (await commit(table, [pendingMembership(table, is, now), ...pendingAccess(table, is, was)])).committed
}

/** A table, the provider and the mail service over HTTP, and a process that dies between any two of their writes. */
export const openMembersWorld = async (
  table: Table,
  seed: number,
  now: Instant,
  control: Control | undefined,
): Promise<MembersWorld> => {
  const base = await openWorld(table, now)
  const { clock } = base
  const luck = luckOf(seed)
  const draw = (what: string): number => (world.calm ? 1 : luck(what))
  const die = (): never => {
    world.deaths += 1
    throw new Error('killed')
  }

  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName)
      if (!/^(Put|Update|Delete|Transact|BatchWrite)/.test(command)) return next(args)
      const lot = draw(command)
      if (lot < shares.death) die()
      const answer = await next(args)
      if (lot < 2 * shares.death) die()
      return answer
    },
    { step: 'initialize', name: 'dies at a write' },
  )

  const state = openState(':memory:')
  const webhookSecret = 'whsec_of_the_year'
  const stripe = createStripeStandIn({
    state,
    now: () => new Date(clock.now),
    siteUrl: () => 'http://127.0.0.1:4000',
    webhookSecret,
    deliver: async (body, signature) => {
      const event = await payments.readWebhook(body, signature)
      if (control === 'payload-believed' && (await believe(table, body, clock.now))) return
      await hearOfPayment(desk, event, { now: clock.now, realNow: clock.now })
    },
  })
  const till = await serve((request) => stripe.wire.fetch(request))
  const payments = createStripePayments({
    secretKey: 'sk_test_year',
    webhookSecret,
    address: till.url,
    timeoutMilliseconds: 600_000,
    // What fails is seen to fail, instead of being asked again after a real pause.
    retries: 0,
  })
  // What isn't switched on at the endpoint never comes: so the list of events is shown to be enough.
  stripe.setCourier(({ type }) => {
    if (!webhookEvents.includes(type) || control === 'nobody-looks') return 'never'
    const lot = draw(`webhook ${type}`)
    if (lot < shares.lost) return 'never'
    if (lot < shares.lost + shares.doubled) return 'twice'
    return lot < shares.lost + shares.doubled + shares.late ? 'later' : 'once'
  })
  const troubled = Object.fromEntries(
    Object.entries(payments).map(([name, ask]) => [
      name,
      async (...asked: unknown[]) => {
        const [fault, death] = [draw(`fault ${name}`), draw(`death ${name}`)]
        const kind = faultKinds[Math.floor((fault / shares.fault) * faultKinds.length)]
        stripe.setFault(kind && { path: /^\/v1\//, times: 1, kind })
        const answer = await (ask as (...all: unknown[]) => Promise<unknown>)(...asked)
        if (death < shares.death && name !== 'readWebhook') die()
        return answer
      },
    ]),
  ) as unknown as Payments
  const desk = { ...base.desk, payments: troubled }

  /** Does it until it neither dies nor fails in passing. */
  const untilDone = async (work: () => Promise<boolean>): Promise<void> => {
    for (let count = 0; count < tries; count += 1) {
      try {
        if (await work()) return
      } catch (error) {
        if (!isDeath(error) && problemIn(error)?.kind !== 'unavailable') throw error
      }
    }
  }

  /** When the next row that waits may be acted on. */
  const nextDue = async (): Promise<Instant | undefined> => {
    const shards = Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 50))
    return (await Promise.all(shards))
      .flat()
      .map(({ dueAt }) => dueAt)
      .sort()[0]
  }

  /** Acts on what waits, again and again until it came off: time goes on by the seconds that lie in between. */
  const drain = (): Promise<void> =>
    untilDone(async () => {
      const act = (row: OutboxRow) => deliver(desk, row, clock.now)
      await drainOutbox(
        table,
        () => clock.now,
        act,
        () => {},
      )
      const soonest = await nextDue()
      if (soonest !== undefined && soonest > clock.now) clock.now = soonest
      return soonest === undefined
    })

  const sweep = (): Promise<void> =>
    untilDone(async () => {
      let failed = 0
      const onError = () => {
        failed += 1
      }
      await releaseDueHolds(desk, clock.now, onError)
      if (control === 'nobody-looks') return failed === 0
      while ((await lookAtDueMemberships(desk, clock.now, onError)) > 0 && failed === 0);
      return failed === 0
    })

  const world: MembersWorld = {
    ...base,
    desk,
    stripe,
    vendor: new Stripe('sk_test_year', { host: '127.0.0.1', port: till.port, protocol: 'http', telemetry: false }),
    calm: true,
    deaths: 0,
    drain,
    insist: async (ask) => {
      for (let count = 0; count < tries; count += 1) {
        try {
          return await ask()
        } catch (error) {
          const refused = error instanceof Problem ? error : problemIn(error)
          if (isDeath(error) || refused?.kind === 'unavailable') continue
          if (refused) return undefined
          throw error
        }
      }
      return undefined
    },
    tick: async () => {
      await stripe.expireDue()
      await stripe.billing.passTime()
      await stripe.redeliverPending()
      await sweep()
      await drain()
      await stripe.idle()
      base.collect()
    },
    settle: async () => {
      world.calm = true
      for (;;) {
        await world.tick()
        const soonest = await nextDue()
        if (soonest === undefined) return
        if (soonest > clock.now) clock.now = soonest
      }
    },
    stop: async () => {
      await stripe.idle()
      await till.stop()
      state.close()
      await base.stop()
    },
  }
  return world
}
