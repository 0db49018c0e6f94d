import { type Event, findEvent, findInstructors, type Instructor } from '../catalog/index.ts'
import { findMaterial, type TranscriptLoss } from '../materials/index.ts'
import type { Instant } from '../platform/index.ts'
import type { Courier } from './courier.ts'
import { postMail } from './post-mail.ts'

type Reachable = Pick<Instructor, 'slug' | 'name'> & { email: string }

/** Those who teach an event and have an address in their profile. */
const reachableTeachers = async (courier: Courier, event: Event): Promise<Reachable[]> => {
  const teachers = await findInstructors(courier.table, event.instructors)
  return teachers.flatMap(({ slug, name, email }) => (email === undefined ? [] : [{ slug, name, email }]))
}

/** Tells those who teach that captions which Zoom wrote are missing, each once for a recording. */
export const sendTranscriptLostMail = async (
  courier: Courier,
  { event: slug, material: id, lost, why }: TranscriptLoss,
  now: Instant,
): Promise<void> => {
  const [event, material] = await Promise.all([findEvent(courier.table, slug), findMaterial(courier.table, slug, id)])
  if (!event || !material) return
  for (const { slug: teacher, name, email } of await reachableTeachers(courier, event)) {
    const props = {
      ...{ name, eventTitle: event.title, recordingTitle: material.title, lost, why },
      captionsUrl: `${courier.siteUrl}/teach/${slug}/materials/${id}/captions`,
    }
    const key = `transcript-lost:${id}:${teacher}`
    await postMail(courier.table, courier, { template: 'transcript-lost', to: email, key, event: slug, props }, now)
  }
}

/**
 * Tells those who teach an event that a session is over, each once, with the way to where its recording and handouts are
 * posted. Who has no address in the profile is passed over.
 * @returns to how many it went
 */
export const tellTeachers = async (courier: Courier, event: Event, session: string, now: Instant): Promise<number> => {
  const taught = event.sessions.find(({ id }) => id === session)
  const reachable = await reachableTeachers(courier, event)
  for (const { slug, name, email } of reachable) {
    const props = {
      ...{ name, eventTitle: event.title, recorded: event.recording === 'always' },
      ...(taught?.title ? { sessionTitle: taught.title } : {}),
      workspaceUrl: `${courier.siteUrl}/teach/${event.slug}?session=${session}`,
    }
    const key = `session-over:${event.slug}:${session}:${slug}`
    await postMail(courier.table, courier, { template: 'session-over', to: email, key, event: event.slug, props }, now)
  }
  return reachable.length
}
