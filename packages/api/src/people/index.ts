import { adminPeopleRoutes } from './admin-people.ts'
import { auditLogRoutes } from './audit-log.ts'
import { meRoutes } from './me.ts'

export const people = [meRoutes, adminPeopleRoutes, auditLogRoutes]
