/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Names, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

/** A file that is there now; `kind` as its reader calls it: "Recording", "Handout". */
export type ReadyItem = { title: string; kind: string }

export type RecordingReady = MailFrame & {
  name: string
  eventTitle: string
  sessionTitle?: string
  /** What has come since the last such mail; at least one. */
  items: ReadyItem[]
  pageUrl: string
}

const isRecording = ({ kind }: ReadyItem): boolean => /record|video|audio/i.test(kind)

/** What it comes to, to begin a sentence. */
function whatIsThere({ items }: RecordingReady): string {
  const recordings = items.filter(isRecording).length
  const others = items.length - recordings
  const recording = recordings === 1 ? 'recording' : 'recordings'
  const handout = others === 1 ? 'handout' : 'handouts'
  if (others === 0) return `The ${recording}`
  return recordings === 0 ? `The ${handout}` : `The ${recording} and ${handout}`
}

const verb = (props: RecordingReady): 'is' | 'are' => (props.items.length === 1 ? 'is' : 'are')

/** After a session: what there is to watch and to read again, however many files, in one mail. Can be turned off. */
export const recordingReady: MailTemplate<RecordingReady> = {
  transactional: false,
  subject: (props) =>
    subjectLine(`${whatIsThere(props)} ${verb(props)} there: ${props.sessionTitle ?? props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={recordingReady.subject(props)}
      preview={props.items.map((item) => item.title).join(', ')}
      label={props.eventTitle}
      heading={props.sessionTitle ?? props.eventTitle}
      because={`You get this because you are registered for ${props.eventTitle} with this address.`}
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>{`${whatIsThere(props)} ${verb(props)} there for you, and for everybody else who was registered:`}</Paragraph>
      <Names names={props.items.map((item) => `${item.kind}: ${item.title}`)} />
      <Action href={props.pageUrl}>Open them</Action>
      <Note>If the page asks you to sign in: the code comes to this address.</Note>
    </MailSheet>
  ),
}
