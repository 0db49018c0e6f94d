import { renderMail } from '@lectern/emails'
import { newToken } from '../platform/index.ts'
import { frameOf, type MailContext } from './send-mail.ts'

/**
 * Sends a sign-in code, past the outbox: a code is a secret of ten minutes, and rows are read by operators.
 * Nothing of it is kept here.
 */
export const sendSignInCode = async (
  context: MailContext,
  mail: { email: string; code: string; minutes: number; linkUrl: string; browserUrl: string },
): Promise<void> => {
  const { email, ...props } = mail
  const rendered = await renderMail('sign-in-code', { ...frameOf(context), ...props })
  await context.mailer.send(
    { to: email, ...rendered, template: 'sign-in-code', attachments: [] },
    `sign-in-code:${newToken()}`,
  )
}
