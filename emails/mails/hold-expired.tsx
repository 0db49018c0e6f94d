/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, hello, Names, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** The payment was not finished in time: what was held is free for others again. */
export const holdExpired = mail({
  name: 'hold-expired',
  title: 'Order not finished',
  sentWhen: 'When the payment did not come before the hold ran out.',
  topic: 'transactional',
  props: z.object({
    name: text,
    /** What was held: titles of events and products; at least one. */
    titles: z.array(text),
    /** Where everything on offer is listed. */
    catalogueUrl: url,
    /** The page of the one event that was held, when it was only one. */
    eventUrl: url.optional(),
  }),
  subject: (props) => `Your order was not finished: ${titleWords(props.titles)}`,
  preview: 'The seats we held for you are free again. Nothing was charged.',
  label: 'Order not finished',
  heading: 'We no longer hold your seats',
  because: 'You get this because an order with this address was begun and not finished.',
  about: 'your order',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        We held these for you while you paid. The payment was not finished in time, so they went back to everybody else.
        Nothing was charged.
      </Paragraph>
      <Names names={props.titles} />
      <Paragraph>If you still want to come, you can order again as long as there are seats.</Paragraph>
      <Action href={props.eventUrl ?? props.catalogueUrl}>Order again</Action>
      <Note>If you left on purpose, there is nothing to do.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    titles: ['MSP Professional Sales Program', 'ChannelPro LIVE: Columbus'],
    catalogueUrl: 'https://events.example.com/events',
  },
})

function titleWords([first = '', ...others]: string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
