import { notRecorded } from '@lectern/core/identity'
import {
  acceptInvitation,
  changeMembership,
  changeTeam,
  confirmSeat,
  findManagedTeam,
  findTeamOfDomain,
  getOwnMembership,
  handOverTeam,
  inviteToTeam,
  isTaken,
  joinByDomain,
  listSeats,
  type ManagedTeam,
  quoteChange,
  revokeSeat,
  syncMembership,
  TeamSettings,
} from '@lectern/core/membership'
import { EmailAddress, Instant, notFound } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { shown } from '../http/shown.ts'
import { ChangeQuoteView, MembershipView, membershipView } from './membership-view.ts'

const SeatView = z.object({
  email: z.string(),
  state: z.enum(['invited', 'held', 'asked']),
  since: z.string(),
  invitedUntil: z.string().optional(),
  expired: z.boolean().optional(),
})

const TeamView = z
  .object({
    id: z.string(),
    name: z.string(),
    domains: z.array(z.string()),
    join: z.enum(['take', 'ask']),
    seats: z.int(),
    taken: z.int().describe('Invited and held. Never more than `seats`.'),
    members: z.array(SeatView),
    membership: MembershipView,
  })
  .meta({ id: 'Team' })

const Emails = z.strictObject({ emails: z.array(EmailAddress).min(1).max(100) })
const OneEmail = z.object({ email: EmailAddress })
const seatsWanted = { seats: z.int().min(1).max(500).describe('How many the team is to have in all.') }
const Joined = z.object({ team: z.string(), name: z.string(), state: z.enum(['held', 'asked']) })

