import { type Event, mailLook, reachableInstructors, sessionsOf } from '../catalog/index.ts'
import { type MailContext, sendMail } from '../mail/index.ts'
import type { Instant } from '../platform/index.ts'

/**
 * Tells an event's teachers that a session is over, each once, with a link for posting its recording and handouts.
 * People without an address in their profile are skipped.
 * @returns to how many it went
 */
export const sendSessionOverMails = async (
  context: MailContext,
  event: Event,
  session: string,
  now: Instant,
): Promise<number> => {
  const taught = sessionsOf(event).find(({ id }) => id === session)
  const reachable = await reachableInstructors(context.table, event)
  const look = mailLook(event)
  for (const { slug, name, email } of reachable) {
    const props = {
      ...{ name, eventTitle: event.title, recorded: event.recording === 'always' },
      ...(taught?.title ? { sessionTitle: taught.title } : {}),
      workspaceUrl: `${context.siteUrl}/teach/${event.slug}?session=${session}`,
    }
    const key = `session-over:${event.slug}:${session}:${slug}`
    await sendMail(context, now, { template: 'session-over', to: email, key, event: event.slug, look, props })
  }
  return reachable.length
}
