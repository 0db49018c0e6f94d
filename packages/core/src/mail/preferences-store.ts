import { entity, type Instant, readBatch, required, type Table } from '../platform/index.ts'
import { type MailTopic, mailTopicNames, type Preferences, usualPreferences } from './preferences.ts'

/** Which mails someone wants, once they have ever chosen. */
const preferences = entity({
  name: 'preferences',
  attributes: {
    personId: required.text,
    /** Topics that are turned off. */
    off: required.texts,
    changedAt: required.text,
  },
  keys: {
    person: { pk: 'preferences#${personId}', sk: 'preferences' },
  },
})

const preferencesOf = (off: readonly string[]): Preferences => {
  const chosen = off.flatMap((topic) => mailTopicNames.filter((one) => one === topic))
  return { ...usualPreferences, ...Object.fromEntries(chosen.map((topic) => [topic, false])) }
}

export const findPreferences = async (table: Table, personId: string): Promise<Preferences> => {
  const { data } = await preferences(table).get({ personId }).go({ consistent: true })
  return preferencesOf(data?.off ?? [])
}

/** What several people want, in one read, at most 100. People who never chose are missing from the answer. */
export const listPreferencesOf = async (
  table: Table,
  people: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> => {
  const keys = [...new Set(people)].map((personId) => ({ personId }))
  const found = await readBatch(keys, (some) => preferences(table).get(some).go({ consistent: true }))
  return new Map(found.map(({ personId, off }) => [personId, preferencesOf(off)]))
}

/** Keeps what a person wants; topics that are not named stay as they are. */
export const changePreferences = async (
  table: Table,
  personId: string,
  change: Partial<Preferences>,
  now: Instant,
): Promise<Preferences> => {
  const changed = { ...(await findPreferences(table, personId)), ...change }
  const off = mailTopicNames.filter((topic: MailTopic) => !changed[topic])
  await preferences(table).put({ personId, off, changedAt: now }).go()
  return changed
}

/** Forgets what a person chose. May be repeated. */
export const removePreferences = async (table: Table, personId: string): Promise<void> => {
  await preferences(table).delete({ personId }).go()
}
