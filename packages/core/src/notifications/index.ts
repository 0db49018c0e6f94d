// Which message, to whom, when: acts on what the outbox tells of, writes the mails and keeps a record of each.
export type { Courier } from './courier.ts'
export { deliver } from './deliver.ts'
export type { Mail, Mailer } from './mailer.ts'
export type { Message, MessageState } from './message.ts'
export { createResendMailer, type ResendOptions } from './resend.ts'
export { sendSignInCode } from './send-code.ts'
export { listMessages } from './store.ts'
