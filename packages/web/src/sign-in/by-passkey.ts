import {
  addPasskey,
  findActorBySession,
  findPasskey,
  isFreshSession,
  listPasskeys,
  markPasskeyUsed,
  PasskeyTitle,
  type PersonActor,
  takeOnce,
} from '@lectern/core/identity'
import { addSeconds, Problem } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { ownCookie } from '../cookies.ts'
import { readFormData, textIn } from '../forms/read-form.ts'
import type { createEmailPage } from './by-code.tsx'
import { localPath } from './local-path.ts'
import { relyingParty } from './relying-party.ts'
import type { SignInServices } from './services.ts'
import { readSigned, writeSigned } from './signed.ts'
import { signIn } from './signed-in.ts'

/** The library, loaded when the first passkey is asked for: codes have no need of it. */
const webAuthn = () => import('@simplewebauthn/server')

/** How long one may take to answer the browser's question. */
const challengeSeconds = 300

type Ceremony = 'sign-in' | 'add'

/** What a browser answers, as far as we look at it before the library does. */
const Answer = z.looseObject({ id: z.string().max(1400), rawId: z.string(), type: z.literal('public-key') })
const cookie = ownCookie('passkey', challengeSeconds)
const Challenge = z.tuple([z.string(), z.string()])

const manage = '/account/passkeys'
const signInAgain = `/sign-in?again=1&next=${encodeURIComponent(manage)}`

/**
 * Signing in with a passkey, and adding one. Each is two steps: a script asks for options, has the browser ask its owner, and
 * sends the answer with its form. A challenge is the browser's own, by a signed cookie, and works once.
 */
export const passkeyRoutes = (services: SignInServices, askEmail: ReturnType<typeof createEmailPage>): Hono => {
  const { table, secret, siteUrl, secureCookies, realNow } = services
  const site = relyingParty(siteUrl)
  const app = new Hono()

  const personAsking = async (c: Context): Promise<PersonActor | undefined> => {
    const config = { secret, secureCookies, realNow: realNow() }
    const cookie = c.req.header('cookie')
    const [actor, fresh] = await Promise.all([
      findActorBySession(table, cookie, config),
      isFreshSession(table, cookie, config),
    ])
    return actor.kind === 'person' && fresh ? actor : undefined
  }

  const rememberChallenge = (c: Context, ceremony: Ceremony, challenge: string): void => {
    const value = writeSigned(`passkey ${ceremony}`, [challenge, addSeconds(realNow(), challengeSeconds)], secret)
    cookie.write(c, services, value)
  }

  /** The challenge that this browser was given, taken away from it. */
  const takeChallenge = async (c: Context, ceremony: Ceremony): Promise<string | undefined> => {
    const signed = cookie.read(c, services)
    const [challenge, expiresAt] = readSigned(`passkey ${ceremony}`, Challenge, signed, secret) ?? []
    cookie.forget(c, services)
    if (challenge === undefined || expiresAt === undefined || expiresAt <= realNow()) return undefined
    return (await takeOnce(table, `passkey ${challenge}`, challengeSeconds, realNow())) ? challenge : undefined
  }

  /** What the library holds an answer to. */
  const expected = (answer: unknown, challenge: string) => ({
    response: answer as never,
    expectedChallenge: challenge,
    expectedOrigin: site.origins,
    expectedRPID: site.id,
    requireUserVerification: true,
  })

  app.post('/passkey/options', async (c) => {
    const options = await (await webAuthn()).generateAuthenticationOptions({
      rpID: site.id,
      userVerification: 'required',
    })
    rememberChallenge(c, 'sign-in', options.challenge)
    return c.json(options)
  })

  app.post('/passkey', async (c) => {
    const form = await readFormData(c)
    const next = localPath(textIn(form, 'next'))
    const challenge = await takeChallenge(c, 'sign-in')
    const answer = readAnswer(textIn(form, 'answer'))
    const known = answer && challenge !== undefined ? await findPasskey(table, answer.id) : undefined
    const verified =
      known && challenge !== undefined
        ? await (await webAuthn())
            .verifyAuthenticationResponse({
              ...expected(answer, challenge),
              credential: { ...known.credential, publicKey: bytesOf(known.credential.publicKey), transports: [] },
            })
            .catch(() => undefined)
        : undefined
    const { id, counter: before } = known?.credential ?? { id: '', counter: 0 }
    const counter = verified?.authenticationInfo.newCounter ?? 0
    if (!known || !verified?.verified || !(await markPasskeyUsed(table, { id, before, counter }, realNow()))) {
      return askEmail(c, 400, { next, error: 'That passkey didn’t work here. Use an emailed code instead.' })
    }
    await signIn(c, services, known.person)
    return c.redirect(next, 303)
  })

  app.post('/passkey/add/options', async (c) => {
    const person = await personAsking(c)
    if (!person) return c.json({ next: signInAgain }, 403)
    const options = await (await webAuthn()).generateRegistrationOptions({
      rpName: site.name,
      rpID: site.id,
      userID: new TextEncoder().encode(person.id),
      userName: person.email,
      userDisplayName: person.name,
      attestationType: 'none',
      excludeCredentials: (await listPasskeys(table, person.id)).map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    rememberChallenge(c, 'add', options.challenge)
    return c.json(options)
  })

  app.post('/passkey/add', async (c) => {
    const person = await personAsking(c)
    if (!person) return c.redirect(signInAgain, 303)
    const form = await readFormData(c)
    const title = PasskeyTitle.safeParse(textIn(form, 'title'))
    if (!title.success) return c.redirect(`${manage}?done=unnamed`, 303)
    const challenge = await takeChallenge(c, 'add')
    const answer = readAnswer(textIn(form, 'answer'))
    const verified =
      answer && challenge !== undefined
        ? await (await webAuthn()).verifyRegistrationResponse(expected(answer, challenge)).catch(() => undefined)
        : undefined
    if (!verified?.verified) return c.redirect(`${manage}?done=failed`, 303)
    const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
    const credential = {
      id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: [...transports],
    }
    try {
      await addPasskey(table, person, { title: title.data, credential }, realNow())
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
      return c.redirect(`${manage}?done=${error.code === 'identity.passkey-known' ? 'known' : 'full'}`, 303)
    }
    return c.redirect(`${manage}?done=added`, 303)
  })
  return app
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(base64url, 'base64url'))

const readAnswer = (text: string): z.infer<typeof Answer> | undefined => {
  try {
    return Answer.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
