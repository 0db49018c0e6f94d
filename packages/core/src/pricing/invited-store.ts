import {
  entity,
  hashToken,
  type Instant,
  type Page,
  type PageRequest,
  pageOf,
  readBatch,
  required,
  type Table,
} from '../platform/index.ts'

/** An address on a promotion's imported list, found by both; and, for erasing, by the digest of the address alone. */
const invited = entity({
  name: 'promotion-invited',
  attributes: { promotionId: required.text, email: required.text, digest: required.text, addedAt: required.text },
  keys: {
    promotion: { pk: 'promotion-invited#${promotionId}', sk: '${email}' },
    person: { index: 'owner', pk: 'invited#${digest}', sk: '${promotionId}' },
  },
})

const normal = (email: string): string => email.trim().toLowerCase()

/** Which of these promotions name an address: one get for each. */
export const findInvitations = async (
  table: Table,
  email: string,
  promotionIds: readonly string[],
): Promise<string[]> => {
  const keys = [...new Set(promotionIds)].map((promotionId) => ({ promotionId, email: normal(email) }))
  const data = await readBatch(keys, (some) => invited(table).get(some).go({ consistent: true }))
  return data.map(({ promotionId }) => promotionId)
}

/** Which of these addresses (as they're compared, each once) are already on the list. */
export const findInvited = async (
  table: Table,
  promotionId: string,
  emails: readonly string[],
): Promise<Set<string>> => {
  const keys = emails.map((email) => ({ promotionId, email }))
  const data = await readBatch(keys, (some) => invited(table).get(some).go({ consistent: true, concurrent: 4 }))
  return new Set(data.map(({ email }) => email))
}

/** Puts addresses on the list, in batches. Done twice, it changes nothing. */
export const addInvited = async (
  table: Table,
  promotionId: string,
  emails: readonly string[],
  now: Instant,
): Promise<void> => {
  let left = emails.map((email) => ({ promotionId, email, digest: hashToken(email), addedAt: now }))
  while (left.length > 0) {
    const { unprocessed } = await invited(table).put(left).go({ concurrent: 8 })
    const again = new Set(unprocessed.map((key) => (key as { email: string }).email))
    left = left.filter(({ email }) => again.has(email))
  }
}

/** Takes an address off a list; nothing happens when it is not there. */
export const dropInvited = async (table: Table, promotionId: string, email: string): Promise<void> => {
  await invited(table)
    .delete({ promotionId, email: normal(email) })
    .go()
}

/** Takes an address off every list, for someone who is erased. @param digest  the `hashToken` of the address */
export const forgetInvited = async (table: Table, digest: string): Promise<void> => {
  const { data } = await invited(table).query.person({ digest }).go({ pages: 'all' })
  for (const { promotionId, email } of data) await dropInvited(table, promotionId, email)
}

/** The addresses of a list in alphabetical order, a page at a time. For organizers only. */
export const listInvited = (
  table: Table,
  promotionId: string,
  page: PageRequest,
): Promise<Page<{ email: string; addedAt: Instant }>> =>
  pageOf(
    invited(table).query.promotion({ promotionId }),
    ['email'],
    { ...page, consistent: true },
    ({ email, addedAt }) => ({ email, addedAt }),
  )

/** How many addresses a list has. Reads all of it: for the page of one promotion, not for a list of them. */
export const countInvited = async (table: Table, promotionId: string): Promise<number> => {
  const { data } = await invited(table)
    .query.promotion({ promotionId })
    .go({ pages: 'all', attributes: ['email'] })
  return data.length
}
