import { dateOf, type Event, sessionsOf } from '../catalog/index.ts'
import type { Registration } from '../registration/index.ts'
import { scheduledSessions } from '../schedule/index.ts'
import type { KnownPass } from './admit.ts'
import { isPassOf, type ReadPass } from './pass.ts'

const statusOf = ({ status }: Pick<Registration, 'status'>): KnownPass['status'] =>
  status === 'confirmed' || status === 'held' ? status : 'ended'

/** What the door knows of a registration, for someone whose pass is the current one of it, or who was found by name. */
export const knownPass = (event: Event, registration: Registration): KnownPass => {
  const { sku, email } = registration
  const sessions = scheduledSessions(sessionsOf(event, { sku, email }))
  return {
    pass: 'current',
    status: event.status === 'cancelled' ? 'ended' : statusOf(registration),
    days: [...new Set(sessions.map(dateOf))].toSorted(),
    sessionIds: sessions.map(({ id }) => id),
  }
}

/** Which registration a pass is of, among all of its person's, and how the door of an event takes it. */
export const recognize = (
  secret: string,
  pass: ReadPass,
  event: Event,
  registrations: readonly Registration[],
): { registration: Registration; known: KnownPass } | undefined => {
  const here = registrations.find((one) => one.event === event.slug)
  if (here && isPassOf(secret, pass, here)) return { registration: here, known: knownPass(event, here) }
  const before = event.tickets.some(
    ({ slug }) => here && isPassOf(secret, pass, { id: here.id, sku: `${event.slug}:${slug}` }),
  )
  if (here && before) return { registration: here, known: { ...knownPass(event, here), pass: 'replaced' } }
  const elsewhere = registrations.find((one) => one.event !== event.slug && isPassOf(secret, pass, one))
  return elsewhere && { registration: elsewhere, known: { ...knownPass(event, elsewhere), pass: 'other' } }
}
