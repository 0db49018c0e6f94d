import { findPeopleByEmail, requirePerson } from '@lectern/core/identity'
import {
  changeMembership,
  changeTeam,
  confirmSeat,
  findManagedTeam,
  findPlan,
  getOwnMembership,
  handOverTeam,
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
import type { Child } from 'hono/jsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { readAs } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import { queried } from '../../forms/queried.ts'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { Owed } from './membership-parts.tsx'
import { shownPrice } from './own-membership.tsx'
import { BillingPart, Buy, Price } from './team-billing.tsx'
import { HandOver, teamPage as here, Invite, People, SeatCircles, type Seated, Settings } from './team-parts.tsx'

const flashes: Record<string, string> = {
  invited: 'Invitations sent.',
  given: 'Seat given.',
  revoked: 'Seat freed. Access by it ended at once.',
  saved: 'Saved.',
  handed: 'Handed over. We’ve emailed you both.',
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
    { status = 200, about }: { status?: 200 | 409; about?: string } = {},
  ) =>
    c.html(
      <SitePage title={title} unlisted here={here} flash={flash}>
        <PageHeading trail={[myEvents, { label: 'Team' }]} title={title} size="work">
          {about}
        </PageHeading>
        <Stack after gap="large">
          {content}
        </Stack>
      </SitePage>,
      status,
    )

  /** The places of a team with the names of their holders, who decides first. */
  const seatedIn = async ({ team }: ManagedTeam): Promise<Seated[]> => {
    const seats = await listSeats(table, team.id)
    const held = seats.filter(({ state }) => state === 'held')
    const people = await findPeopleByEmail(
      table,
      held.map(({ email }) => email),
    )
    const seated = seats.map((seat): Seated => {
      const role =
        seat.person === team.owner ? 'Owner' : team.managers.includes(seat.person ?? '') ? 'Manager' : undefined
      return { ...seat, name: seat.state === 'held' ? people.get(seat.email)?.name : undefined, role }
    })
    const rank = ({ role, state }: Seated) => (role === 'Owner' ? 0 : role ? 1 : state === 'asked' ? 2 : 3)
    return seated.sort((one, other) => rank(one) - rank(other))
  }

  const show = async (c: Request, refused?: Problem) => {
    const { now, actor } = c.var
    const { zone } = services.organizer
    const managed = await own(c)
    const { team, membership } = managed
    const [seats, plan] = await Promise.all([seatedIn(managed), findPlan(table, membership.plan)])
    const isOwner = actor.kind === 'person' && membership.owner === actor.id
    const running = isOpen(membership, now)
    const held = seats.filter(({ state }) => state === 'held')
    const free = Math.max(0, team.seats - seats.filter((seat) => isTaken(seat, now)).length)
    const managers = held.flatMap(({ role, email }) => (role === 'Manager' ? [email] : []))
    const words = refused?.message ?? queried(c, 'done', flashes)
    return page(
      c,
      team.name,
      <>
        {isOwner && <Owed membership={membership} />}
        <div class="cols">
          <div class="col">
            <SeatCircles {...{ team, seats, now }} />
            {running && <Invite free={free} />}
            <People {...{ seats, now, zone }} />
            {held.length > 0 && (
              <p>
                <TextLink href={`${here}/use`}>See what each seat is used for</TextLink>
              </p>
            )}
            {isOwner && <Settings team={team} managers={managers} />}
            {isOwner && <HandOver people={held.filter(({ person }) => person !== team.owner)} />}
          </div>
          <aside class="col" aria-label="Seats and billing">
            {running && isOwner && plan && membership.subscription !== undefined && <Buy {...{ plan, membership }} />}
            <BillingPart {...{ membership, own: isOwner, now, zone }} />
          </aside>
        </div>
      </>,
      words === undefined ? undefined : { tone: refused ? 'error' : 'success', words },
      {
        status: refused ? 409 : 200,
        about: running
          ? `${membership.opens.title}: everything it opens, for everyone with a seat.`
          : 'This membership has ended, so its seats are closed.',
      },
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
  app.form(`${here}/owner`, { audit: why.own }, (c, form) =>
    acting(c, async () => {
      const owner = EmailAddress.safeParse(form.text('owner'))
      if (!owner.success) throw invalidInput([{ path: 'owner', message: 'Choose a person' }])
      const { team } = await own(c)
      const { id } = requirePerson(c.var.actor)
      await handOverTeam(table, team.id, owner.data, { id }, c.var.now)
      return 'handed'
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
      return page(c, team.name, <Price {...{ quote, team, now: c.var.now, zone: services.organizer.zone }} />)
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
