import { domainToASCII } from 'node:url'
import { EventChange, Instructor } from '@lectern/core/catalog'
import { EmailAddress, EmailDomain } from '@lectern/core/platform'
import { Audience, importInvited, listInvited, removeInvited } from '@lectern/core/pricing'
import { describe, expect, test } from 'vitest'
import { aPromotion, minutes } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'

/** What browsers send instead of a domain that people type. */
const domains: [typed: string, kept: string][] = [
  ['ශ්‍රී.com', domainToASCII('ශ්‍රී.com')],
  ['نامه\u200cای.com', domainToASCII('نامه\u200cای.com')],
  ['i❤.ws', 'xn--i-7iq.ws'],
  ['コーヒー・ショップ.jp', domainToASCII('コーヒー・ショップ.jp')],
  ['faß.de', 'xn--fa-hia.de'],
  ['παράδειγμα.δοκιμή', domainToASCII('παράδειγμα.δοκιμή')],
  ['उदाहरण.परीक्षा', domainToASCII('उदाहरण.परीक्षा')],
  ['실례.테스트', domainToASCII('실례.테스트')],
  ['מבחן.דוגמה', domainToASCII('מבחן.דוגמה')],
  ['مثال.إختبار', domainToASCII('مثال.إختبار')],
  ['ＥＸＡＭＰＬＥ.com', 'example.com'],
  ['XN--MNCHEN-3YA.DE', 'xn--mnchen-3ya.de'],
  ['a-b.日本', domainToASCII('a-b.日本')],
]

describe('domains in any script', () => {
  test.each(domains)('%s is kept as %s, everywhere', (typed, domain) => {
    expect(domain).not.toBe('')
    expect(EmailAddress.parse(`Ann@${typed}`)).toBe(`ann@${domain}`)
    expect(EmailAddress.parse(`ann@${domain}`)).toBe(`ann@${domain}`)
    expect(EmailDomain.parse(typed)).toBe(domain)
    expect(EmailDomain.parse(domain)).toBe(domain)
    expect(EventChange.shape.invited.parse([`ann@${typed}`])).toEqual([`ann@${domain}`])
    expect(Instructor.shape.email.parse(`ann@${typed}`)).toBe(`ann@${domain}`)
    expect(Audience.parse({ type: 'domains', domains: [typed] })).toEqual({ type: 'domains', domains: [domain] })
  })

  test('an address comes off a promotion’s list as it is typed', async () => {
    const { table } = await openDesk()
    const { id } = await aPromotion(table, { code: 'FRIENDS', audience: { type: 'imported' } })
    await importInvited(table, id, 'Ann@MÜNCHEN.de\nbo@example.com', minutes(1))
    await removeInvited(table, id, ' Ann@MÜNCHEN.de ', minutes(1))
    expect((await listInvited(table, id, { limit: 9 })).items.map(({ email }) => email)).toEqual(['bo@example.com'])
  })

  test.each([
    '\u212ane@example.com',
    'ann@exa\u202emple.com',
    'ann@пример。рф。',
    'ann@пример/.рф',
    'ann@пример@рф',
    'ann@пример．',
    `ann@${'ü'.repeat(63)}.de`,
    'ann@ü:80.de',
    'ann@ü%40evil.de',
    'ann@ü#.de',
    'ann@ü‥de',
    'ann@ü com',
    'ann@．ü.de',
    'ann@１２７．１',
  ])('%j is refused', (typed) => expect(EmailAddress.safeParse(typed).success).toBe(false))
})
