import { requirePerson } from '@lectern/core/identity'
import {
  changeMembership,
  changeTeam,
  confirmSeat,
  findManagedTeam,
  findPlan,
  getOwnMembership,
  inviteToTeam,
  isOpen,
  isTaken,
  listSeats,
  type ManagedTeam,
  openPortal,
  quoteChange,
  revokeSeat,
  setRenewal,
  syncMembership,
  TeamSettings,
} from '@lectern/core/membership'
import { EmailAddress, invalidInput, notFound, Problem } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import type { Child } from 'hono/jsx'
import { ActButton } from '../../components/act-button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { readAs } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import { queried } from '../../forms/queried.ts'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { formatPrice } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { shownPrice } from './own-membership.tsx'

import { Buy, teamPage as here, Invite, Price, SeatCircles, SeatRow, Settings } from './team-parts.tsx'

const flashes: Record<string, string> = {
  invited: 'Invitations sent.',
  given: 'Seat given.',
  revoked: 'Seat freed. Access by it ended at once.',
  saved: 'Saved.',
  bought: 'Seats changed.',
  stopped: 'Renewal stopped. Your team keeps everything until the end of the period.',
  resumed: 'Your team’s membership renews again.',
}

/** `/account/team`: the seats and who has them, inviting, more seats with the price before the button. */
export const ownTeamPages = definePages({ who: 'person' }, (app, services) => {
  const { table } = services

  const own = async (c: Request): Promise<ManagedTeam> => {
    const managed = await findManagedTeam(table, requirePerson(c.var.actor).id, c.var.now)
    if (!managed) throw notFound('team')
    return managed
  }
  const paidFor = async (c: Request) => {
    const { membership } = await own(c)
    const known = await getOwnMembership(table, membership.id, requirePerson(c.var.actor))
    return known.subscription === undefined
      ? known
      : ((await syncMembership(services, known.subscription, c.var.now)) ?? known)
  }

  const page = (
    c: Request,
    title: string,
    content: Child,
    flash?: { tone: 'success' | 'error'; words: string },
    status: 200 | 409 = 200,
  ) =>
    c.html(
      <SitePage title={title} unlisted here={here} flash={flash}>
        <PageHeading trail={[myEvents, { label: 'Team' }]} title={title} size="work" />
        <Stack after gap="large">
          {content}
        </Stack>
      </SitePage>,
      status,
    )

  const show = async (c: Request, refused?: Problem) => {
    const { now, actor } = c.var
    const { zone } = services.organizer
    const { team, membership } = await own(c)
    const [seats, plan] = await Promise.all([listSeats(table, team.id), findPlan(table, membership.plan)])
    const held = seats.filter(({ state }) => state === 'held')
    const invited = seats.filter((seat) => seat.state === 'invited' && isTaken(seat, now))
    const isOwner = actor.kind === 'person' && membership.owner === actor.id
    const running = isOpen(membership, now)
    const free = Math.max(0, team.seats - held.length - invited.length)
    const managers = held.flatMap(({ person, email }) =>
      person !== undefined && team.managers.includes(person) ? [email] : [],
    )
    const words = refused?.message ?? queried(c, 'done', flashes)
    const day = formatZonedDate(membership.paidUntil, zone)
    return page(
      c,
      team.name,
      <>
        <Panel title={`${held.length + invited.length} of ${team.seats} seats taken`}>
          <SeatCircles seats={team.seats} held={held.length} invited={invited.length} />
          <p>
            {!running
              ? 'This membership has ended, so its seats are closed.'
              : membership.renews
                ? `Renews ${day} for ${formatPrice(membership.renewalCents)}.`
                : `Good until ${day}. It doesn’t renew.`}
            {membership.next && ` From then on, ${membership.next.seats} seats.`}
          </p>
          {isOwner && membership.subscription !== undefined && running && (
            <div class="flex flex-wrap gap-3">
              <ActButton
                action={`${here}/renewal`}
                words={membership.renews ? 'Stop renewal' : 'Renew again'}
                values={{ renews: membership.renews ? 'no' : 'yes' }}
                size="medium"
              />
              <ActButton action={`${here}/portal`} words="Card and invoices" size="medium" />
            </div>
          )}
          {seats.length > 0 && (
            <ul class="border-t border-base-300" aria-label="People">
              {seats.map((seat) => (
                <SeatRow {...{ seat, now, zone }} />
              ))}
            </ul>
          )}
        </Panel>
        {running && <Invite free={free} />}
        {running && isOwner && plan && membership.subscription !== undefined && (
          <Buy plan={plan} seats={membership.seats} invoiced={membership.invoiced === true} />
        )}
        {isOwner && <Settings team={team} managers={managers} />}
      </>,
      words === undefined ? undefined : { tone: refused ? 'error' : 'success', words },
      refused ? 409 : 200,
    )
  }

  const acting = async (c: Request, act: () => Promise<string>) => {
    try {
      return done(`${here}?done=${await act()}`)
    } catch (error) {
      if (error instanceof Problem && (error.kind === 'conflict' || error.kind === 'invalid'))
        return again(show(c, error))
      throw error
    }
  }

  app.page(here, { audit: why.own }, (c) => show(c))

  app.form(`${here}/invite`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const wrong = form.list('emails').find((one) => !EmailAddress.safeParse(one).success)
      if (wrong !== undefined) throw invalidInput([{ path: 'emails', message: `“${wrong}” isn’t an email address` }])
      const emails = form.list('emails').map((one) => EmailAddress.parse(one))
      const { team } = await own(c)
      await inviteToTeam(table, team.id, emails, requirePerson(c.var.actor), c.var.now)
      return 'invited'
    }),
  )
  app.form(`${here}/give`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const { team } = await own(c)
      await confirmSeat(table, team.id, form.text('email'), requirePerson(c.var.actor), c.var.now)
      return 'given'
    }),
  )
  app.form(`${here}/revoke`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const { team } = await own(c)
      await revokeSeat(table, team.id, form.text('email'), requirePerson(c.var.actor), c.var.now)
      return 'revoked'
    }),
  )
  app.form(`${here}/settings`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const { team } = await own(c)
      const settings = readAs(TeamSettings, {
        ...{ name: form.text('name'), domains: form.list('domains'), join: form.text('join') },
        managers: form.list('managers'),
      })
      await changeTeam(table, team.id, settings, requirePerson(c.var.actor))
      return 'saved'
    }),
  )
  app.form(`${here}/renewal`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const renews = form.text('renews') === 'yes'
      await setRenewal(services, await paidFor(c), renews, c.var.now)
      return renews ? 'resumed' : 'stopped'
    }),
  )
  app.form(`${here}/portal`, { audit: why.own }, async (c) => {
    const membership = await paidFor(c)
    return done(await openPortal(services, membership))
  })

  const wanted = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : 0)

  app.page(`${here}/seats`, { audit: why.own }, async (c) => {
    try {
      const seats = wanted(c.req.query('seats') ?? '')
      const quote = await quoteChange(services, await paidFor(c), { seats }, c.var.now)
      if (quote.when === 'none') return c.redirect(here, 303)
      const { team } = await own(c)
      return page(c, team.name, <Price quote={quote} zone={services.organizer.zone} />)
    } catch (error) {
      if (error instanceof Problem && error.kind === 'conflict') return show(c, error)
      throw error
    }
  })
  app.form(`${here}/seats`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const seats = wanted(form.text('seats'))
      await changeMembership(services, await paidFor(c), { seats }, shownPrice(form, c.var.now), c.var.now)
      return 'bought'
    }),
  )
})
