import { entity, type Instant, type Table } from '../platform/index.ts'
import { type MailTopic, mailTopicNames, type Preferences, usualPreferences } from './preferences.ts'

/** One item for each person who has ever chosen. */
const preferences = entity({
  model: { entity: 'preferences', version: '1', service: 'lectern' },
  attributes: {
    personId: { type: 'string', required: true },
    /** Topics that are turned off. */
    off: { type: 'list', items: { type: 'string' }, required: true },
    changedAt: { type: 'string', required: true },
  },
  indexes: {
    person: {
      pk: { field: 'pk', composite: ['personId'], template: 'preferences#${personId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'preferences', casing: 'none' },
    },
  },
})

export const findPreferences = async (table: Table, personId: string): Promise<Preferences> => {
  const { data } = await preferences(table).get({ personId }).go({ consistent: true })
  const chosen = (data?.off ?? []).flatMap((topic) => mailTopicNames.filter((one) => one === topic))
  return { ...usualPreferences, ...Object.fromEntries(chosen.map((topic) => [topic, false])) }
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
