/** @jsxImportSource react */
import * as z from 'zod'
import { When } from './facts.tsx'
import { type Mail, mail } from './mail.tsx'
import { Action, Note, Paragraph, Subheading, TextLink } from './parts.tsx'
import { Day, type MailFrame, text, url } from './props.ts'
import { remindedOf } from './reminder-samples.ts'
import { EventKind, preparationLabel, type ReminderSpan, reminderAdvice } from './reminder-words.ts'

/** What every reminder says, whichever its span. */
const Reminder = z.object({
  name: text,
  kind: EventKind,
  eventTitle: text,
  sessionTitle: text.optional(),
  /** When the session takes place, with the zone. */
  when: text,
  day: Day.optional(),
  /** How far away that is when the mail is written, to follow "starts": "in a week", "tomorrow", "in an hour". */
  startsIn: text,
  /** The venue with its address, or that it is online. */
  where: text,
  /** Where to join, for an event online; anyone who gets the mail may come. */
  joinUrl: url.optional(),
  eventUrl: url,
  /** What is asked for beforehand; of a class, its homework. */
  preparation: text.optional(),
  /** The reader's own page of the registration. */
  manageUrl: url,
  /** Whether a recording comes afterward. */
  recorded: z.boolean(),
  /** Whether it is one session of several, so that missing it is not giving up the registration. */
  several: z.boolean(),
  /** Whether the ticket has a price. */
  paid: z.boolean(),
  /** Whether spots are counted, so that someone else can have the reader's. */
  limited: z.boolean(),
  /** Whether it is the first session of the event. */
  isFirst: z.boolean(),
  /** Which week of a class it is: `{ number: 2, of: 5 }`. */
  week: z.object({ number: z.number(), of: z.number() }).optional(),
})
export type OwnReminder = z.infer<typeof Reminder>
export type Reminder = MailFrame & OwnReminder

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** "Tomorrow · week 2 of 5" */
const label = ({ startsIn, week }: Reminder): string =>
  [capital(startsIn), ...(week ? [`week ${week.number} of ${week.of}`] : [])].join(' · ')

/** "Your class starts tomorrow.", "Week 2 of your class starts tomorrow.", "The next session of your conference …" */
function opening({ kind, startsIn, isFirst, sessionTitle, week }: Reminder): string {
  if (week && !isFirst) return `Week ${week.number} of your ${kind} starts ${startsIn}.`
  if (!isFirst && sessionTitle) return `The next session of your ${kind} starts ${startsIn}.`
  return `Your ${kind} starts ${startsIn}.${week ? ` It’s the first of ${week.of} weeks.` : ''}`
}

type Span<Name extends string> = {
  name: Name
  title: string
  sentWhen: string
  span: ReminderSpan
  /** How far away its samples are. */
  startsIn: string
  /** What is special about its usual sample, which is of a class unless it says otherwise. */
  sample?: Partial<OwnReminder>
}

/** A reminder of one span. All four are one sheet; what they say follows from the span and the kind of event. */
export function reminder<const Name extends string>({
  span,
  startsIn,
  sample,
  ...about
}: Span<Name>): Mail<Name, OwnReminder> {
  /** From the day before on, there's one thing to do. */
  const isNear = span === 'day' || span === 'hour'
  return mail({
    ...about,
    topic: 'reminders',
    picture: true,
    props: Reminder,
    subject: (props) =>
      `${capital(props.startsIn)}: ${props.week ? `week ${props.week.number} of ` : ''}${props.eventTitle}`,
    preview: (props) => `${props.when}. ${props.where}`,
    label,
    heading: (props) => props.sessionTitle ?? props.eventTitle,
    under: (props) => (props.sessionTitle === undefined ? undefined : props.eventTitle),
    because: (props) => `you’re registered for ${props.eventTitle}`,
    body: (props) => {
      const { online, there, prepared } = reminderAdvice[props.kind][span]
      const advice = props.preparation && prepared ? prepared : props.joinUrl ? online : there
      return (
        <>
          <Paragraph>{`${opening(props)} ${advice}`}</Paragraph>
          <When day={props.day} when={props.when} where={props.where} />
          {isNear && props.joinUrl ? (
            <Action href={props.joinUrl}>Join session</Action>
          ) : (
            <Action href={props.eventUrl}>{`See the ${props.kind}`}</Action>
          )}
          {props.joinUrl && <Join props={props} isNear={isNear} joinUrl={props.joinUrl} />}
          {props.preparation && (
            <>
              <Subheading>{preparationLabel[props.kind]}</Subheading>
              <Paragraph>{props.preparation}</Paragraph>
            </>
          )}
          <Absence props={props} />
        </>
      )
    },
    sample: { ...remindedOf('class', startsIn), ...sample },
    variants: {
      Class: remindedOf('class', startsIn),
      Webinar: remindedOf('webinar', startsIn),
      Breakout: remindedOf('breakout', startsIn),
      Conference: remindedOf('conference', startsIn),
      Meeting: remindedOf('meeting', startsIn),
    },
  })
}

/** What to say to those who cannot come, and what the link to their registration is called. */
function absence({ kind, recorded, several, paid, limited, isFirst }: Reminder): { words: string; link: string } {
  if (several) {
    const words = recorded
      ? `Can’t make this session? It’s recorded, and you’ll find the recording on the ${kind}’s page.`
      : 'Can’t make this session? Reply to this email to let the organizer know.'
    return isFirst
      ? { words: `${words} Can’t come at all?`, link: 'Change or cancel your registration' }
      : { words, link: 'Your registration' }
  }
  const words = recorded ? 'Can’t make it? You’ll get the recording.' : 'Can’t make it?'
  if (paid) return { words, link: 'See your options' }
  return limited
    ? { words, link: 'Cancel your registration so someone else can have your spot' }
    : { words, link: 'Change or cancel your registration' }
}

/** When the button works and what it's about, or how to join when it's time. */
function Join({ props, isNear, joinUrl }: { props: Reminder; isNear: boolean; joinUrl: string }) {
  if (isNear) {
    return (
      <Note>
        {
          'The room opens 30 minutes early. Keep this email: the button works until the session is over. More about it: '
        }
        <TextLink href={props.eventUrl}>{`the ${props.kind} page`}</TextLink>
      </Note>
    )
  }
  return (
    <Note>
      {'When it’s time: '}
      <TextLink href={joinUrl}>join here</TextLink>
    </Note>
  )
}

/** What to do if one can't come. */
function Absence({ props }: { props: Reminder }) {
  const { words, link } = absence(props)
  return (
    <Note>
      {`${words} `}
      <TextLink href={props.manageUrl}>{link}</TextLink>
    </Note>
  )
}
