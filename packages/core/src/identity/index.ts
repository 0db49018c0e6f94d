// Who somebody is: people, what an actor may be, sessions, API keys and limits on attempts. Knows no event or order.
export { type Actor, actorOf, type PersonActor, requireAdmin, requirePerson, visitor } from './actor.ts'
export { ApiKey, ApiKeyTitle } from './api-key.ts'
export { makeAdmin, removePerson, renamePerson, revokeAdmin } from './change-person.ts'
export { EmailAddress } from './email-address.ts'
export { ensurePerson, pendingPerson } from './ensure-person.ts'
export { findPeopleByEmail, findPersonByEmail, findPersonById, listPeople } from './find-people.ts'
export { createApiKey, findActorByApiKey, importApiKey, listApiKeys, revokeApiKey } from './manage-api-keys.ts'
export { nameFromEmail, Person, PersonName, type PersonRef } from './person.ts'
export {
  endSession,
  findActorBySession,
  findSession,
  keepSession,
  signOut,
  signOutEverywhere,
} from './session.ts'
export {
  forgetSessionCookie,
  readSessionToken,
  type SessionConfig,
  sessionCookieName,
  sessionSeconds,
  sessionSigningKey,
} from './session-cookie.ts'
export { findSignInValue, keepSignInValue, removeSignInValue, takeSignInValue } from './sign-in-value.ts'
export { checkAttempts, type RateLimit, takeAttempt } from './take-attempt.ts'
