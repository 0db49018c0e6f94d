/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Names, Paragraph, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type TitlesReady = MailFrame & {
  name: string
  orderNumber: string
  /** What can be downloaded: title and format. */
  downloads: string[]
  /** What was pre-ordered, to be downloaded later: title and format. */
  awaited?: string[]
  /** What goes by post: title and format. */
  copies: string[]
  /** Where the parcel goes, in one line; only with copies. */
  shipTo?: string
  /** The page of the order, from which the downloads start. */
  orderUrl: string
}

/** What was bought in the store is there: to download, or on its way to the post. */
export const titlesReady: MailTemplate<TitlesReady> = {
  transactional: true,
  subject: (props) =>
    subjectLine(
      props.downloads.length > 0
        ? `Yours to download: ${titles(props)}`
        : isPreorder(props)
          ? `Your pre-order: ${titles(props)}`
          : titles(props),
    ),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={titlesReady.subject(props)}
      preview={`${titles(props)}. Order ${props.orderNumber}.`}
      label="Your titles"
      heading={
        props.downloads.length > 0
          ? 'Your downloads are ready'
          : isPreorder(props)
            ? 'Thanks for your pre-order'
            : 'We are packing your order'
      }
      because="You get this because an order was placed with this address."
      about="your order"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      {props.downloads.length > 0 && (
        <>
          <Paragraph>
            Download these from the page of your order. It opens with the button below, also without signing in, so keep
            this mail to yourself.
          </Paragraph>
          <Names names={props.downloads} />
        </>
      )}
      {props.awaited && props.awaited.length > 0 && (
        <>
          <Subheading>Pre-ordered</Subheading>
          <Names names={props.awaited} />
          <Paragraph>There is nothing to download yet. We’ll email you the link as soon as it’s ready.</Paragraph>
        </>
      )}
      {props.copies.length > 0 && (
        <>
          <Subheading>By post</Subheading>
          <Names names={props.copies} />
          <Facts facts={[{ label: 'Goes to', words: props.shipTo }]} />
          <Paragraph>We write again when the parcel is on its way.</Paragraph>
        </>
      )}
      <Facts facts={[{ label: 'Order', words: props.orderNumber }]} />
      <Action href={props.orderUrl}>Open your order</Action>
    </MailSheet>
  ),
}

function isPreorder({ copies, awaited = [] }: TitlesReady): boolean {
  return copies.length === 0 && awaited.length > 0
}

function titles({ downloads, awaited = [], copies }: TitlesReady): string {
  const [first = '', ...more] = [...downloads, ...awaited, ...copies]
  return more.length === 0 ? first : `${first}, and ${more.length} more`
}
