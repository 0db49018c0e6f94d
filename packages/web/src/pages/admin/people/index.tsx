// The people of the house: who they are, what they belong to, and who is an admin.
import { listGrants } from '@lectern/core/access'
import { changeRole, findPersonById, type Person, requirePerson } from '@lectern/core/identity'
import { endMembership, grantMembership, listPlans, membershipsOf, PlanSlug } from '@lectern/core/membership'
import { Day, endOfDay, type FieldError, type Instant, invalidInput, notFound } from '@lectern/core/platform'
import { erasePerson, listOrdersOf, listRegistrationsOf } from '@lectern/core/registration'
import { wrongField } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, type Refused, recorded } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import type { Flash } from '../../../layout/page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { peopleList } from './people-list.tsx'
import { PersonPage, personHead } from './person-page.tsx'
import { RolePage, roleHead, UndoRole } from './role-page.tsx'

const flashes = {
  member: 'Membership added.',
  'no-member': 'Membership removed.',
  admin: 'They’re now an admin, starting with their next click. The other admins get an email.',
  'no-admin': 'They’re no longer an admin, starting with their next click.',
} as const

/** A role that was just given can be taken away where it says so. */
const withUndo = (flash: Flash | undefined, person: Person, what: string | undefined): Flash | undefined =>
  flash && what === 'admin' && person.admin ? { ...flash, action: <UndoRole person={person} /> } : flash

/** When a membership ends: after the day that was chosen, or never. */
const readUntil = (typed: Typed, now: Instant): { until?: Instant; error?: string } => {
  const day = typed.text('until')
  if (day === '') return {}
  const read = Day.safeParse(day)
  if (!read.success) return { error: read.error.issues[0]?.message ?? 'Choose a date' }
  const until = endOfDay(read.data, organizerZone())
  return until <= now ? { error: 'Choose a date that hasn’t passed' } : { until }
}

export const peoplePages = (services: SiteServices): Declared[] => {
  const { table } = services
  const personOf = async (c: AdminContext): Promise<Person> => {
    const person = await findPersonById(table, partOf(c, 'id'))
    if (!person) throw notFound('person')
    return person
  }

  const showPerson = async (c: AdminContext, refused?: Refused) => {
    const person = await personOf(c)
    const [grants, registrations, orders, plans] = await Promise.all([
      listGrants(table, person.id),
      listRegistrationsOf(table, person.id),
      listOrdersOf(table, person.id),
      listPlans(table),
    ])
    const { actor, now } = c.var
    const flash = withUndo(flashOf(c, flashes), person, c.req.query('done'))
    const status = refused ? 400 : 200
    return showAdmin(
      c,
      table,
      { ...personHead(person), nav: 'people', flash, ...refused, status },
      <PersonPage
        person={person}
        self={actor.kind === 'person' && actor.id === person.id}
        memberships={membershipsOf(grants, now)}
        plans={plans}
        gifts={grants
          .filter((grant) => grant.source === 'gift' && grant.sourceId === 'admin')
          .map((grant) => grant.what)}
        registrations={registrations}
        orders={orders}
      />,
    )
  }

  const app = declarePages({ who: 'admin', at: '/admin/people', again: showPerson })

  app.page('/', { audit: recorded('person.list', 'people') }, listPage(table, peopleList(table)))

  app.page('/:id', { audit: recorded('person.read', '{id}') }, (c) => showPerson(c))

  app.form('/:id/memberships', { audit: recorded('person.membership', '{id}') }, async (c, typed) => {
    const person = await personOf(c)
    const plan = PlanSlug.safeParse(typed.text('plan'))
    const { until, error } = readUntil(typed, c.var.now)
    const errors: FieldError[] = []
    if (!plan.success) errors.push({ path: 'plan', message: 'Choose a membership' })
    if (error !== undefined) errors.push({ path: 'until', message: error })
    if (!plan.success || errors.length > 0) throw invalidInput(errors)
    await grantMembership(table, person.id, { plan: plan.data, until }, c.var.now)
    return done(`/admin/people/${person.id}?done=member`)
  })

  app.form('/:id/memberships/end', { audit: recorded('person.membership', '{id}') }, async (c, typed) => {
    const person = await personOf(c)
    const plan = PlanSlug.safeParse(typed.text('plan'))
    if (!plan.success) throw notFound('membership')
    await endMembership(table, person.id, plan.data, c.var.now)
    return done(`/admin/people/${person.id}?done=no-member`)
  })

  const showRole = async (c: AdminContext, refused?: Refused) => {
    const person = await personOf(c)
    return showAdmin(c, table, { ...roleHead(person), nav: 'people', ...refused }, <RolePage person={person} />)
  }

  app.page('/:id/admin', { audit: recorded('person.read', '{id}') }, (c) => showRole(c))

  app.form(
    '/:id/admin',
    {
      audit: recorded('person.role', '{id}'),
      again: (c, refused) => (refused.errors.has('confirm') ? showRole(c, refused) : showPerson(c, refused)),
    },
    async (c, typed) => {
      const person = await personOf(c)
      const give = typed.text('admin') === 'yes'
      // Whom it is given to is typed out, so that no slip makes a buyer an admin. Taking it away undoes that, with one press.
      if (give && !person.admin && typed.text('confirm').toLowerCase() !== person.email) {
        throw wrongField('confirm', `Enter ${person.email} to confirm`)
      }
      await changeRole(table, requirePerson(c.var.actor), { email: person.email, admin: give }, c.var.now)
      return done(`/admin/people/${person.id}?done=${give ? 'admin' : 'no-admin'}`)
    },
  )

  app.form('/:id/erase', { audit: recorded('person.erase', '{id}') }, async (c, typed) => {
    const person = await personOf(c)
    if (typed.text('confirm').toLowerCase() !== person.email) throw wrongField('confirm', 'Enter the full address')
    await erasePerson(services, person, { cancel: typed.text('cancel') === 'yes' }, c.var.now)
    return done('/admin/people?done=erased')
  })
  return app.pages
}
