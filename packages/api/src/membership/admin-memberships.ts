import { findPersonById } from '@lectern/core/identity'
import { findTeam, getMembership, importMembers, listMemberships, type Membership } from '@lectern/core/membership'
import type { Column, Instant } from '@lectern/core/platform'
import { refundMembership } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { noBody } from '../http/inputs.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
import { MembershipView, membershipView } from './membership-view.ts'

const AdminMembershipView = MembershipView.extend({
  owner: z.object({ id: z.string(), email: z.string().optional() }),
  teamName: z.string().optional(),
  order: z.string().optional(),
}).meta({ id: 'AdminMembership' })
type AdminMembershipView = z.infer<typeof AdminMembershipView>

const Imported = z
  .object({
    rows: z.array(z.object({ line: z.int(), email: z.string(), outcome: z.enum(['added', 'changed', 'same']) })),
    refused: z.array(z.object({ line: z.int(), text: z.string(), why: z.string() })),
  })
  .meta({ id: 'ImportedMembers' })

const columns: Column<AdminMembershipView>[] = [
  ...fieldColumns('id', 'plan', 'standing', 'seats', 'teamName', 'startedAt', 'paidUntil', 'renewalCents'),
  { name: 'owner', cell: ({ owner }) => owner.email ?? owner.id },
  { name: 'renews', cell: ({ renews }) => (renews ? 'yes' : 'no') },
]

/** Memberships and teams, as organizers see them. */
export const adminMembershipRoutes = (api: Api): void => {
  const { services } = api
  const { table } = services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: membership' })

  const view = async (membership: Membership, now: Instant): Promise<AdminMembershipView> => {
    const { owner, holder, order } = membership
    const [person, team] = await Promise.all([
      findPersonById(table, owner),
      holder.team === undefined ? undefined : findTeam(table, holder.team),
    ])
    return {
      ...membershipView(membership, now),
      owner: { id: owner, ...(person ? { email: person.email } : {}) },
      ...(team ? { teamName: team.name } : {}),
      ...(order === undefined ? {} : { order }),
    }
  }

  admins.get('/api/admin/memberships', 'listMemberships', {
    audit: { action: 'membership.list', subject: 'memberships' },
    summary: 'List memberships by the end of their period',
    query: ListQuery,
    answers: { 200: listOrFile('A page of memberships, or all of them as CSV', AdminMembershipView) },
    run: ({ query, now, c }) =>
      pageOrFile(
        c,
        query,
        {
          ...{ name: 'memberships', columns },
          read: async (page) => {
            const { items, next } = await listMemberships(table, page)
            return { items: await Promise.all(items.map((one) => view(one, now))), next }
          },
        },
        (one) => one,
      ),
  })
  admins.get('/api/admin/teams', 'listTeams', {
    audit: { action: 'team.list', subject: 'teams' },
    summary: 'List the memberships of teams',
    query: ListQuery,
    answers: { 200: listOrFile('A page of teams, or all of them as CSV', AdminMembershipView) },
    run: ({ query, now, c }) =>
      pageOrFile(
        c,
        query,
        {
          ...{ name: 'teams', columns },
          read: async (page) => {
            const { items, next } = await listMemberships(table, page)
            const teams = items.filter(({ holder }) => holder.team !== undefined)
            return { items: await Promise.all(teams.map((one) => view(one, now))), next }
          },
        },
        (one) => one,
      ),
  })
  admins.post('/api/admin/memberships/import', 'importMembers', {
    audit: { action: 'membership.import', subject: 'memberships' },
    summary: 'Import members from a CSV file, without charging anyone',
    description:
      'Columns `email`, `plan`, `until` (the last day), and optionally `name` and `team`. Up to 500 rows. Importing a file again changes nothing.',
    bodyKilobytes: 256,
    body: z.strictObject({ csv: z.string().min(1).max(200_000) }).meta({ id: 'MembersFile' }),
    bodyExample: { csv: 'email,plan,until,team\nben@northwind.example,all-access,2027-04-14,' },
    answers: { 200: { description: 'What became of each row', schema: Imported } },
    run: async ({ body, now }) => importMembers(table, body.csv, services.organizer.zone, now),
  })
  admins.post('/api/admin/memberships/{id}/refund', 'refundMembership', {
    audit: { action: 'membership.refund', subject: 'membership:{id}' },
    params: z.object({ id: z.string().max(60) }),
    summary: 'Refund a membership and end it',
    description: 'Whole within 14 days of the payment, after that for the days that are left. Access ends at once.',
    ...noBody,
    answers: { 200: { description: 'The membership', schema: AdminMembershipView } },
    problems: [409],
    run: async ({ params, now }) => {
      await refundMembership(services, params.id, now)
      return view(await getMembership(table, params.id), now)
    },
  })
}
