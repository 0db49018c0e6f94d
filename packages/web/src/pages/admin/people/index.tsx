// The people of the house: who they are, what they belong to, and who is an admin.
import { listGrants } from '@lectern/core/access'
import { changeRole, findPersonById, type Person, requirePerson } from '@lectern/core/identity'
import { endMembership, grantMembership, membershipsOf, PlanSlug } from '@lectern/core/membership'
import { type Instant, notFound, Problem } from '@lectern/core/platform'
import { erasePerson, listOrdersOf, listRegistrationsOf } from '@lectern/core/registration'
import { type Errors, noErrors } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { endOfDay } from '../../../layout/moments.ts'
import type { Flash } from '../../../layout/page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { peopleList } from './people-list.tsx'
import { PersonPage } from './person-page.tsx'
import { RolePage, UndoRole } from './role-page.tsx'

const flashes = {
  member: 'Membership given.',
  'no-member': 'Membership removed.',
  admin: 'They’re an admin from their next click on. The other admins get an email.',
  'no-admin': 'They’re no longer an admin, from their next click on.',
} as const

/** A role that was just given can be taken away where it says so. */
const withUndo = (flash: Flash | undefined, person: Person, what: string | undefined): Flash | undefined =>
  flash && what === 'admin' && person.admin ? { ...flash, action: <UndoRole person={person} /> } : flash

/** When a membership ends: after the day that was chosen, or never. */
const readUntil = (typed: Typed, now: Instant): { until?: Instant; error?: string } => {
  const day = typed.text('until')
  if (day === '') return {}
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return { error: 'Choose a date' }
  const until = endOfDay(day)
  return until <= now ? { error: 'Choose a date that hasn’t passed' } : { until }
}

export const peoplePages = (services: SiteServices): Declared[] => {
  const { table } = services
  const app = declarePages({ who: 'admin', at: '/admin/people' })

  const getPerson = async (id: string): Promise<Person> => {
    const person = await findPersonById(table, id)
    if (!person) throw notFound('person')
    return person
  }

  const showPerson = async (
    c: AdminContext,
    person: Person,
    { typed, errors = noErrors }: { typed?: Typed; errors?: Errors } = {},
  ) => {
    const [grants, registrations, orders] = await Promise.all([
      listGrants(table, person.id),
      listRegistrationsOf(table, person.id),
      listOrdersOf(table, person.id),
    ])
    const { actor, now } = c.var
    const view = {
      title: person.name,
      nav: 'people',
      flash: withUndo(flashOf(c, flashes), person, c.req.query('done')),
      status: errors.size > 0 ? 400 : 200,
      errors,
    } as const
    return showAdmin(
      c,
      table,
      view,
      <PersonPage
        person={person}
        self={actor.kind === 'person' && actor.id === person.id}
        memberships={membershipsOf(grants, now)}
        gifts={grants
          .filter((grant) => grant.source === 'gift' && grant.sourceId === 'admin')
          .map((grant) => grant.what)}
        registrations={registrations}
        orders={orders}
        typed={typed}
      />,
    )
  }

  app.page('/', { audit: recorded('person.list', 'people') }, listPage(table, peopleList(table)))

  app.page('/:id', { audit: recorded('person.read', '{id}') }, async (c) =>
    showPerson(c, await getPerson(c.req.param('id'))),
  )

  app.form('/:id/memberships', { audit: recorded('person.membership', '{id}') }, async (c, typed) => {
    const person = await getPerson(c.req.param('id'))
    const plan = PlanSlug.safeParse(typed.text('plan'))
    const { until, error } = readUntil(typed, c.var.now)
    const errors = new Map<string, string>()
    if (!plan.success) errors.set('plan', 'Choose a membership')
    if (error !== undefined) errors.set('until', error)
    if (!plan.success || errors.size > 0) return again(showPerson(c, person, { typed, errors }))
    await grantMembership(table, person.id, { plan: plan.data, until }, c.var.now)
    return done(`/admin/people/${person.id}?done=member`)
  })

  app.form('/:id/memberships/end', { audit: recorded('person.membership', '{id}') }, async (c, typed) => {
    const person = await getPerson(c.req.param('id'))
    const plan = PlanSlug.safeParse(typed.text('plan'))
    if (!plan.success) throw notFound('membership')
    await endMembership(table, person.id, plan.data, c.var.now)
    return done(`/admin/people/${person.id}?done=no-member`)
  })

  const showRole = (c: AdminContext, person: Person, errors: Errors = noErrors) =>
    showAdmin(
      c,
      table,
      {
        title: person.admin ? 'Remove an admin' : 'Make an admin',
        nav: 'people',
        status: errors.size > 0 ? 400 : 200,
        errors,
      },
      <RolePage person={person} />,
    )

  app.page('/:id/admin', { audit: recorded('person.read', '{id}') }, async (c) =>
    showRole(c, await getPerson(c.req.param('id'))),
  )

  app.form('/:id/admin', { audit: recorded('person.role', '{id}') }, async (c, typed) => {
    const person = await getPerson(c.req.param('id'))
    const give = typed.text('admin') === 'yes'
    // Whom it is given to is typed out, so that no slip makes a buyer an admin. Taking it away undoes that, with one press.
    if (give && !person.admin && typed.text('confirm').toLowerCase() !== person.email) {
      return again(showRole(c, person, new Map([['confirm', `Enter ${person.email} to confirm`]])))
    }
    try {
      await changeRole(table, requirePerson(c.var.actor), { email: person.email, admin: give }, c.var.now)
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
      return again(showPerson(c, person, { errors: new Map([['', error.message]]) }))
    }
    return done(`/admin/people/${person.id}?done=${give ? 'admin' : 'no-admin'}`)
  })

  app.form('/:id/erase', { audit: recorded('person.erase', '{id}') }, async (c, typed) => {
    const person = await getPerson(c.req.param('id'))
    if (typed.text('confirm').toLowerCase() !== person.email) {
      return again(showPerson(c, person, { typed, errors: new Map([['confirm', 'Enter the full address']]) }))
    }
    try {
      await erasePerson(services, person, { cancel: typed.text('cancel') === 'yes' }, c.var.now)
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
      return again(showPerson(c, person, { typed, errors: new Map([['', error.message]]) }))
    }
    return done('/admin/people?done=erased')
  })
  return app.pages
}
