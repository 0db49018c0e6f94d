/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type CertificateReady = MailFrame & {
  name: string
  eventTitle: string
  /** In which name it is issued: "Maria Okafor". */
  holder: string
  /** What it was earned by: "Attended 4 of 5 sessions." */
  earnedBy: string
  certificateUrl: string
}

/** A certificate was issued to its reader. Comes in any case: it is what they attended for. */
export const certificateReady: MailTemplate<CertificateReady> = {
  transactional: true,
  subject: (props) => subjectLine(`Your certificate: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={certificateReady.subject(props)}
      preview="It is yours to keep, to print and to show."
      label="Certificate"
      heading={props.eventTitle}
      because={`You get this because you attended ${props.eventTitle}.`}
      about="your certificate"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>Congratulations. Your certificate has been issued.</Paragraph>
      <Facts
        facts={[
          { label: 'Issued to', words: props.holder },
          { label: 'Earned by', words: props.earnedBy },
        ]}
      />
      <Action href={props.certificateUrl}>See your certificate</Action>
      <Note>
        The page has it as a PDF to print and as a badge for profiles and wallets. Whoever has its address can check
        there that it is real, so share it as you like.
      </Note>
    </MailSheet>
  ),
}
