import { refreshOrganizer } from '@lectern/core/organizer'
import { type CodeMail, createSignInApp, SignInLayout } from '@lectern/web/sign-in'
import { Hono } from 'hono'
import { readConfig } from './config.ts'
import { behindFront, streamed } from './front.ts'
import { log, observed } from './observe.ts'
import { createServices, wallClock } from './services.ts'

const config = readConfig('sign-in', process.env)
const services = createServices(config, wallClock, log)

/** Writes and sends the mail. Loaded when the first code is asked for: it weighs more than the pages. */
const sendCode = async (mail: CodeMail): Promise<void> => {
  const [{ sendSignInCode }, { createDeliveryContext }] = await Promise.all([
    import('@lectern/core/mail'),
    import('./delivery-context.ts'),
  ])
  await refreshOrganizer(services.table, services.organizer, services.realNow())
  await sendSignInCode(createDeliveryContext(services, config, { patienceMilliseconds: 2000 }), mail)
}

const app = new Hono().route('/sign-in', createSignInApp({ ...services, sendCode, Layout: SignInLayout }))

export const handler = streamed(observed(behindFront(services.secret, app)))
