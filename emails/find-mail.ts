import type { Mail } from './mail.tsx'
import { type MailName, type MailWords, mailGroups, mails } from './mails/index.ts'

type Mails = { readonly [Name in MailName]: Mail<Name, MailWords[Name]> }

const byName = new Map<string, unknown>(mails.map((one) => [one.name, one]))

/** @throws Error on a name that no email has: names also come from rows of the outbox */
export const getMail = <Name extends MailName>(name: Name): Mails[Name] => {
  const found = byName.get(name)
  if (!found) throw new Error(`There is no mail ${JSON.stringify(name.slice(0, 40))}`)
  return found as Mails[Name]
}

/** Every email's name, in the order a registration meets them. */
export const mailNames: readonly MailName[] = mails.map(({ name }) => name)

/** Whether the email comes whatever its reader's settings say. */
export const isTransactional = (name: MailName): boolean => getMail(name).topic === undefined

/** Under which heading an email is listed. */
export const groupOf = (name: MailName): string =>
  Object.entries(mailGroups).find(([, group]) => group.some((one) => one.name === name))?.[0] ?? ''
