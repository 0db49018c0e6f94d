import {
  changeRole,
  EmailAddress,
  ensurePerson,
  findPersonByEmail,
  listPeople,
  type PersonActor,
  PersonName,
  renamePerson,
} from '@lectern/core/identity'
import { checkGiven, grantMembership, MembershipGrant, setGivenMemberships } from '@lectern/core/membership'
import { type Column, type Instant, type PageRequest, Problem } from '@lectern/core/platform'
import { erasePerson, listOrdersOf, listPlacesOf, listRegistrationsOf } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile, pageShown } from '../http/lists.ts'
import { getPersonByReference } from './find-person.ts'
import { loadPersonView, PersonView } from './person-view.ts'

const Memberships = z.array(MembershipGrant).max(20)

const NewPerson = z.strictObject({
  email: EmailAddress,
  name: PersonName,
  memberships: Memberships.optional(),
  admin: z.boolean().optional(),
})

const PersonChange = z.strictObject({
  name: PersonName.optional(),
  memberships: Memberships.optional().describe('All memberships given by admins. Those not listed end.'),
  admin: z.boolean().optional(),
})
type PersonChange = z.infer<typeof PersonChange>

const columns: Column<PersonView>[] = [
  ...fieldColumns('id', 'email', 'name'),
  { name: 'admin', cell: ({ admin }) => (admin ? 'yes' : 'no') },
  { name: 'memberships', cell: ({ memberships }) => memberships.map(({ plan }) => plan).join('; ') },
  ...fieldColumns('createdAt'),
]

const PersonParam = z.object({ person: z.string().max(254).describe('An id or an email address.') })

const Flag = z.enum(['true', 'false']).default('false')
const Erasure = z.object({
  erase: Flag.describe('Also delete a person who has orders or registrations.'),
  cancel: Flag.describe('First cancel their orders for future events.'),
})

/** People, and what organizers give them. */
export const adminPeopleRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: people' })
  const one = { description: 'The person', schema: PersonView }
  const path = '/api/admin/people/{person}'

  const give = async (personId: string, memberships: z.infer<typeof Memberships>, now: Instant) => {
    for (const membership of memberships) await grantMembership(table, personId, membership, now)
  }

  const change = async (
    reference: string,
    { name, memberships, admin }: PersonChange,
    by: PersonActor,
    now: Instant,
  ) => {
    const person = await getPersonByReference(table, reference)
    if (admin !== undefined) await changeRole(table, by, { email: person.email, admin }, now)
    if (name !== undefined) await renamePerson(table, person.email, name, now)
    if (memberships !== undefined) await setGivenMemberships(table, person.id, memberships, now)
    return (await findPersonByEmail(table, person.email)) ?? person
  }

  admins.get('/api/admin/people', 'listPeople', {
    audit: { action: 'person.list', subject: 'people' },
    summary: 'List people, newest first',
    query: ListQuery,
    answers: { 200: listOrFile('A page of people, or all of them as CSV', PersonView) },
    run: ({ query, now, c }) => {
      const read = (page: PageRequest) =>
        pageShown(listPeople(table, page), (person) => loadPersonView(table, person, now))
      return pageOrFile(c, query, { name: 'people', columns, read }, (person) => person)
    },
  })

  admins.post('/api/admin/people', 'createPerson', {
    audit: { action: 'person.create', subject: '{made}' },
    summary: 'Create a person, and give memberships',
    description: 'If the person exists already, they keep their name and get the memberships.',
    body: NewPerson,
    bodyExample: { email: 'ada@example.com', name: 'Ada Lovelace', memberships: [{ plan: 'all-access' }] },
    answers: { 200: { ...one, description: 'The person already exists' }, 201: one },
    run: async ({ body, actor, now }) => {
      await checkGiven(table, body.memberships ?? [])
      const known = await findPersonByEmail(table, body.email)
      const person = known ?? (await ensurePerson(table, body, now))
      if (body.admin !== undefined) {
        await changeRole(table, actor, { email: person.email, admin: body.admin }, now)
      }
      await give(person.id, body.memberships ?? [], now)
      const view = await loadPersonView(table, { ...person, admin: body.admin ?? person.admin }, now)
      return { status: known ? 200 : 201, body: view }
    },
  })

  admins.get(path, 'getPerson', {
    audit: { action: 'person.read', subject: '{person}' },
    summary: 'Get a person',
    params: PersonParam,
    answers: { 200: one },
    run: async ({ params, now }) => loadPersonView(table, await getPersonByReference(table, params.person), now),
  })

  admins.patch(path, 'changePerson', {
    audit: { action: 'person.change', subject: '{person}' },
    summary: "Change a person's name, memberships, or admin role",
    params: PersonParam,
    body: PersonChange,
    bodyExample: { memberships: [{ plan: 'community', until: '2025-01-01T00:00:00Z' }] },
    answers: { 200: one },
    run: async ({ params, body, actor, now }) =>
      loadPersonView(table, await change(params.person, body, actor, now), now),
  })

  admins.delete(path, 'deletePerson', {
    audit: { action: 'person.erase', subject: '{person}' },
    summary: 'Delete a person',
    description:
      'Without `erase`, works only for a person with no orders, registrations, or waitlist spots. With it, names and addresses are removed from those records too, in the background; orders keep their amounts.',
    params: PersonParam,
    query: Erasure,
    answers: { 204: { description: 'Deleted' } },
    run: async ({ params, query, actor, now }) => {
      const person = await getPersonByReference(table, params.person)
      const [orders, registrations, places] = await Promise.all([
        listOrdersOf(table, person.id, 1),
        listRegistrationsOf(table, person.id),
        listPlacesOf(table, person.id),
      ])
      const self = actor.kind === 'person' && actor.id === person.id
      if (self) throw new Problem('conflict', 'people.own-role', "You can't delete yourself. Ask another admin.")
      if (query.erase !== 'true' && orders.length + registrations.length + places.length > 0) {
        throw new Problem(
          'conflict',
          'people.has-records',
          'This person has orders or registrations. Use `erase` to delete them anyway.',
        )
      }
      await erasePerson(api.services, person, { cancel: query.cancel === 'true' }, now)
    },
  })
}
