import {
  commit,
  entity,
  type Instant,
  localOf,
  optional,
  Problem,
  put,
  readWith,
  required,
  type Table,
} from '../platform/index.ts'
import { defaultTermsVersion, type Logo, type Organizer, OrganizerSettings, type SavedSettings } from './organizer.ts'

/** The organizer's settings, in one item: admins alone write it, and each process reads it once a minute. */
const settings = entity({
  name: 'organizer',
  attributes: {
    key: required.text,
    revision: required.number,
    body: required.anyOf<SavedSettings>(),
    termsVersion: required.text,
    logo: optional.anyOf<Logo>(),
  },
  keys: {
    key: { pk: 'organizer', sk: '${key}' },
  },
})

/** The organizer's terms as they once were: an order names the version that its buyer accepted. */
const terms = entity({
  name: 'organizer-terms',
  attributes: { version: required.text, text: required.text, since: required.text },
  keys: {
    version: { pk: 'organizer-terms', sk: '${version}' },
  },
})

/** A logo's picture: small, and read by its hash alone, so that it can be cached for good. */
const logos = entity({
  name: 'organizer-logo',
  attributes: { hash: required.text, png: required.text },
  keys: {
    hash: { pk: 'organizer-logo#${hash}', sk: 'logo' },
  },
})

const key = 'current'

/** What was saved of the organizer: everything but the address that emails come from. */
export type SavedOrganizer = Omit<Organizer, 'email'>

/** The settings as saved; nothing while nobody has saved any. @param consistent  for a change to start from */
export const findOrganizerSettings = async (table: Table, consistent = false): Promise<SavedOrganizer | undefined> => {
  const { data } = await settings(table).get({ key }).go({ consistent })
  if (!data) return undefined
  const { body, revision, termsVersion, logo } = data
  return { about: '', help: '', ...body, revision, termsVersion, ...(logo ? { logo } : {}) }
}

/** The terms of a version that the organizer wrote; nothing for the product's own. */
export const findTerms = async (
  table: Table,
  version: string,
): Promise<{ text: string; since: Instant } | undefined> => {
  const { data } = await terms(table).get({ version }).go()
  return data ?? undefined
}

/** A logo's PNG by its hash. */
export const findLogo = async (table: Table, hash: string): Promise<Uint8Array | undefined> => {
  const { data } = await logos(table).get({ hash }).go()
  return data ? Buffer.from(data.png, 'base64') : undefined
}

const changedMeanwhile = (): Problem =>
  new Problem(
    'conflict',
    'organizer.changed',
    'Someone else just changed these settings. Reload to see them, then make your change again.',
  )

/** What a change puts in place: settings, or a logo with its picture; `null` removes the logo. */
export type OrganizerChange = {
  settings?: OrganizerSettings
  logo?: (Logo & { png: Uint8Array }) | null
}

/**
 * Saves a change of the organizer. Terms that changed become a new version, whose text is kept for good.
 * One read of the item, one transaction.
 * @param from  the revision that the change was made from
 * @throws Problem conflict `organizer.changed` when it is no longer that one
 */
export const saveOrganizer = async (
  table: Table,
  first: Organizer,
  change: OrganizerChange,
  from: number,
  now: Instant,
): Promise<SavedOrganizer> => {
  const present: SavedOrganizer = (await findOrganizerSettings(table, true)) ?? first
  if (present.revision !== from) throw changedMeanwhile()
  const body = change.settings ?? readWith(OrganizerSettings, onlySettings(present))
  const revision = from + 1
  const newTerms = body.terms !== present.terms
  const termsVersion = newTerms
    ? body.terms === ''
      ? defaultTermsVersion
      : `${localOf(now, body.zone).slice(0, 10)}-r${revision}`
    : present.termsVersion
  const logo = change.logo === undefined ? present.logo : (change.logo ?? undefined)
  const kept = logo && { hash: logo.hash, width: logo.width, height: logo.height }
  const item = { key, revision, body, termsVersion, ...(kept ? { logo: kept } : {}) }
  const { committed } = await commit(table, [
    put('organizer', settings(table).put(item), { revision: from === 0 ? undefined : from }),
    ...(newTerms && body.terms !== ''
      ? [put('organizer-terms', terms(table).put({ version: termsVersion, text: body.terms, since: now }))]
      : []),
    ...(change.logo
      ? [put('organizer-logo', logos(table).put({ hash: change.logo.hash, png: base64Of(change.logo.png) }))]
      : []),
  ])
  if (!committed) throw changedMeanwhile()
  return { ...body, revision, termsVersion, ...(kept ? { logo: kept } : {}) }
}

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const onlySettings = (organizer: SavedOrganizer): OrganizerSettings => {
  const { name, replyTo, postalAddress, zone, countriesFirst, terms: text, refundText, about, help } = organizer
  return { name, replyTo, postalAddress, zone, countriesFirst, terms: text, refundText, about, help }
}
