import { sendSignInCode } from '@lectern/core/notifications'
import { createSignInApp, SignInLayout } from '@lectern/web/sign-in'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { createCourier } from './courier.ts'
import { createServices } from './services.ts'

const config = readConfig(process.env)
const services = createServices(config)
const courier = createCourier(services, config)

export const handler = handle(
  new Hono().route(
    '/sign-in',
    createSignInApp({ ...services, sendCode: (mail) => sendSignInCode(courier, mail), Layout: SignInLayout }),
  ),
)
