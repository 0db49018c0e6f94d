/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Names, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** The payment wasn't completed in time, and what was held is released. */
export const holdExpired = mail({
  name: 'hold-expired',
  title: 'Order not completed',
  sentWhen: 'When a hold runs out before the order is paid.',
  topic: 'transactional',
  props: z.object({
    name: text,
    /** What was held: titles of events and products; at least one. */
    titles: z.array(text),
    /** Where everything on offer is listed. */
    catalogueUrl: url,
    /** The page of the one event that was held, when it was only one. */
    eventUrl: url.optional(),
    /** It was an invoice that wasn’t paid. */
    invoiced: z.boolean().optional(),
  }),
  subject: (props) => `Your order wasn’t completed: ${titleText(props.titles)}`,
  preview: (props) =>
    props.invoiced
      ? 'Your invoice wasn’t paid, so we’ve withdrawn it. You don’t owe anything.'
      : 'We’ve released the seats we held for you. You weren’t charged.',
  label: 'Order not completed',
  heading: (props) => (props.invoiced ? 'We’ve withdrawn your invoice' : 'We’re no longer holding your seats'),
  because: 'an order was started with this email address',
  about: 'your order',
  body: (props) => (
    <>
      <Paragraph>
        {props.invoiced
          ? 'Your invoice wasn’t paid in time, so we’ve withdrawn it. You don’t owe anything.'
          : 'We held these while you were paying. The payment wasn’t completed in time, so we’ve released them. You weren’t charged.'}
      </Paragraph>
      <Names names={props.titles} />
      <Paragraph>
        {props.invoiced
          ? 'Still want it? You can order again.'
          : 'Still want to come? You can order again while seats last.'}
      </Paragraph>
      <Action href={props.eventUrl ?? props.catalogueUrl}>Order again</Action>
      <Note>If you changed your mind, there’s nothing to do.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    titles: ['MSP Professional Sales Program', 'ChannelPro LIVE: Columbus'],
    catalogueUrl: 'https://events.example.com/events',
  },
  variants: { 'An invoice': { titles: ['Team membership'], invoiced: true } },
})

function titleText([first = '', ...others]: string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
