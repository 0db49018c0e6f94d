/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type TitleReleased = MailFrame & {
  name: string
  title: string
  /** The version's label: "4.0". */
  edition: string
  /** What is new in it, in the organiser's words. */
  note?: string
  titlesUrl: string
}

/** A title that its reader has is there in a new version. Can be turned off. */
export const titleReleased: MailTemplate<TitleReleased> = {
  transactional: false,
  subject: (props) => subjectLine(`New version ${props.edition}: ${props.title}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={titleReleased.subject(props)}
      preview={props.note ?? `Version ${props.edition} is ready for you to download.`}
      label="New version"
      heading={props.title}
      because={`You get this because you have ${props.title}, and a new version has come out.`}
    >
      <Paragraph>{`Hello ${props.name},`}</Paragraph>
      <Paragraph>{`Version ${props.edition} is here. You have the title, so this version is yours too, at no charge.`}</Paragraph>
      {props.note && <Facts facts={[{ label: 'New in it', words: props.note }]} />}
      <Action href={props.titlesUrl}>Go to your titles</Action>
      <Note>Earlier versions stay there, in case you prefer one of them.</Note>
    </MailSheet>
  ),
}
