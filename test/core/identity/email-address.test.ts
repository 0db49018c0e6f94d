import { EventChange, Instructor } from '@lectern/core/catalog'
import { EmailAddress, EmailDomain } from '@lectern/core/platform'
import { Audience } from '@lectern/core/pricing'
import { describe, expect, test } from 'vitest'
import { readAddresses } from '../../../packages/core/src/pricing/read-addresses.ts'

const kept: [typed: string, kept: string][] = [
  ['ada@example.com', 'ada@example.com'],
  ['  Ada@Example.COM ', 'ada@example.com'],
  ['a.b+c@mail.example.co.uk', 'a.b+c@mail.example.co.uk'],
  ['b&b@example.com', 'b&b@example.com'],
  ['a/b@example.com', 'a/b@example.com'],
  ['wow!@example.com', 'wow!@example.com'],
  ['no#1@example.com', 'no#1@example.com'],
  ["o'brien@example.com", "o'brien@example.com"],
  ['50%off@example.com', '50%off@example.com'],
  ['a=b@example.com', 'a=b@example.com'],
  ['who?@example.com', 'who?@example.com'],
  ['x^y@example.com', 'x^y@example.com'],
  ['`tick`@example.com', '`tick`@example.com'],
  ['{a|b}~@example.com', '{a|b}~@example.com'],
  ['$1*2@example.com', '$1*2@example.com'],
  ['_under_@example.com', '_under_@example.com'],
  ['.dot.@example.com', '.dot.@example.com'],
  ['a..b@example.com', 'a..b@example.com'],
  ['-@example.com', '-@example.com'],
  ['1@2.example', '1@2.example'],
  ['ann@xn--h1alffa9f.xn--p1ai', 'ann@xn--h1alffa9f.xn--p1ai'],
  ['ann@пример.рф', 'ann@xn--e1afmkfd.xn--p1ai'],
  ['Ann@MÜNCHEN.de', 'ann@xn--mnchen-3ya.de'],
  ['ann@例え。テスト', 'ann@xn--r8jz45g.xn--zckzah'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
]

const refused = [
  '',
  'ada',
  'ada@',
  'ada@example',
  '@example.com',
  'ada@@example.com',
  'ada@example..com',
  'ada@.example.com',
  'ada@example.com.',
  'ada@-example.com',
  'ada@example-.com',
  'ada@exam_ple.com',
  'a@b.com,c@d.com',
  'Ada <ada@example.com>',
  '"ada lovelace"@example.com',
  'ada@[192.0.2.1]',
  'ada@example.com\r\nBcc: eve@example.com',
  'ada\u0000@example.com',
  'ada @example.com',
  'ádá@example.com',
  'ada@exa%6dple.com',
  'ada@ü%2ecom.example',
  'ada\u200b@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(64)}.com`,
  `ada@${'abcdefgh.'.repeat(30)}com`,
]

describe('an address is what browsers take in a field of type email, with a dot in its domain', () => {
  test.each(kept)('%j is kept as %j', (typed, address) => {
    expect(EmailAddress.parse(typed)).toBe(address)
    // What was kept is kept again as it is.
    expect(EmailAddress.parse(address)).toBe(address)
  })

  test.each(refused)('%j is refused', (typed) => {
    expect(EmailAddress.safeParse(typed).success).toBe(false)
  })

  test.each(kept)('%j is the same to invitations, promotions, instructors and pasted lists', (typed, address) => {
    expect(EventChange.shape.invited.parse([typed])).toEqual([address])
    expect(Audience.parse({ type: 'emails', emails: [typed] })).toEqual({ type: 'emails', emails: [address] })
    expect(Instructor.shape.email.parse(typed)).toBe(address)
    expect(readAddresses(`Email\n${typed}\n`)).toEqual({ emails: [address], repeated: 0, refused: [] })
  })

  test.each([
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['@Example.COM', 'example.com'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai'],
  ])('the domain %j of a promotion is kept as %j', (typed, domain) => {
    expect(Audience.parse({ type: 'domains', domains: [typed] })).toEqual({ type: 'domains', domains: [domain] })
  })

  test.each(['com', 'a b.de', 'ex ample.com', '*.example.com', 'example..com', 'a@b.de', '', '-a.de'])(
    'the domain %j is refused',
    (typed) => expect(EmailDomain.safeParse(typed).success).toBe(false),
  )
})
