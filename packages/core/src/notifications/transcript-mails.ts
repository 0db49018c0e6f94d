import { findEvent, reachableInstructors } from '../catalog/index.ts'
import { type MailContext, sendMail } from '../mail/index.ts'
import { findMaterial, type TranscriptLoss } from '../materials/index.ts'
import type { Instant } from '../platform/index.ts'

/** Writes to teachers that captions which Zoom wrote are missing, each once for a recording. */
export const sendTranscriptLostMail = async (
  context: MailContext,
  { event: slug, material: id, lost, why }: TranscriptLoss,
  now: Instant,
): Promise<void> => {
  const [event, material] = await Promise.all([findEvent(context.table, slug), findMaterial(context.table, slug, id)])
  if (!event || !material) return
  for (const { slug: teacher, name, email } of await reachableInstructors(context.table, event)) {
    const props = {
      ...{ name, eventTitle: event.title, recordingTitle: material.title, lost, why },
      captionsUrl: `${context.siteUrl}/teach/${slug}/materials/${id}/captions`,
    }
    const key = `transcript-lost:${id}:${teacher}`
    await sendMail(context, now, { template: 'transcript-lost', to: email, key, event: slug, props })
  }
}
