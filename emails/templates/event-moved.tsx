/** @jsxImportSource react */
import { Link } from '@react-email/components'
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'
import { link } from '../theme.ts'

/** One session that moved; both times in words with the zone. */
export type SessionChange = { title?: string; from: string; to: string }

export type EventMoved = MailFrame & {
  name: string
  eventTitle: string
  eventUrl: string
  manageUrl: string
  changes: SessionChange[]
}

/** Sessions have new times. The updated invitation is attached by the sender. */
export const eventMoved: MailTemplate<EventMoved> = {
  transactional: true,
  subject: (props) => subjectLine(`New time: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={eventMoved.subject(props)}
      preview={`Now ${props.changes.map((change) => change.to).join('; ')}`}
      label="New time"
      heading={props.eventTitle}
      because={`You get this because you are registered for ${props.eventTitle} with this address.`}
      about="your registration"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.changes.length === 1
          ? 'A session that you are registered for has a new time.'
          : `There are new times for ${props.changes.length} sessions that you are registered for.`}
        {' Your seat stays yours. The attached invitation updates your calendar.'}
      </Paragraph>
      {props.changes.map((change) => (
        <div key={`${change.from} ${change.title ?? ''}`}>
          {change.title && <Subheading>{change.title}</Subheading>}
          <Facts
            facts={[
              { label: 'Now', words: change.to, strong: true },
              { label: 'Was', words: change.from },
            ]}
          />
        </div>
      ))}
      <Action href={props.eventUrl}>See all the times</Action>
      <Note>
        {'Doesn’t the new time work for you? '}
        <Link className="link" href={props.manageUrl} style={link}>
          See what you can do
        </Link>
      </Note>
    </MailSheet>
  ),
}
