import { render, toPlainText } from '@react-email/render'
import { getMail } from './find-mail.ts'
import { foldHtml, foldText } from './fold-lines.ts'
import type { MailName, MailProps } from './mails/index.ts'

export type RenderedMail = { subject: string; html: string; text: string }

/**
 * One mail, ready to send: the subject is a single line of at most 80 characters, the text says what the html says. Words in the
 * props are literal: markup in a name is escaped in html and stays as typed in text. No line is too long for mail.
 * @throws Error on a mail that there is not; on props that are missing or wrong, it names them and none of their values: types
 *   hold for our own code alone, and what waits in the outbox may be older than it
 */
export async function renderMail<Name extends MailName>(name: Name, props: MailProps<Name>): Promise<RenderedMail> {
  const mail = getMail(name)
  const wrong = mail.findWrongProps(props)
  if (wrong.length > 0) throw new Error(`Missing or wrong in the mail ${name}: ${wrong.join(', ')}`)
  const html = await render(mail.sheet(props))
  return { subject: mail.subject(props), html: foldHtml(html), text: foldText(plainText(html)) }
}

/** The line that inboxes show after the subject, out of a mail's html. */
export function previewLine(html: string): string {
  const line = /data-skip-in-text="true"[^>]*>([^<]*)/.exec(html)?.[1] ?? ''
  return toPlainText(line).trim()
}

function plainText(html: string): string {
  const text = toPlainText(html, {
    selectors: [
      { selector: 'title', format: 'skip' },
      { selector: 'h1', options: { uppercase: false, leadingLineBreaks: 2 } },
      { selector: 'h2', options: { uppercase: false, leadingLineBreaks: 2 } },
      // Wide enough that no time or title of usual length is broken across the columns' lines.
      { selector: 'table.data', format: 'dataTable', options: { uppercaseHeaderCells: false, maxColumnWidth: 100 } },
    ],
  })
  return `${text.trim()}\n`
}
