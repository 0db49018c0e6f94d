import { PersonName, renamePerson, requirePerson } from '@lectern/core/identity'
import { fieldErrors } from '@lectern/core/platform'
import { errorsOf } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import { renderAccount } from './show-account.tsx'

/** `POST /account/name` */
export const changeNameRoute = definePages({ who: 'person' }, (app, services) => {
  app.form('/account/name', { audit: why.own }, async (c, form) => {
    const person = requirePerson(c.var.actor)
    const parsed = PersonName.safeParse(form.text('name'))
    if (!parsed.success) {
      const errors = errorsOf(fieldErrors(parsed.error.issues), () => 'name')
      return again(c.html(await renderAccount(c, services, form.text('name'), errors), 400))
    }
    await renamePerson(services.table, person.email, parsed.data, c.var.now)
    return done('/account?done=name')
  })
})
