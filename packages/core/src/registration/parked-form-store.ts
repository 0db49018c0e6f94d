import {
  entity,
  epochSeconds,
  findOne,
  hashToken,
  type Instant,
  keptUntil,
  required,
  type Table,
} from '../platform/index.ts'

/**
 * A filled-in checkout that waits while the buyer signs in, by the hash of the token in their browser. Its text is
 * sealed with that token, so what's stored here reveals nothing about anyone.
 */
const parkedForms = entity({
  name: 'parked-form',
  kept: 'parked-form',
  attributes: { tokenHash: required.text, sealed: required.text, keptUntil: required.text },
  keys: {
    token: { pk: 'parked-form#${tokenHash}', sk: 'parked-form' },
  },
})

/** @param realNow  the wall clock: a form waits an hour of its reader's time */
export const saveParkedForm = async (table: Table, token: string, sealed: string, realNow: Instant): Promise<void> => {
  const until = keptUntil('parked-form', realNow)
  await parkedForms(table)
    .put({ tokenHash: hashToken(token), sealed, keptUntil: until, ttl: epochSeconds(until) })
    .go()
}

export const findParkedForm = async (table: Table, token: string, realNow: Instant): Promise<string | undefined> => {
  const form = await findOne(parkedForms(table).get({ tokenHash: hashToken(token) }))
  return form && form.keptUntil > realNow ? form.sealed : undefined
}

export const removeParkedForm = async (table: Table, token: string): Promise<void> => {
  await parkedForms(table)
    .delete({ tokenHash: hashToken(token) })
    .go()
}
