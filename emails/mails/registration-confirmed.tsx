/** @jsxImportSource react */
import * as z from 'zod'
import { When } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, Sessions, Subheading, TextLink } from '../parts.tsx'
import { Day, SessionWords, text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

const Props = z.object({
  name: text,
  eventTitle: text,
  eventUrl: url,
  /** What it is, as the event's page says it: "Five-week class · 5W22". */
  kindLabel: text,
  /** All sessions in one phrase, with the zone. */
  when: text,
  /** Of the one session that is still to come; of several, `when` says more. */
  day: Day.optional(),
  /** Those still to come. */
  sessions: z.array(SessionWords),
  /** "2 of 5 sessions are over. Their recordings are included." */
  past: text.optional(),
  where: text,
  ticketName: text,
  /** What the door scans, where the event has one; the page of the registration shows it as a code. */
  pass: text.optional(),
  /** The address of who registered the reader, when someone else did. */
  boughtBy: text.optional(),
  /** The reader's own page of the registration, which opens without signing in. */
  manageUrl: url,
  /** Where someone whom another registered declines. */
  declineUrl: url.optional(),
  /** Where to subscribe to one's own calendar, when there are too many sessions for an invitation to each. */
  calendarUrl: url.optional(),
})
type Props = z.infer<typeof Props>

const sessions = [
  { title: 'What value-based selling is', when: 'Tue, Apr 23, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
  { title: 'Qualifying', when: 'Tue, Apr 30, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
  { title: 'The sales process', when: 'Tue, May 7, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
  {
    title: 'A framework for sales departments',
    when: 'Tue, May 14, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
  },
  { title: 'Negotiating and closing', when: 'Tue, May 21, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
]

/** Someone has a seat. The invitation for their calendar is attached by the sender. */
export const registrationConfirmed = mail({
  name: 'registration-confirmed',
  title: 'Registration confirmed',
  sentWhen: 'When someone is registered, with the invitation for their calendar.',
  topic: 'transactional',
  picture: true,
  props: Props,
  subject: (props) => `You’re registered: ${props.eventTitle}`,
  preview: (props) => `${props.when}.${invitation(props)}`,
  label: 'You’re registered',
  heading: (props) => props.eventTitle,
  under: (props) => props.kindLabel,
  because: (props) => (props.boughtBy ? `${props.boughtBy} registered you` : 'you registered with this email address'),
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>
        {props.boughtBy
          ? `${props.boughtBy} registered you, and your seat is confirmed.${invitation(props)}`
          : `Your seat is confirmed.${invitation(props)}`}
      </Paragraph>
      {props.past && <Paragraph>{props.past}</Paragraph>}
      <When day={props.day} when={props.when} where={props.where} also={props.ticketName} />
      {props.calendarUrl ? <Calendar {...props} calendarUrl={props.calendarUrl} /> : <Manage {...props} />}
      {props.pass && (
        <Note>
          {'At the entrance, show the code on '}
          <TextLink href={props.manageUrl}>your registration page</TextLink>
          {`. No picture? Say or type your pass: ${props.pass}`}
        </Note>
      )}
      {isWorthListing(props) && (
        <>
          <Subheading>{listed(props)}</Subheading>
          <Sessions sessions={props.sessions} />
        </>
      )}
      {props.declineUrl && (
        <Note>
          {'Didn’t expect this, or can’t make it? '}
          <TextLink href={props.declineUrl}>Decline this registration</TextLink>
        </Note>
      )}
    </>
  ),
  sample: {
    ...salesProgram,
    name: 'Maria Okafor',
    kindLabel: 'Five-week class · 5W22',
    sessions,
    where: 'Online. The link to join is in the invitation and on your registration page.',
    ticketName: 'Seat in the class',
    boughtBy: 'tom@becker-it.example',
    manageUrl: 'https://events.example.com/registrations/5w22?token=per_01HV9M4B2K',
    declineUrl: 'https://events.example.com/registrations/5w22/cancel?token=per_01HV9M4B2K',
  },
  variants: {
    'One session, by oneself': {
      boughtBy: undefined,
      declineUrl: undefined,
      kindLabel: 'Webinar',
      when: 'Thu, May 16, 2024, 10:00 AM Pacific (1:00 PM Eastern)',
      day: { month: 'May', day: '16' },
      sessions: [{ when: 'Thu, May 16, 2024, 10:00 AM Pacific (1:00 PM Eastern)' }],
    },
    'At a venue': {
      boughtBy: undefined,
      declineUrl: undefined,
      kindLabel: 'Conference',
      ticketName: 'Main day',
      where: 'Hyatt Regency Columbus, 350 N High St, Columbus, OH',
      when: 'Thu, Jun 6, 2024, 9:00 AM – 5:00 PM Eastern',
      day: { month: 'Jun', day: '6' },
      sessions: [{ when: 'Thu, Jun 6, 2024 · 9:00 AM – 5:00 PM Eastern' }],
      pass: 'LP1:01HV9M4B2KQZ7XW3D5T8R6N0PC:3FA94C21D07B58E6A1F2',
    },
    'Some sessions are over': {
      when: 'Tuesdays, May 14 – 21, 9:00 AM Pacific (noon Eastern)',
      sessions: sessions.slice(3),
      past: '3 of 5 sessions are over. Their recordings are included.',
    },
    'Too many sessions for invitations': {
      boughtBy: undefined,
      declineUrl: undefined,
      calendarUrl: 'https://events.example.com/account#calendar',
    },
  },
})

const Manage = ({ manageUrl }: Props) => (
  <>
    <Action href={manageUrl}>Manage your registration</Action>
    <Note>
      There you can correct your name, change your answers until the first session, or cancel. No need to sign in.
    </Note>
  </>
)

const Calendar = ({ manageUrl, calendarUrl }: Props & { calendarUrl: string }) => (
  <>
    <Paragraph>
      There are too many sessions for separate invitations. Add them all from the attached file, or subscribe to your
      calendar, which stays up to date.
    </Paragraph>
    <Action href={calendarUrl}>Subscribe to my calendar</Action>
    <Note>
      To correct your name, change your answers until the first session, or cancel:{' '}
      <TextLink href={manageUrl}>Manage your registration</TextLink>
    </Note>
  </>
)

/** What is over has no invitation, and what is too much for invitations has a file. */
function invitation({ past, sessions, calendarUrl }: Props): string {
  return calendarUrl || (past && sessions.length === 0) ? '' : ' The calendar invitation is attached.'
}

function listed({ past, sessions }: Props): string {
  const one = sessions.length === 1
  if (past) return one ? 'The remaining session' : `${sessions.length} sessions still to come`
  return one ? 'The session' : `The ${sessions.length} sessions`
}

/** A single session without a title of its own says nothing that the summary doesn't. */
function isWorthListing({ sessions }: Props): boolean {
  return sessions.length > 1 || sessions.some(({ title }) => title !== undefined)
}
