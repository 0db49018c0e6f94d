import {
  defaultTermsVersion,
  findLogo,
  findOrganizerSettings,
  findTerms,
  firstOrganizer,
  freshSeconds,
  logoSize,
  OrganizerSettings,
  readLogo,
  refreshOrganizer,
  saveOrganizer,
} from '@lectern/core/organizer'
import { addSeconds } from '@lectern/core/platform'
import { decode, encode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now = '2024-04-01T00:30:00Z'
const first = () =>
  firstOrganizer({ name: 'Small Biz', email: 'hello@lectern.example', postalAddress: '1 Sample Street' })

const settings = OrganizerSettings.parse({
  name: 'Small Biz Thoughts',
  replyTo: 'help@lectern.example',
  postalAddress: '2 Main Street\r\nSacramento, CA',
  zone: 'America/New_York',
  countriesFirst: ['ca', 'uk', 'CA'],
  terms: '',
  refundText: '',
})

const red = (width: number, height: number) =>
  encode({ width, height, data: new Uint8Array(width * height * 4).fill(200), channels: 4, depth: 8 })

describe('the organizer’s settings', () => {
  test('begin with what the environment says, and are read as typed', () => {
    expect(first()).toMatchObject({ replyTo: 'hello@lectern.example', zone: 'America/Los_Angeles', revision: 0 })
    expect(settings).toMatchObject({ postalAddress: '2 Main Street\nSacramento, CA', countriesFirst: ['CA', 'GB'] })
  })

  test('from before there were pages about the organizer say nothing on them', async () => {
    const table = await freshTable()
    const { about: _, help: __, ...older } = settings
    await saveOrganizer(table, first(), { settings: older as OrganizerSettings }, 0, now)
    expect(await findOrganizerSettings(table)).toMatchObject({ name: settings.name, about: '', help: '' })
  })

  test.each([
    ['name', 'a\u0000b'],
    ['name', ''],
    ['name', 'half \ud83d'],
    ['replyTo', 'not an address'],
    ['postalAddress', '  '],
    ['zone', 'PST8'],
    ['countriesFirst', ['XX']],
    ['terms', 'x'.repeat(20_001)],
  ])('refuse %s %j', (field, value) => {
    const read = OrganizerSettings.safeParse({ ...settings, [field]: value })
    expect(read.success).toBe(false)
    expect(read.error?.issues[0]?.path[0]).toBe(field)
  })

  test('of two admins who save at once one is told, and nothing is lost', async () => {
    const table = await freshTable()
    const saves = ['One', 'Two'].map((name) =>
      saveOrganizer(table, first(), { settings: { ...settings, name } }, 0, now),
    )
    const outcomes = await Promise.allSettled(saves)
    const refused = outcomes.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]?.reason).toMatchObject({ kind: 'conflict', code: 'organizer.changed' })
    expect((await findOrganizerSettings(table, true))?.revision).toBe(1)
  })

  test('new terms are a version of their own, and older ones can still be read', async () => {
    const table = await freshTable()
    const one = await saveOrganizer(table, first(), { settings: { ...settings, terms: 'Be kind.' } }, 0, now)
    const two = await saveOrganizer(table, first(), { settings: { ...settings, terms: 'Be kinder.' } }, 1, now)
    const same = await saveOrganizer(table, first(), { settings: { ...settings, terms: 'Be kinder.' } }, 2, now)
    expect(new Set([one.termsVersion, two.termsVersion, defaultTermsVersion]).size).toBe(3)
    expect(same.termsVersion).toBe(two.termsVersion)
    expect(await findTerms(table, one.termsVersion)).toMatchObject({ text: 'Be kind.', since: now })
    const none = await saveOrganizer(table, first(), { settings }, 3, now)
    expect(none.termsVersion).toBe(defaultTermsVersion)
  })
})

describe('what a process knows of the organizer', () => {
  test('is at most a minute old, and costs one read a minute', async () => {
    const table = await freshTable()
    const organizer = first()
    await refreshOrganizer(table, organizer, now)
    await saveOrganizer(table, organizer, { settings }, 0, now)
    await refreshOrganizer(table, organizer, addSeconds(now, freshSeconds - 1))
    expect(organizer.name).toBe('Small Biz')
    await refreshOrganizer(table, organizer, addSeconds(now, freshSeconds))
    expect(organizer).toMatchObject({ name: 'Small Biz Thoughts', email: 'hello@lectern.example', revision: 1 })
  })

  test('a removed logo goes, and a clock that was set back does not keep old settings', async () => {
    const table = await freshTable()
    const organizer = first()
    await saveOrganizer(table, organizer, { logo: await readLogo(red(20, 10)) }, 0, now)
    await refreshOrganizer(table, organizer, now)
    expect(organizer.logo).toMatchObject({ width: 20, height: 10 })
    await saveOrganizer(table, organizer, { logo: null }, 1, now)
    await refreshOrganizer(table, organizer, addSeconds(now, -3600))
    expect(organizer.logo).toBeUndefined()
  })

  test('a table that does not answer leaves what is known', async () => {
    const table = await freshTable()
    const organizer = first()
    await refreshOrganizer({ ...table, name: 'no-such-table' }, organizer, now)
    expect(organizer.name).toBe('Small Biz')
  })
})

describe('a logo', () => {
  test('is kept as its pixels alone', async () => {
    const table = await freshTable()
    const picture = red(40, 20)
    const behind = Buffer.from('<script>alert(1)</script>')
    const logo = await readLogo(new Uint8Array(Buffer.concat([Buffer.from(picture), behind])))
    await saveOrganizer(table, first(), { logo }, 0, now)
    const kept = await findLogo(table, logo.hash)
    expect(kept && Buffer.from(kept).includes('script')).toBe(false)
    expect(decode(kept ?? new Uint8Array())).toMatchObject({ width: 40, height: 20 })
    expect(logoSize(logo, 10, 100)).toEqual({ width: 20, height: 10 })
  })

  const named = (text: string) => new Uint8Array(Buffer.from(text.padEnd(64)))
  const wide = red(4, 4)
  new DataView(wide.buffer, wide.byteOffset).setUint32(16, 50_000)
  test.each([
    ['nothing', new Uint8Array()],
    ['an SVG with a script', named('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(60).fill(0)])],
    ['more than 100 KB', new Uint8Array(100 * 1024 + 1)],
    ['a picture that says it is huge', wide],
    ['half a picture', red(40, 20).slice(0, 50)],
  ])('is refused when it is %s', async (_, file) => {
    await expect(readLogo(file)).rejects.toMatchObject({ kind: 'invalid', code: 'organizer.logo-refused' })
  })
})
