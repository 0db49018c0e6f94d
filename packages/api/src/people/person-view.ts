import { listGrants } from '@lectern/core/access'
import { membershipsOf, PlanSlug } from '@lectern/core/membership'
import type { Instant, Table } from '@lectern/core/platform'
import * as z from 'zod'
import { shown } from '../http/shown.ts'

export const PersonView = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    admin: z.boolean(),
    memberships: z.array(
      z.object({ plan: PlanSlug, title: z.string(), allAccess: z.boolean(), until: z.string().optional() }),
    ),
    createdAt: z.string().optional(),
  })
  .meta({ id: 'Person' })
export type PersonView = z.infer<typeof PersonView>

type Shown = { id: string; email: string; name: string; admin: boolean; createdAt?: string }

/** A person with their memberships as they are now. One query. */
export const loadPersonView = async (table: Table, person: Shown, now: Instant): Promise<PersonView> =>
  shown(PersonView, { ...person, memberships: membershipsOf(await listGrants(table, person.id), now) })
