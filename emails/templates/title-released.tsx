/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type TitleReleased = MailFrame & {
  name: string
  title: string
  /** The version's label: "4.0". */
  edition: string
  /** What is new in it, in the organiser's words. */
  note?: string
  /** The format's name, when it is a pre-order that has come: its reader had nothing to download before. */
  ready?: string
  titlesUrl: string
}

/** A title that its reader has is there in a new version. Can be turned off. */
export const titleReleased: MailTemplate<TitleReleased> = {
  transactional: false,
  subject: (props) =>
    subjectLine(
      props.ready === undefined ? `New version ${props.edition}: ${props.title}` : `Ready to download: ${props.title}`,
    ),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={titleReleased.subject(props)}
      preview={
        props.ready === undefined
          ? (props.note ?? `Version ${props.edition} is ready for you to download.`)
          : 'The title you pre-ordered is here.'
      }
      label={props.ready === undefined ? 'New version' : 'Your pre-order'}
      heading={props.title}
      because={
        props.ready === undefined
          ? `You get this because you have ${props.title}, and a new version has come out.`
          : `You get this because you pre-ordered ${props.title}.`
      }
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.ready === undefined
          ? `Version ${props.edition} is here. You have the title, so this version is yours too, at no charge.`
          : `${props.title} (${props.ready}), which you pre-ordered, is ready to download.`}
      </Paragraph>
      {props.note && <Facts facts={[{ label: 'New in it', words: props.note }]} />}
      <Action href={props.titlesUrl}>Go to your titles</Action>
      {props.ready === undefined && <Note>Earlier versions stay there, in case you prefer one of them.</Note>}
    </MailSheet>
  ),
}
