import {
  copyTranscript,
  endWithdrawnFile,
  endWithdrawnMaterial,
  type materialsTopics,
  stepRecordingCopy,
} from '../materials/index.ts'
import { planDigest } from '../reminders/index.ts'
import type { Handlers } from './handler.ts'
import { sendReleasedMail } from './release-mails.ts'
import { startTellingHolders, startTellingReady, stepTellingHolders } from './tell-holders.ts'
import { sendTranscriptLostMail } from './transcript-mails.ts'

export const materialsHandlers: Handlers<typeof materialsTopics> = {
  materialAdded: async (context, { payload }) => {
    await planDigest(context.table, payload.event, payload.session)
  },
  materialWithdrawn: (context, { payload }, now) => endWithdrawnMaterial(context, payload, now),
  titleFileWithdrawn: (context, { payload }, now) => endWithdrawnFile(context, payload, now),
  recordingCame: (context, { payload }, now) =>
    stepRecordingCopy(context, { ...payload, begun: payload.begun === true }, now),
  transcriptCame: (context, { payload }, now) => copyTranscript(context, payload, now),
  transcriptLost: (context, { payload }, now) => sendTranscriptLostMail(context, payload, now),
  titleReleased: async (context, { payload }, now) => startTellingHolders(context.table, payload, now),
  titleReady: async (context, { payload }, now) => startTellingReady(context.table, payload, now),
  fileGone: (context, { payload }) => context.files.erase(payload.key),
}

type Holders = Pick<Handlers<typeof import('./topics.ts')>, 'titleReleasedShard' | 'titleReleasedHolder'>

/** Steps over those who have a title, and what each of them is sent. */
export const holderHandlers: Holders = {
  titleReleasedShard: (context, row, now) => stepTellingHolders(context.table, row, now),
  titleReleasedHolder: sendReleasedMail,
}
