// Who someone is: people, what an actor may be, sessions, API keys, limits on attempts, and who did what. Knows no
// event or order.
export { EmailAddress } from '../platform/index.ts'
export type { AccountNotice } from './account-notice.ts'
export { type Actor, actorOf, type PersonActor, requireAdmin, requirePerson, requireScope, visitor } from './actor.ts'
export { changeRole, listAdmins, listAsAdmin } from './admins.ts'
export { ApiKey, type ApiKeyDays, ApiKeyTitle, ApiScope, apiKeyDays, apiScopes } from './api-key.ts'
export { type AuditAction, type AuditEntry, auditActions, auditEntry } from './audit.ts'
export { type AuditDeclaration, auditSubject, notRecorded, type Recorded } from './audit-declaration.ts'
export { listAudit, saveAudit } from './audit-store.ts'
export { makeAdmin, revokeAdmin } from './change-person.ts'
export { type Client, clientAddress, countedAs, lastForwarded } from './client-address.ts'
export { ensurePerson, pendingPerson } from './ensure-person.ts'
export { pendingPersonRemoval, removeAccess } from './erase-access.ts'
export { beginErasure, dropErasure, listNotedMails, noteMails } from './erasure-store.ts'
export { findPeopleByEmail, findPersonByEmail, findPersonById, listPeople } from './find-people.ts'
export { countGuesses, type Guesser, limitsFor, refuseGuessers } from './guesses.ts'
export { createApiKey, findActorByApiKey, importApiKey, listApiKeys, revokeApiKey } from './manage-api-keys.ts'
export {
  addPasskey,
  findPasskey,
  listPasskeys,
  markPasskeyUsed,
  removePasskey,
  renamePasskey,
} from './manage-passkeys.ts'
export { pendingOwnName, renamePerson } from './own-name.ts'
export { Passkey, PasskeyTitle } from './passkey.ts'
export { nameFromEmail, ownNameOf, Person, PersonName, type PersonRef } from './person.ts'
export {
  findActorBySession,
  findSession,
  isFreshSession,
  saveSession,
  signOut,
  signOutEverywhere,
  startSession,
} from './session.ts'
export {
  forgetSessionCookie,
  type SessionConfig,
  sessionCookieName,
  sessionSeconds,
  sessionSigningKey,
} from './session-cookie.ts'
export { type CodeName, codeMinutes, codeSeconds, isSignInCode, signInCode } from './sign-in-code.ts'
export {
  guessesPerCode,
  refuseWrongGuesser,
  takeCodeRequest,
  takeGuess,
  takeOnce,
  takeWrongGuess,
} from './sign-in-limits.ts'
export { checkAttempts, pendingAttempts, type RateLimit, takeAttempt } from './take-attempt.ts'
export * as identityTopics from './topics.ts'
