/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Names, Paragraph, Subheading } from '../parts.tsx'
import { text, url } from '../props.ts'

const Props = z.object({
  name: text,
  orderNumber: text,
  /** What can be downloaded: title and format. */
  downloads: z.array(text),
  /** What was pre-ordered, to be downloaded later: title and format. */
  awaited: z.array(text).optional(),
  /** What ships: title and format. */
  copies: z.array(text),
  /** Where the parcel goes, in one line; only with copies. */
  shipTo: text.optional(),
  /** The page of the order, from which the downloads start. */
  orderUrl: url,
})
type Props = z.infer<typeof Props>

/** What was bought in the store: to download now, or to be shipped. */
export const titlesReady = mail({
  name: 'titles-ready',
  title: 'Store order',
  sentWhen: 'When someone buys titles in the store: what to download, and what ships.',
  topic: 'transactional',
  props: Props,
  subject: (props) =>
    props.downloads.length > 0
      ? `Ready to download: ${titles(props)}`
      : isPreorder(props)
        ? `Your pre-order: ${titles(props)}`
        : `Your order: ${titles(props)}`,
  preview: (props) => `${next(props)} Order ${props.orderNumber}.`,
  label: 'Your titles',
  heading: (props) =>
    props.downloads.length > 0
      ? 'Your downloads are ready'
      : isPreorder(props)
        ? 'Thanks for your pre-order'
        : 'We’re packing your order',
  because: 'this order was placed with your email address',
  about: 'your order',
  body: (props) => (
    <>
      {props.downloads.length > 0 && (
        <>
          <Paragraph>
            Download these from your order page. The button below opens it without signing in, so keep this email to
            yourself.
          </Paragraph>
          <Names names={props.downloads} />
          <Action href={props.orderUrl}>Open your order</Action>
        </>
      )}
      {props.awaited && props.awaited.length > 0 && (
        <>
          <Subheading>Pre-ordered</Subheading>
          <Names names={props.awaited} />
          <Paragraph>There’s nothing to download yet. We’ll email you the link as soon as it’s ready.</Paragraph>
        </>
      )}
      {props.copies.length > 0 && (
        <>
          <Subheading>Shipping to you</Subheading>
          <Names names={props.copies} />
          <Facts facts={{ 'Ships to': props.shipTo }} />
          <Paragraph>We’ll email you when it ships.</Paragraph>
        </>
      )}
      <Facts facts={{ Order: props.orderNumber }} />
      {props.downloads.length === 0 && <Action href={props.orderUrl}>Open your order</Action>}
    </>
  ),
  sample: {
    name: 'Tom Becker',
    orderNumber: 'L-20418',
    downloads: ['Managed Services in a Month: E-book', 'Cleaning Up Your Email: Download'],
    copies: ['Network Migration Workbook: Paperback'],
    shipTo: 'Tom Becker, 12 Harbor Street, Portland, OR 97201, United States',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  variants: {
    'Pre-order': { downloads: [], awaited: ['Managed Services in a Month: E-book'], copies: [], shipTo: undefined },
    'Paper alone': { downloads: [] },
  },
})

function isPreorder({ copies, awaited = [] }: Props): boolean {
  return copies.length === 0 && awaited.length > 0
}

/** What comes of it, or has to be done. */
function next(props: Props): string {
  if (props.downloads.length > 0) return 'Your order page opens without signing in.'
  return isPreorder(props) ? 'We’ll email you the link when it’s ready.' : 'We’ll email you when it ships.'
}

function titles({ downloads, awaited = [], copies }: Props): string {
  const [first = '', ...more] = [...downloads, ...awaited, ...copies]
  return more.length === 0 ? first : `${first} and ${more.length} more`
}
