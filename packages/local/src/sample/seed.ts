import { createEvent, findEvent, NewEvent, publishEvent, saveCourse, saveInstructor } from '@lectern/core/catalog'
import { ensurePerson, importApiKey, makeAdmin, renamePerson } from '@lectern/core/identity'
import type { Materials } from '@lectern/core/materials'
import { grantMembership } from '@lectern/core/membership'
import type { Payments } from '@lectern/core/payments'
import type { Instant } from '@lectern/core/platform'
import { courses, events2024, instructors, societyCode } from './offerings.ts'
import { samplePeople } from './people.ts'
import { seedPlans } from './seed-plans.ts'
import { ensurePromotion, seedStore } from './seed-store.ts'
import { eventsAround } from './shift.ts'

export type Sample = 'none' | 'demo' | '2024'

/** When the samples of 2024 were made, so that sales are open whenever the clock is set to that year. */
const madeIn2024: Instant = '2024-01-01T00:00:00Z'

export type SampleSignIn = { email: string; name: string; role: string; apiKey: string }

/**
 * Fills an empty table with the sample offerings and people, through the use cases that admins use. What is there
 * already stays as it is, so a restart changes nothing.
 * @param keyFor  the API key of a sample person, the same at each start
 */
export const seed = async (
  services: Materials & { payments: Pick<Payments, 'keepPrice'> },
  sample: Sample,
  now: Instant,
  keyFor: (name: string) => string,
): Promise<SampleSignIn[]> => {
  const { table } = services
  const people = sample === 'none' ? samplePeople.filter(({ role }) => role === 'admin') : samplePeople
  const signIns: SampleSignIn[] = []
  for (const { email, name, role } of people) {
    const person = await ensurePerson(table, { email, name }, now)
    if (person.namedAt === undefined) await renamePerson(table, email, name, now)
    if (role === 'admin') await makeAdmin(table, email, now)
    if (role === 'member') await grantMembership(table, person.id, { plan: 'community' }, now)
    if (role === 'all-access member') await grantMembership(table, person.id, { plan: 'all-access' }, now)
    const apiKey = keyFor(email)
    await importApiKey(table, person, apiKey, 'Sample key of this machine', now)
    signIns.push({ email, name, role, apiKey })
  }
  if (sample === 'none') return signIns
  const at = sample === '2024' ? madeIn2024 : now
  const events = sample === '2024' ? events2024 : eventsAround(now)
  for (const instructor of instructors) await saveInstructor(table, instructor)
  for (const course of courses) await saveCourse(table, course)
  for (const input of events) {
    const known = await findEvent(table, input.slug)
    const event = known ?? (await createEvent(table, NewEvent.parse(input), at))
    if (event.status === 'draft') await publishEvent(table, event.slug, at)
  }
  const conference = events.find((event) => event.slug === 'channelpro-live-columbus')
  const starts = conference?.sessions?.[0]?.startsAt
  if (starts) {
    await ensurePromotion(table, societyCode(starts), at)
  }
  await seedStore(services, sample, at)
  await seedPlans(services)
  return signIns
}
