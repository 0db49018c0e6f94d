import { type MailName, mailNames, renderMail } from '@lectern/emails'
import { describe, expect, test } from 'vitest'
import { samplesOf } from '../support/sample-mails.ts'

/** What a mail says its reader can do, and the page where they can. */
const promises: readonly { words: RegExp; page: RegExp }[] = [
  {
    words: /change your answers|correct your name|Change or cancel your registration/,
    page: /\/registrations\/[^/?]+\?/,
  },
  {
    words: /Cancel your registration so|See your options|cancel (?:this seat|it) on/,
    page: /\/registrations\/[^/?]+\?/,
  },
  { words: /Decline this registration/, page: /\/registrations\/[^/?]+\/cancel\?/ },
  { words: /ask for a refund on your order’s page/, page: /\/orders\/[^/?]+/ },
  { words: /Open the order/, page: /\/admin\/orders\/[^/?]+/ },
  { words: /Manage your registration/, page: /\/registrations\/[^/?]+\?/ },
]

const mails = mailNames.flatMap((name: MailName) => samplesOf(name).map((sample) => ({ name, ...sample })))

describe('what a mail promises has its page', () => {
  test.each(mails)('$name, $label', async ({ name, props }) => {
    const { text } = await renderMail(name, props as never)
    for (const { words, page } of promises) if (words.test(text)) expect(text).toMatch(page)
    // What nobody can do is not promised, and nothing that can be done is said in words that no page is known for.
    expect(text).not.toMatch(/give (?:the|this|your) seat back|give it back/i)
    const said = /\b(?:you can|please) (?:cancel|decline|change your)|your answers/i.test(text)
    if (said) expect(promises.some(({ words }) => words.test(text))).toBe(true)
  })

  test('each promise is made by some mail', async () => {
    const texts = await Promise.all(mails.map(async ({ name, props }) => (await renderMail(name, props as never)).text))
    for (const { words } of promises) expect(texts.some((text) => words.test(text))).toBe(true)
  })
})
