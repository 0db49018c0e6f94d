import { type Event, findInstructors } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import type { Courier } from './courier.ts'
import { postMail } from './post-mail.ts'

/**
 * Tells those who teach an event that a session is over, each once, with the way to where its recording and handouts are
 * posted. Who has no address in the profile is passed over.
 * @returns to how many it went
 */
export const tellTeachers = async (courier: Courier, event: Event, session: string, now: Instant): Promise<number> => {
  const taught = event.sessions.find(({ id }) => id === session)
  const teachers = await findInstructors(courier.table, event.instructors)
  const reachable = teachers.flatMap(({ slug, name, email }) => (email === undefined ? [] : [{ slug, name, email }]))
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
