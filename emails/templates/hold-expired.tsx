/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Names, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type HoldExpired = MailFrame & {
  name: string
  /** What was held: titles of events and products; at least one. */
  titles: string[]
  /** Where everything on offer is listed. */
  catalogueUrl: string
  /** The page of the one event that was held, when it was only one. */
  eventUrl?: string
}

/** The payment was not finished in time: what was held is free for others again. */
export const holdExpired: MailTemplate<HoldExpired> = {
  transactional: true,
  subject: (props) => subjectLine(`Your order was not finished: ${titleWords(props.titles)}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={holdExpired.subject(props)}
      preview="The seats we held for you are free again. Nothing was charged."
      label="Order not finished"
      heading="We no longer hold your seats"
      because="You get this because an order with this address was begun and not finished."
      about="your order"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        We held these for you while you paid. The payment was not finished in time, so they went back to everybody else.
        Nothing was charged.
      </Paragraph>
      <Names names={props.titles} />
      <Paragraph>If you still want to come, you can order again as long as there are seats.</Paragraph>
      <Action href={props.eventUrl ?? props.catalogueUrl}>Order again</Action>
      <Note>If you left on purpose, there is nothing to do.</Note>
    </MailSheet>
  ),
}

function titleWords([first = '', ...others]: string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
