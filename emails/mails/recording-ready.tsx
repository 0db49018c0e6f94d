/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A file that is ready; `kind` as its reader calls it: "Recording", "Handout". */
const ReadyItem = z.object({
  title: text,
  kind: text,
})
type ReadyItem = z.infer<typeof ReadyItem>

const Props = z.object({
  name: text,
  eventTitle: text,
  sessionTitle: text.optional(),
  /** What has come since the last such mail; at least one. */
  items: z.array(ReadyItem),
  pageUrl: url,
})
type Props = z.infer<typeof Props>

const isRecording = ({ kind }: ReadyItem): boolean => /record|video|audio/i.test(kind)

/** What it comes to, to begin a sentence. */
function whatIsThere({ items }: Props): string {
  const recordings = items.filter(isRecording).length
  const others = items.length - recordings
  const recording = recordings === 1 ? 'recording' : 'recordings'
  const handout = others === 1 ? 'handout' : 'handouts'
  if (others === 0) return `The ${recording}`
  return recordings === 0 ? `The ${handout}` : `The ${recording} and ${handout}`
}

const verb = (props: Props): 'is' | 'are' => (props.items.length === 1 ? 'is' : 'are')

/** After a session: what there is to watch and to read again, however many files, in one mail. Can be turned off. */
export const recordingReady = mail({
  name: 'recording-ready',
  title: 'Recording and handouts',
  sentWhen: 'Once for each session, ten minutes after its last file was uploaded.',
  topic: 'followUps',
  picture: true,
  props: Props,
  subject: (props) => `${whatIsThere(props)} ${verb(props)} ready: ${props.sessionTitle ?? props.eventTitle}`,
  preview: (props) => props.items.map((item) => item.title).join(' · '),
  label: (props) => (props.sessionTitle === undefined ? whatIsThere(props) : props.eventTitle),
  heading: (props) => props.sessionTitle ?? props.eventTitle,
  because: (props) => `you’re registered for ${props.eventTitle}`,
  body: (props) => (
    <>
      <Paragraph>{`${whatIsThere(props)} ${verb(props)} ready for you and everyone else who’s registered.`}</Paragraph>
      <Action href={props.pageUrl}>{props.items.some(isRecording) ? 'Watch the recording' : 'See the files'}</Action>
      <Facts kinds facts={props.items.map(({ kind, title }) => [kind, title])} />
      <Note>If you’re asked to sign in, we’ll email a code to this address.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    sessionTitle: 'Qualifying',
    items: [
      { title: 'Qualifying, 58 minutes', kind: 'Recording' },
      { title: 'Five questions before every quote', kind: 'Handout' },
      { title: 'Slides of week 2', kind: 'Slides' },
    ],
    pageUrl: salesProgram.eventUrl,
  },
  variants: {
    'Handouts alone': { items: [{ title: 'Five questions before every quote', kind: 'Handout' }] },
  },
})
