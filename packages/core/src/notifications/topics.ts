import * as z from 'zod'
import { NamedUpdate, OldMove } from '../catalog/index.ts'
import { Release } from '../materials/index.ts'
import { topic } from '../platform/index.ts'

// What becomes of a fact that concerns many: a row for each part of a roster, then one for each person.

const Part = z.object({ shard: z.number(), after: z.string().optional() })
const OnePerson = z.object({ person: z.string() })

export const eventCancelledShard = topic('event.cancelled.shard', Part.extend({ event: z.string() }), {
  label: 'Cancel registrations for a canceled event',
})

export const eventUpdatedShard = topic('event.updated.shard', NamedUpdate.extend(Part.shape), {
  label: 'Email event changes to everyone registered',
})

export const registrationUpdated = topic('registration.updated', NamedUpdate.extend(OnePerson.shape), {
  label: 'Email event changes to one person',
})

export const eventMovedShard = topic('event.moved.shard', OldMove.extend(Part.shape), {
  label: 'Email a session’s new time to everyone registered',
})

export const registrationMoved = topic('registration.moved', OldMove.extend(OnePerson.shape), {
  label: 'Email a session’s new time to one person',
})

export const titleReleasedShard = topic('title.released.shard', Release.extend(Part.shape), {
  label: 'Send notices of a new version',
})

export const titleReleasedHolder = topic('title.released.holder', Release.extend(OnePerson.shape), {
  label: 'Send one person a notice of a new version',
})
