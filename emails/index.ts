/** The mails Lectern sends: words in as props; subject, html and plain text out. */
export type { MailFrame, SessionWords } from './mail-template.ts'
export { type RenderedMail, renderMail } from './render-mail.ts'
export { sampleProps } from './samples.ts'
export { isTransactional, type MailName, type MailProps, mailNames } from './templates.ts'
