/** @jsxImportSource react */
import { Link } from '@react-email/components'
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate, SessionWords } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph, Sessions, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'
import { link } from '../theme.ts'

export type RegistrationConfirmed = MailFrame & {
  name: string
  eventTitle: string
  eventUrl: string
  /** What it is, as the event's page says it: "Five-week class · 5W22". */
  kindLabel: string
  /** All sessions in one phrase, with the zone. */
  when: string
  /** Those still to come. */
  sessions: SessionWords[]
  /** "2 of 5 sessions are over. Their recordings are included." */
  past?: string
  where: string
  ticketName: string
  /** The address of who registered the reader, when somebody else did. */
  boughtBy?: string
  /** The reader's own page of the registration, which opens without signing in. */
  manageUrl: string
  /** Where somebody whom another registered declines. */
  declineUrl?: string
  /** Where to subscribe to one's own calendar, when there are too many sessions for an invitation to each. */
  calendarUrl?: string
}

/** Somebody has a seat. The invitation for their calendar is attached by the sender. */
export const registrationConfirmed: MailTemplate<RegistrationConfirmed> = {
  transactional: true,
  subject: (props) => subjectLine(`You are registered: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={registrationConfirmed.subject(props)}
      preview={`${props.when}.${invitation(props)}`}
      label={props.kindLabel}
      heading={props.eventTitle}
      because={
        props.boughtBy
          ? `You get this because you were registered by ${props.boughtBy}.`
          : 'You get this because you registered with this address.'
      }
      about="your registration"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.boughtBy
          ? `Your seat is confirmed. You were registered by ${props.boughtBy}.${invitation(props)}`
          : `You are registered, and your seat is confirmed.${invitation(props)}`}
      </Paragraph>
      {props.past && <Paragraph>{props.past}</Paragraph>}
      <Facts
        facts={[
          { label: 'When', words: props.when },
          { label: 'Where', words: props.where },
          { label: 'Ticket', words: props.ticketName },
        ]}
      />
      {props.calendarUrl && (
        <>
          <Paragraph>
            There are too many sessions to invite you to each. Open the attached file to add them all, or subscribe to
            your calendar, which also follows changes.
          </Paragraph>
          <Action href={props.calendarUrl}>Subscribe to my calendar</Action>
        </>
      )}
      {isWorthListing(props) && (
        <>
          <Subheading>{listed(props)}</Subheading>
          <Sessions sessions={props.sessions} />
        </>
      )}
      <Action href={props.manageUrl}>Manage your registration</Action>
      <Note>
        There you can correct your name, change your answers until the first session, or cancel. You don’t need to sign
        in.
      </Note>
      {props.declineUrl && (
        <Note>
          {'Didn’t expect this, or can’t come? '}
          <Link className="link" href={props.declineUrl} style={link}>
            Decline this registration
          </Link>
        </Note>
      )}
    </MailSheet>
  ),
}

/** Nobody is invited to what is over. */
function invitation({ past, sessions }: RegistrationConfirmed): string {
  return past && sessions.length === 0 ? '' : ' The calendar invitation is attached.'
}

function listed({ past, sessions }: RegistrationConfirmed): string {
  const one = sessions.length === 1
  if (past) return one ? 'Still to come' : `${sessions.length} sessions still to come`
  return one ? 'The session' : `The ${sessions.length} sessions`
}

/** A single session without a title of its own says nothing that the summary does not. */
function isWorthListing({ sessions, when }: RegistrationConfirmed): boolean {
  return sessions.length > 1 || sessions.some((session) => session.title !== undefined || session.when !== when)
}
