/** The emails Lectern sends: props in; subject, html and plain text out. */
export { getMail, groupOf, isTransactional, mailNames } from './find-mail.ts'
export type { MailSample, MailTopic } from './mail.tsx'
export type { MailName, MailProps, MailWords } from './mails/index.ts'
export type { MailFrame } from './props.ts'
export type { Reminder } from './reminder.tsx'
export { previewLine, type RenderedMail, renderMail } from './render-mail.ts'
