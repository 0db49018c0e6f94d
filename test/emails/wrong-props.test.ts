import { type MailName, mailNames, renderMail } from '@lectern/emails'
import { expect, it } from 'vitest'
import { sampleProps, samplesOf } from '../support/sample-mails.ts'

/** Props as they come from where no compiler looks: an older row of the outbox. */
const rendered = (name: string, props: Record<string, unknown>) => renderMail(name as MailName, props as never)
const reminder = sampleProps['reminder-day']

it('writes every sample', async () => {
  for (const name of mailNames) {
    for (const { props } of samplesOf(name)) expect((await renderMail(name, props)).subject).not.toBe('')
  }
})

it('refuses a mail that nobody knows', async () => {
  for (const name of ['reminder-month', 'constructor', '__proto__', '']) {
    await expect(rendered(name, { ...reminder })).rejects.toThrow('There is no mail')
  }
})

it('refuses a mail whose words are missing or of another kind, names them, and tells none of them', async () => {
  const { when: _, ...timeless } = reminder
  await expect(rendered('reminder-day', timeless)).rejects.toThrow('Missing or wrong in the mail reminder-day: when')
  const broken = { ...sampleProps.receipt, lines: [null], total: 594.94, name: { first: 'Tom' } }
  await expect(rendered('receipt', broken)).rejects.toThrow(
    /^Missing or wrong in the mail receipt: name, lines, total$/,
  )
  await expect(rendered('receipt', {})).rejects.toThrow('organizer')
})

it('leads nowhere but to addresses of the web', async () => {
  for (const joinUrl of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    'https://a b',
    'https://a\r\nb',
  ]) {
    await expect(rendered('reminder-hour', { ...reminder, joinUrl })).rejects.toThrow('reminder-hour: joinUrl')
  }
})

it('shows nothing of what it does not know', async () => {
  const { html, text } = await rendered('reminder-day', { ...reminder, cardNumber: '4242424242424242' })
  expect(html + text).not.toContain('4242424242424242')
})