/** A team: its owner, its managers, and the person who has a seat in it. */
export const ownTeamRoutes = (api: Api): void => {
  const { services } = api
  const { table } = services
  const people = endpoints(api, { who: 'person', tag: 'Membership' })

  const own = async (person: string, now: Instant): Promise<ManagedTeam> => {
    const managed = await findManagedTeam(table, person, now)
    if (!managed) throw notFound('team')
    return managed
  }
  /** The membership of one's own team, as the provider says right now: who pays for it alone may change it. */
  const paidFor = async (actor: { id: string; admin: boolean }, now: Instant) => {
    const { membership } = await own(actor.id, now)
    const known = await getOwnMembership(table, membership.id, actor)
    return known.subscription === undefined
      ? known
      : ((await syncMembership(services, known.subscription, now)) ?? known)
  }
  const view = async ({ team, membership }: ManagedTeam, now: Instant) => {
    const members = (await listSeats(table, team.id)).map((seat) => ({
      ...seat,
      expired: seat.state === 'invited' && !isTaken(seat, now),
    }))
    return shown(TeamView, { ...team, members, membership: membershipView(membership, now) })
  }

  people.get('/api/me/team', 'getMyTeam', {
    audit: notRecorded.own,
    summary: 'Get the team that you pay for or manage',
    answers: { 200: { description: 'The team', schema: TeamView } },
    problems: [404],
    run: async ({ actor, now }) => view(await own(actor.id, now), now),
  })
  people.patch('/api/me/team', 'changeMyTeam', {
    audit: notRecorded.own,
    summary: 'Change your team’s name, domains, or managers',
    description: 'For its owner. A domain is one that you signed in with; public mail hosts are refused.',
    body: TeamSettings.meta({ id: 'TeamChange' }),
    bodyExample: { name: 'Northwind IT', domains: ['northwind.example'], join: 'ask' },
    answers: { 200: { description: 'The team', schema: TeamView } },
    problems: [404, 409],
    run: async ({ actor, body, now }) => {
      const { team, membership } = await own(actor.id, now)
      return view({ team: await changeTeam(table, team.id, body, actor), membership }, now)
    },
  })
  people.post('/api/me/team/owner', 'handOverMyTeam', {
    audit: notRecorded.own,
    summary: 'Make someone with a seat your team’s owner',
    description: 'They pay for it from then on. The card on file stays until they change it.',
    body: z.strictObject({ owner: EmailAddress }).meta({ id: 'TeamOwner' }),
    bodyExample: { owner: 'ben@northwind.example' },
    answers: {
      200: { description: 'The team’s new owner', schema: z.object({ team: z.string(), owner: z.string() }) },
    },
    problems: [409],
    run: async ({ actor, body, now }) => {
      const { team } = await own(actor.id, now)
      await handOverTeam(table, team.id, body.owner, { id: actor.id }, now)
      return { team: team.id, owner: body.owner }
    },
  })
  people.post('/api/me/team/seats', 'inviteToMyTeam', {
    audit: notRecorded.own,
    summary: 'Offer seats to some addresses',
    description: 'Each gets an email with a link that is good for 14 days. Who asked for a seat is given it.',
    body: Emails.meta({ id: 'TeamInvitations' }),
    bodyExample: { emails: ['ben@northwind.example'] },
    answers: { 200: { description: 'The team', schema: TeamView } },
    problems: [404, 409],
    run: async ({ actor, body, now }) => {
      const { team } = await own(actor.id, now)
      const asked = (await listSeats(table, team.id)).filter(({ state }) => state === 'asked').map(({ email }) => email)
      for (const email of body.emails) if (asked.includes(email)) await confirmSeat(table, team.id, email, actor, now)
      await inviteToTeam(
        table,
        team.id,
        body.emails.filter((email) => !asked.includes(email)),
        actor,
        now,
      )
      return view(await own(actor.id, now), now)
    },
  })
  people.delete('/api/me/team/seats', 'revokeTeamSeat', {
    audit: notRecorded.own,
    summary: 'Take a seat or an invitation away',
    description: 'Access by it ends at once. Progress and what its holder bought themselves stay.',
    query: OneEmail,
    answers: { 200: { description: 'The team', schema: TeamView } },
    problems: [404],
    run: async ({ actor, query, now }) => {
      const { team } = await own(actor.id, now)
      await revokeSeat(table, team.id, query.email, actor, now)
      return view(await own(actor.id, now), now)
    },
  })
  people.post('/api/me/team/seats/quote', 'quoteTeamSeats', {
    audit: notRecorded.own,
    scope: 'read',
    summary: 'Ask what another number of seats costs',
    body: z.strictObject(seatsWanted).meta({ id: 'TeamSeatsRequest' }),
    bodyExample: { seats: 7 },
    answers: { 200: { description: 'The price', schema: ChangeQuoteView } },
    problems: [404, 409, 503],
    run: async ({ actor, body, now }) =>
      shown(ChangeQuoteView, await quoteChange(services, await paidFor(actor, now), body, now)),
  })
  people.post('/api/me/team/seats/buy', 'buyTeamSeats', {
    audit: notRecorded.own,
    summary: 'Buy seats, or have fewer from the renewal on',
    body: z.strictObject({ ...seatsWanted, dueCents: z.int(), at: Instant }).meta({ id: 'TeamSeatsOrder' }),
    bodyExample: { seats: 7, dueCents: 32_877, at: '2024-09-27T16:00:00Z' },
    answers: { 200: { description: 'The membership', schema: MembershipView } },
    problems: [404, 409, 503],
    run: async ({ actor, body: { seats, dueCents, at }, now }) =>
      membershipView(
        await changeMembership(services, await paidFor(actor, now), { seats }, { dueCents, at }, now),
        now,
      ),
  })
  people.post('/api/team-invitations/{token}/accept', 'acceptTeamInvitation', {
    audit: notRecorded.own,
    params: z.object({ token: z.string().max(120) }),
    summary: 'Take the seat that an invitation offers',
    description: 'For the person who signed in with the address it went to.',
    answers: { 200: { description: 'The seat', schema: Joined } },
    problems: [404, 409],
    run: async ({ actor, params, now }) => {
      const { id, name } = await acceptInvitation(services, params.token, actor, now)
      return { team: id, name, state: 'held' as const }
    },
  })
  people.post('/api/me/team/join', 'joinTeamByDomain', {
    audit: notRecorded.own,
    summary: 'Take a seat in the team that has your domain, or ask for one',
    answers: { 200: { description: 'The seat', schema: Joined } },
    problems: [404, 409],
    run: async ({ actor, now }) => {
      const team = await findTeamOfDomain(table, actor)
      if (!team) throw notFound('team')
      return { team: team.id, name: team.name, state: await joinByDomain(table, team.id, actor, now) }
    },
  })
}
