// Somebody's own registration, by the link in each mail about it or signed in: answers, name, and ending it.
import { PersonName } from '@lectern/core/identity'
import { fieldErrors, Problem, problemStatus } from '@lectern/core/platform'
import { changeAnswers, correctName, giveUpSeat } from '@lectern/core/registration'
import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { answersOf } from '../checkout/read-request.ts'
import { errorsOf, field, fieldErrorsOf, readForm } from '../form.ts'
import type { Request } from '../site-page.tsx'
import { loadOwnRegistration, type OwnRegistration, registrationPath } from './load-registration.ts'
import { CancelPage, RegistrationPage, type TypedRegistration } from './registration-page.tsx'

const isRefusal = (error: unknown): error is Problem =>
  error instanceof Problem && error.kind !== 'not-found' && error.kind !== 'unauthenticated'

export const registrationPages = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  app.use('/registrations/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'private, no-store')
    // Whoever has the address may end the registration; no other page is told it.
    c.header('Referrer-Policy', 'no-referrer')
  })

  const ownOf = (c: Request, token: string | undefined): Promise<OwnRegistration> =>
    loadOwnRegistration(c, services, c.req.param('event') ?? '', token || undefined)

  /** The registration that a form is about, and the form. */
  const sent = async (c: Request) => {
    const form = await readForm(c)
    return { form, own: await ownOf(c, field(form, 'token')) }
  }

  const doneAt = (own: OwnRegistration, done: string): string =>
    `${registrationPath(own)}${own.token === undefined ? '?' : '&'}done=${done}`

  const again = (c: Request, own: OwnRegistration, typed: TypedRegistration, error: Problem) => {
    const errors = errorsOf(fieldErrorsOf(error), (path) => path)
    const refusal = errors.size > 0 ? undefined : error
    return c.html(
      <RegistrationPage c={c} services={services} own={own} typed={typed} errors={errors} refusal={refusal} />,
      problemStatus[error.kind],
    )
  }

  app.get('/registrations/:event', async (c) =>
    c.html(<RegistrationPage c={c} services={services} own={await ownOf(c, c.req.query('token'))} />),
  )

  app.get('/registrations/:event/cancel', async (c) =>
    c.html(<CancelPage c={c} services={services} own={await ownOf(c, c.req.query('token'))} />),
  )

  app.post('/registrations/:event/name', async (c) => {
    const { form, own } = await sent(c)
    const typed = { name: field(form, 'name') }
    const parsed = PersonName.safeParse(typed.name)
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error.issues).map(({ message }) => ({ path: 'name', message }))
      return again(c, own, typed, new Problem('invalid', 'input.invalid', 'Enter your name', { errors }))
    }
    try {
      await correctName(services.table, own.registration, parsed.data, c.var.now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return again(c, own, typed, error)
    }
    return c.redirect(doneAt(own, 'name'), 303)
  })

  app.post('/registrations/:event/answers', async (c) => {
    const { form, own } = await sent(c)
    const { questions } = own.event
    const answers = Object.fromEntries(questions.map(({ id }) => [id, field(form, `answers.${id}`)]))
    try {
      await changeAnswers(services.table, own.registration, answersOf(questions, answers), c.var.now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return again(c, own, { answers }, error)
    }
    return c.redirect(doneAt(own, 'answers'), 303)
  })

  app.post('/registrations/:event/cancel', async (c) => {
    const { form, own } = await sent(c)
    try {
      await giveUpSeat(services, own.registration, { forfeit: field(form, 'forfeit') === 'yes' }, c.var.now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      const now = await ownOf(c, own.token)
      return c.html(<CancelPage c={c} services={services} own={now} refusal={error} />, problemStatus[error.kind])
    }
    return c.redirect(doneAt(own, 'ended'), 303)
  })
  return app
}
