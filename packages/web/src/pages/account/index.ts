import { changeNameRoute } from './change-name.ts'
import { apiKeyPages } from './manage-keys.tsx'
import { passkeyPages } from './manage-passkeys.tsx'
import { ownDataPages } from './own-data.tsx'
import { showAccountPage } from './show-account.tsx'

// What belongs to anyone who is signed in: registrations, orders, places in queues, keys, their name and their data.
export const accountPages = [showAccountPage, changeNameRoute, apiKeyPages, passkeyPages, ownDataPages]
