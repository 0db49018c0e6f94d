import { PersonName, renamePerson, requirePerson } from '@lectern/core/identity'
import { fieldErrors } from '@lectern/core/platform'
import { Hono } from 'hono'
import { notRecorded, why } from '../../middleware/recorded.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { errorsOf, field, readForm } from '../form.ts'
import { renderAccount } from './show-account.tsx'

/** `POST /account/name` */
export const changeNameRoute = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.post('/account/name', notRecorded(why.own), async (c) => {
    const person = requirePerson(c.var.actor)
    const form = await readForm(c)
    const parsed = PersonName.safeParse(field(form, 'name'))
    if (!parsed.success) {
      const errors = errorsOf(fieldErrors(parsed.error.issues), () => 'name')
      return c.html(await renderAccount(c, services, field(form, 'name'), errors), 400)
    }
    await renamePerson(services.table, person.email, parsed.data, c.var.now)
    return c.redirect('/account?done=name', 303)
  })
  return app
}
