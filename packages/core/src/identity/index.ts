// Who somebody is: people, what an actor may be, sessions, API keys, limits on attempts, and who did what. Knows no
// event or order.
export { type Actor, actorOf, type PersonActor, requireAdmin, requirePerson, visitor } from './actor.ts'
export { ApiKey, ApiKeyTitle } from './api-key.ts'
export { type AuditAction, type AuditEntry, auditActions, auditEntry } from './audit.ts'
export { type AuditRoute, auditSubject, findAuditRoute } from './audit-route.ts'
export { type AuditQuery, keepAudit, listAudit } from './audit-store.ts'
export { makeAdmin, removePerson, renamePerson, revokeAdmin } from './change-person.ts'
export { countedAs, lastForwarded } from './client-address.ts'
export { EmailAddress } from './email-address.ts'
export { ensurePerson, pendingPerson } from './ensure-person.ts'
export { pendingPersonRemoval, removeAccess } from './erase-access.ts'
export { findPeopleByEmail, findPersonByEmail, findPersonById, listPeople } from './find-people.ts'
export { createApiKey, findActorByApiKey, importApiKey, listApiKeys, revokeApiKey } from './manage-api-keys.ts'
export { nameFromEmail, Person, PersonName, type PersonRef } from './person.ts'
export {
  endSession,
  findActorBySession,
  findSession,
  freshSeconds,
  isFreshSession,
  keepSession,
  signOut,
  signOutEverywhere,
  startSession,
} from './session.ts'
export {
  forgetSessionCookie,
  readSessionToken,
  type SessionConfig,
  sessionCookieName,
  sessionSeconds,
  sessionSigningKey,
} from './session-cookie.ts'
export { codeMinutes, codeSeconds, isSignInCode, signInCode } from './sign-in-code.ts'
export {
  type CodeRequest,
  guessesPerCode,
  refuseWrongGuesser,
  takeCodeRequest,
  takeGuess,
  takeOnce,
  takeWrongGuess,
} from './sign-in-limits.ts'
export { checkAttempts, type RateLimit, takeAttempt } from './take-attempt.ts'
