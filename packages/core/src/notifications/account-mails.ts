import { type AccountNotice, findPersonByEmail, listAdmins, type Person } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import type { Instant } from '../platform/index.ts'
import type { DeliveryContext } from './delivery-context.ts'

type Words = { heading: string; what: string; undo: string; action: string }

const wordsOf = ({ change }: AccountNotice, about: string, by: string): Words => {
  switch (change) {
    case 'passkey-added':
      return {
        heading: 'New passkey',
        what: `The passkey “${about}” was added to your account. Anyone who has it can sign in as you.`,
        undo: 'If this wasn’t you, remove it, then sign out everywhere.',
        action: 'Check my passkeys',
      }
    case 'key-made':
      return {
        heading: 'New API key',
        what: `The API key “${about}” was created for your account. Any program that has it can act for you.`,
        undo: 'If this wasn’t you, revoke it, then sign out everywhere.',
        action: 'Check my API keys',
      }
    case 'admin-made':
      return {
        heading: 'New admin',
        what: `${by} made ${about} an admin. Admins see everyone’s orders and addresses.`,
        undo: 'If that’s a mistake, remove them as an admin.',
        action: 'See the person',
      }
  }
}

const pathOf = ({ change, person }: AccountNotice): string =>
  ({ 'passkey-added': '/account/passkeys', 'key-made': '/account/keys', 'admin-made': `/admin/people/${person}` })[
    change
  ]

/** Tells an account's owner of a new passkey or key, and the other admins of a new admin: each once for the row. */
export const sendAccountNotice = async (
  context: DeliveryContext,
  row: string,
  notice: AccountNotice,
  now: Instant,
): Promise<void> => {
  const { change, person: id, email, title = '', by } = notice
  const person = await findPersonByEmail(context.table, email)
  if (!person || person.id !== id) return
  const send = (to: Person, words: Words) =>
    sendMail(context, now, {
      template: 'account-changed',
      to: to.email,
      key: `account-changed:${row}:${to.id}`,
      props: { name: to.name, ...words, accountUrl: `${context.siteUrl}${pathOf(notice)}` },
    })
  if (change !== 'admin-made') return send(person, wordsOf(notice, title, ''))
  const admins = await listAdmins(context.table)
  const byName = admins.find((admin) => admin.id === by)?.name ?? 'An admin'
  for (const admin of admins) if (admin.id !== id) await send(admin, wordsOf(notice, person.name, byName))
}
