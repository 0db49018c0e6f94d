import { requirePerson } from '@lectern/core/identity'
import {
  changeMembership,
  findSeatOf,
  findTeam,
  isOpen,
  listPayments,
  listPlans,
  lookAtMemberships,
  type Membership,
  openPortal,
  type Plan,
  quoteChange,
  setRenewal,
} from '@lectern/core/membership'
import { Instant, notFound, Problem } from '@lectern/core/platform'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { again, definePages, done, type Outcome, why } from '../../forms/pages.ts'
import { queried } from '../../forms/queried.ts'
import type { Typed } from '../../forms/typed.ts'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { type Request, SitePage } from '../site-page.tsx'

import { Band, Billing, Change, membershipPage as here, Owed, Payments, Switch } from './membership-parts.tsx'

const flashes: Record<string, string> = {
  stopped: 'Renewal is off. We won’t charge you again.',
  resumed: 'Your membership renews again.',
  changed: 'Your plan has changed.',
}

/** For someone without a membership of their own: what they have by a team, else where the plans are. */
const NoneOwn = ({ pays, seatIn }: { pays: boolean; seatIn: string | undefined }) => {
  const [title, href, action, words] = pays
    ? ([
        'You pay for your team’s membership',
        '/account/team',
        'Manage your team',
        seatIn === undefined
          ? 'You have no membership of your own. To join classes yourself, take one of the team’s seats.'
          : 'You have one of its seats.',
      ] as const)
    : seatIn === undefined
      ? ([
          'No membership yet',
          '/membership',
          'See the plans',
          'Members join breakouts, and all-access members join every class.',
        ] as const)
      : ([`You have a seat in ${seatIn}`, '/events', 'See what’s on', 'The team pays for it.'] as const)
  return (
    <EmptyState
      title={title}
      action={
        <ButtonLink look="primary" href={href}>
          {action}
        </ButtonLink>
      }
    >
      {words}
    </EmptyState>
  )
}

/** `/account/membership`: when it renews and for how much, stopping that, another plan, the card. */
export const ownMembershipPages = definePages({ who: 'person' }, (app, services) => {
  const { table } = services

  const look = (c: Request): Promise<Membership[]> =>
    lookAtMemberships(services, requirePerson(c.var.actor).id, c.var.now)
  const ownOf = (looked: readonly Membership[]): Membership[] =>
    looked.filter(({ holder }) => holder.person !== undefined).toReversed()
  const mine = async (c: Request): Promise<Membership[]> => ownOf(await look(c))
  /** The one that a form is about: named, or the one that runs. */
  const chosen = async (c: Request, id = ''): Promise<Membership> => {
    const all = await mine(c)
    const found = id === '' ? all.find((one) => isOpen(one, c.var.now)) : all.find((one) => one.id === id)
    if (!found) throw notFound('membership')
    return found
  }

  const page = (
    c: Request,
    content: Child,
    flash?: { tone: 'success' | 'error'; words: string },
    status: 200 | 409 = 200,
  ) =>
    c.html(
      <SitePage title="Your membership" unlisted here={here} flash={flash}>
        <PageHeading trail={[myEvents, { label: 'Membership' }]} title="Your membership" size="work" />
        <Stack after gap="large">
          {content}
        </Stack>
      </SitePage>,
      status,
    )

  const show = async (c: Request, refused?: Problem) => {
    const [looked, plans] = await Promise.all([look(c), listPlans(table)])
    const { now } = c.var
    const all = ownOf(looked)
    const pays = looked.some((one) => one.holder.team !== undefined && isOpen(one, now))
    const seat = all.length === 0 ? await findSeatOf(table, requirePerson(c.var.actor).id) : undefined
    const seatIn = seat && (await findTeam(table, seat.team))
    const { zone } = services.organizer
    const words = refused?.message ?? queried(c, 'done', flashes)
    const running = all.find((one) => isOpen(one, now))
    const shown = running ?? all[0]
    const payments = shown ? await listPayments(table, shown.id) : []
    return page(
      c,
      all.length === 0 ? (
        <NoneOwn pays={pays} seatIn={seatIn?.name} />
      ) : (
        <>
          {all.map((membership) => (
            <>
              <Owed membership={membership} />
              <Band {...{ membership, zone, now }} />
            </>
          ))}
          <div class="cols">
            <div class="col">
              {running?.subscription !== undefined && <Switch {...{ membership: running, plans }} />}
              <Payments payments={payments} />
            </div>
            {shown?.customer !== undefined && (
              <aside class="col" aria-label="Payment">
                <Billing action={`${here}/portal`} id={shown.id} />
              </aside>
            )}
          </div>
        </>
      ),
      words === undefined ? undefined : { tone: refused ? 'error' : 'success', words },
      refused ? 409 : 200,
    )
  }

  const refusing = async (c: Request, act: () => Promise<Outcome>): Promise<Outcome> => {
    try {
      return await act()
    } catch (error) {
      if (error instanceof Problem && error.kind === 'conflict') return again(show(c, error))
      throw error
    }
  }

  app.page(here, { audit: why.own }, (c) => show(c))

  app.form(`${here}/renewal`, { audit: why.own }, (c, form) =>
    refusing(c, async () => {
      const renews = form.text('renews') === 'yes'
      await setRenewal(services, await chosen(c, form.text('id')), renews, c.var.now)
      return done(`${here}?done=${renews ? 'resumed' : 'stopped'}`)
    }),
  )

  app.form(`${here}/portal`, { audit: why.own }, (c, form) =>
    refusing(c, async () => done(await openPortal(services, await chosen(c, form.text('id'))))),
  )

  const planOf = async (slug: string): Promise<Plan> => {
    const plan = (await listPlans(table)).find((one) => one.slug === slug)
    if (!plan) throw notFound('plan')
    return plan
  }

  app.page(`${here}/switch`, { audit: why.own }, async (c) => {
    const { now } = c.var
    const [plan, membership] = await Promise.all([planOf(c.req.query('plan') ?? ''), chosen(c)])
    try {
      const quote = await quoteChange(services, membership, { plan: plan.slug }, now)
      return page(c, <Change {...{ plan, quote, zone: services.organizer.zone }} />)
    } catch (error) {
      if (error instanceof Problem && error.kind === 'conflict') return show(c, error)
      throw error
    }
  })

  app.form(`${here}/switch`, { audit: why.own }, (c, form) =>
    refusing(c, async () => {
      const [plan, membership] = await Promise.all([planOf(form.text('plan')), chosen(c)])
      await changeMembership(services, membership, { plan: plan.slug }, shownPrice(form, c.var.now), c.var.now)
      return done(`${here}?done=changed`)
    }),
  )
})

/** The price that a form shows, and as of when; what is no price is none that was shown. */
export const shownPrice = (form: Typed, now: Instant): { dueCents: number; at: Instant } => {
  const at = Instant.safeParse(form.text('at'))
  const due = form.text('due')
  return { dueCents: /^-?\d{1,9}$/.test(due) ? Number(due) : -1, at: at.success ? at.data : now }
}
