import { entity, hashToken, type Instant, readBatch, required, type Table, ttlOf } from '../platform/index.ts'

/**
 * Whose address is being erased, and the mails that were recorded for it since: in the table itself, since the list of
 * someone's mails is an index, and what erasing makes us send is recorded while that list is already being gone through.
 */
const erasures = entity({
  name: 'erasure',
  kept: 'erasure',
  attributes: { address: required.text, mail: required.text },
  keys: {
    address: { pk: 'erasure#${address}', sk: '${mail}' },
  },
})

/** No mail has this key. */
const begun = '#begun'

/** From now on, mails to an address are noted. @param address  its digest */
export const beginErasure = async (table: Table, address: string, now: Instant): Promise<void> => {
  await erasures(table)
    .put({ address, mail: begun, ttl: ttlOf('erasure', now) })
    .go()
}

/** The person stays after all. */
export const dropErasure = async (table: Table, address: string): Promise<void> => {
  await erasures(table).delete({ address, mail: begun }).go()
}

/** Notes the mails to addresses that are being erased, before they are recorded. One read for all; usually no write. */
export const noteMails = async (
  table: Table,
  mails: readonly { to: string; key: string }[],
  now: Instant,
): Promise<void> => {
  const addressOf = ({ to }: { to: string }): string => hashToken(to.trim().toLowerCase())
  const keys = [...new Set(mails.map(addressOf))].map((address) => ({ address, mail: begun }))
  const found = await readBatch(keys, (some) => erasures(table).get(some).go())
  const erasing = new Set(found.map(({ address }) => address))
  const noted = mails.filter((one) => erasing.has(addressOf(one)))
  await Promise.all(
    noted.map((one) =>
      erasures(table)
        .put({ address: addressOf(one), mail: one.key, ttl: ttlOf('erasure', now) })
        .go(),
    ),
  )
}

/** The keys of the mails that were noted. @param address  its digest */
export const listNotedMails = async (table: Table, address: string): Promise<string[]> => {
  const { data } = await erasures(table).query.address({ address }).go({ pages: 'all', consistent: true })
  return data.flatMap(({ mail }) => (mail === begun ? [] : [mail]))
}
