import { readTyped } from '../../forms/typed.ts'
// Someone's own registration, by the link in each mail about it or signed in: answers, name, and ending it.

import { PersonName } from '@lectern/core/identity'
import { fieldErrors, Problem, problemStatus } from '@lectern/core/platform'
import { changeAnswers, correctName, giveUpSeat } from '@lectern/core/registration'
import { errorsOf, fieldErrorsOf } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import { secretAddress } from '../../middleware/personal.ts'
import { answersOf } from '../checkout/read-request.ts'
import type { Request } from '../site-page.tsx'
import { CancelPage } from './cancel-page.tsx'
import { loadOwnRegistration, type OwnRegistration, registrationPath } from './load-registration.ts'
import { RegistrationPage, type TypedRegistration } from './registration-page.tsx'

const isRefusal = (error: unknown): error is Problem =>
  error instanceof Problem && error.kind !== 'not-found' && error.kind !== 'unauthenticated'

export const registrationPages = definePages({ who: 'holder', around: secretAddress }, (app, services) => {
  const ownOf = (c: Request, token: string | undefined): Promise<OwnRegistration> =>
    loadOwnRegistration(c, services, c.req.param('event') ?? '', token || undefined)

  /** The registration that a form is about, and the form. */
  const sent = async (c: Request) => {
    const form = await readTyped(c)
    return { form, own: await ownOf(c, form.text('token')) }
  }

  /** Does it, or shows what refused it. */
  const act = async (
    own: OwnRegistration,
    what: string,
    doing: () => Promise<unknown>,
    refused: (error: Problem) => Response | Promise<Response>,
  ) => {
    try {
      await doing()
    } catch (error) {
      if (!isRefusal(error)) throw error
      return again(refused(error))
    }
    return done(`${registrationPath(own)}${own.token === undefined ? '?' : '&'}done=${what}`)
  }

  const refuse = (c: Request, own: OwnRegistration, typed: TypedRegistration, error: Problem) => {
    const errors = errorsOf(fieldErrorsOf(error), (path) => path)
    const refusal = errors.size > 0 ? undefined : error
    return c.html(
      <RegistrationPage c={c} own={own} typed={typed} errors={errors} refusal={refusal} />,
      problemStatus[error.kind],
    )
  }

  app.page('/registrations/:event', { audit: why.own }, async (c) =>
    c.html(<RegistrationPage c={c} own={await ownOf(c, c.req.query('token'))} />),
  )

  app.page('/registrations/:event/cancel', { audit: why.own }, async (c) =>
    c.html(<CancelPage c={c} own={await ownOf(c, c.req.query('token'))} />),
  )

  app.form('/registrations/:event/name', { audit: why.own }, async (c) => {
    const { form, own } = await sent(c)
    const typed = { name: form.text('name') }
    const parsed = PersonName.safeParse(typed.name)
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error.issues).map(({ message }) => ({ path: 'name', message }))
      return again(refuse(c, own, typed, new Problem('invalid', 'input.invalid', 'Enter your name', { errors })))
    }
    const change = () => correctName(services.table, own.registration, parsed.data, c.var.now)
    return act(own, 'name', change, (error) => refuse(c, own, typed, error))
  })

  app.form('/registrations/:event/answers', { audit: why.own }, async (c) => {
    const { form, own } = await sent(c)
    const { questions } = own.event
    const answers = Object.fromEntries(questions.map(({ id }) => [id, form.text(`answers.${id}`)]))
    const change = () => changeAnswers(services.table, own.registration, answersOf(questions, answers), c.var.now)
    return act(own, 'answers', change, (error) => refuse(c, own, { answers }, error))
  })

  app.form('/registrations/:event/cancel', { audit: why.own }, async (c) => {
    const { form, own } = await sent(c)
    const forfeit = form.text('forfeit') === 'yes'
    const end = () => giveUpSeat(services, own.registration, { forfeit }, c.var.now)
    return act(own, 'ended', end, async (error) =>
      c.html(<CancelPage c={c} own={await ownOf(c, own.token)} refusal={error} />, problemStatus[error.kind]),
    )
  })
})
