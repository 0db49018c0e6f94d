import { listAsAdmin, type Person, signOut, startSession } from '@lectern/core/identity'
import type { Context } from 'hono'
import { rememberBrowser } from './known-browser.ts'
import type { SignInServices } from './services.ts'

/** Signs a person in on the answer to a request. The session that the browser had before ends. */
export const signIn = async (c: Context, services: SignInServices, person: Person): Promise<void> => {
  const { table, secret, secureCookies, realNow } = services
  const session = await startSession(table, person, { secret, secureCookies, realNow: realNow() })
  // Those who were made admins before there was a list of them.
  if (person.admin) await listAsAdmin(table, person)
  await signOut(table, c.req.header('cookie'), { secret, secureCookies })
  rememberBrowser(c, services, person.email)
  c.header('Set-Cookie', session, { append: true })
}
