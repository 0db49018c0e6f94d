/** @jsxImportSource react */
import type { ReactElement } from 'react'
import type * as z from 'zod'
import { HueProvider } from './hue.ts'
import { MailSheet } from './mail-frame.tsx'
import { hello, Paragraph } from './parts.tsx'
import { MailFrame } from './props.ts'
import { subjectLine } from './subject-line.ts'
import { hues } from './theme.ts'

/** What readers turn off: their preferences hold a flag for each. */
export type MailTopic = 'reminders' | 'followUps' | 'newVersions' | 'news'

/** Words that are always the same, or that follow from the props. */
type Words<Props> = string | ((props: Props) => string)

/** What one email is: all of it, so that whatever lists emails is derived from this. */
type Declaration<Name extends string, Own extends object, Props = MailFrame & Own> = {
  /** Also its file's name. Records of sent emails hold it, so it never changes. */
  name: Name
  /** What organizers call it. */
  title: string
  /** When it's sent, and to whom: a sentence for organizers. */
  sentWhen: string
  /** What it's written of, beside the frame. */
  props: z.ZodType<Own>
  /** Cut to one line of at most 80 characters. */
  subject: (props: Props) => string
  /** The line that inboxes show after the subject: what that doesn't say. */
  preview: Words<Props>
  /** The small line over the heading: what kind of message this is. */
  label: Words<Props>
  heading: Words<Props>
  /** The quiet line under the heading: what it belongs to. */
  under?: (props: Props) => string | undefined
  /** Completes "You're getting this because …". */
  because: Words<Props>
  /** On top is the cover of what it's about: not of bad news, nor of work to do. */
  picture?: true
  /** After the greeting, which every email has that is written of a name. */
  body: (props: Props) => ReactElement
  /** A realistic one, for tests and for looking at. */
  sample: NoInfer<Own>
  /** Other ways it can come out: what is special about them, and which props differ from the sample's. */
  variants?: Readonly<Record<string, Partial<NoInfer<Own>>>>
} & (
  | {
      /** It comes whatever its reader's settings say. */
      topic: 'transactional'
      /** Completes "It's about …". */
      about: Words<Props>
    }
  | {
      /** What its reader turns it off by. */
      topic: MailTopic
      /** What it's about when this one comes whatever the settings say. */
      about?: (props: Props) => string | undefined
    }
)

/** One way an email can come out, and what is special about it: "Conference", "Nothing was paid". */
export type MailSample<Own> = { label: string; props: Own }

/** An email that was declared. Its props are its own and the frame. */
export type Mail<Name extends string, Own> = {
  name: Name
  title: string
  sentWhen: string
  /** What its reader turns it off by; absent for what is transactional. */
  topic?: MailTopic
  /** Whether the cover of what it's about is on top. */
  picture: boolean
  subject: (props: MailFrame & Own) => string
  sheet: (props: MailFrame & Own) => ReactElement
  /** The names of props that are missing or wrong. What isn't declared isn't shown. */
  findWrongProps: (props: unknown) => string[]
  /** The usual one first, each without the frame. */
  samples: () => MailSample<Own>[]
}

/** Declares an email. Its line in `mails/index.ts` makes it known. */
export function mail<const Name extends string, Own extends object>(declared: Declaration<Name, Own>): Mail<Name, Own> {
  type Props = MailFrame & Own
  const {
    name,
    title,
    sentWhen,
    topic,
    picture = false,
    preview,
    label,
    heading,
    under,
    because,
    about,
    body,
  } = declared
  const subject = (props: Props): string => subjectLine(declared.subject(props))
  const say = <Said extends string | undefined>(words: Said | ((props: Props) => Said), props: Props): Said =>
    typeof words === 'function' ? words(props) : words
  return {
    ...{ name, title, sentWhen, picture, subject },
    ...(topic === 'transactional' ? {} : { topic }),
    sheet: (props) => {
      const kept = say(about, props)
      const { hue = 'slate', preferencesUrl } = props
      return (
        <HueProvider value={hues[hue]}>
          <MailSheet
            frame={picture ? props : { ...props, cover: undefined }}
            subject={subject(props)}
            preview={say(preview, props)}
            label={say(label, props)}
            heading={say(heading, props)}
            under={under?.(props)}
            because={say(because, props)}
            about={kept}
            unsubscribeUrl={topic === 'transactional' || kept ? undefined : withTopic(preferencesUrl, topic)}
          >
            {'name' in props && typeof props.name === 'string' && (
              <Paragraph>{hello(props.name === props.organizer ? '' : props.name)}</Paragraph>
            )}
            {body(props)}
          </MailSheet>
        </HueProvider>
      )
    },
    findWrongProps: (props) => {
      const issues = [MailFrame, declared.props].flatMap((schema) => schema.safeParse(props).error?.issues ?? [])
      return [...new Set(issues.map(({ path }) => String(path[0])))]
    },
    samples: () =>
      Object.entries({ 'As usual': {}, ...declared.variants }).map(([label, change]) => ({
        label,
        props: { ...declared.sample, ...change },
      })),
  }
}

/** The page of preferences, which then asks about one kind of email first. */
const withTopic = (address: string, topic: MailTopic): string => {
  const url = new URL(address)
  url.searchParams.set('topic', topic)
  return url.href
}
