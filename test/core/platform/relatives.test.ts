import { PersonName } from '@lectern/core/identity'
import { csvStream, line, multiLine, readCountry, webLink } from '@lectern/core/platform'
import { Address, addressGaps, RefundReasonText } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'

const written = async (text: string | number): Promise<string> => {
  const columns = [{ name: 'x', cell: () => text }]
  const chunks: Uint8Array[] = []
  for await (const chunk of await csvStream(columns, async () => ({ items: [0] }))) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8').slice(4, -4)
}

describe('no cell of a file is a formula', () => {
  test.each([
    ['\u00a0=1', "'\u00a0=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ['\u200b=1', "'\u200b=1"],
    ['\u202e@x', "'\u202e@x"],
    ['\u0000=1', "'\u0000=1"],
    ['"=1"', '"""=1"""'],
    ['\u2212 1', '\u2212 1'],
    ['007', '007'],
    ['a\u2028b', 'a\u2028b'],
    ['a;=1', "a;'=1"],
    ['a\r\n=1', '"a\n\'=1"'],
    ['%=1', '%=1'],
    ['=HYPERLINK("https://x","y")', '"\'=HYPERLINK(""https://x"",""y"")"'],
    ['﹣1', "'﹣1"],
    ['﹦1', "'﹦1"],
    ['﹫x', "'﹫x"],
  ])('%j is written as %j', async (text, cell) => expect(await written(text)).toBe(cell))
})

describe('texts that are neither titles nor names', () => {
  test('the reason for a refund request is checked like other text', () => {
    expect(RefundReasonText.safeParse('ill \ud83d').success).toBe(false)
    expect(RefundReasonText.safeParse('\u200b\u200b\u200b\u200b').success).toBe(false)
    expect(RefundReasonText.parse(' I am\r\nill\u0007\u202e ')).toBe('I am\nill')
  })

  test.each([`a${'\u0301'.repeat(10_000)}`, 'a\tb', 'a\u0009', '\u200d', '\u061c', '\ufe0e\ufe0f'])(
    'a name like %j is refused or cleaned',
    (text) => {
      const read = PersonName.safeParse(text)
      expect(read.success ? /^[^\t]{1,120}$/.test(read.data) : true).toBe(true)
      expect(line(120).safeParse(text).success).toBe(read.success)
    },
  )

  test('a heap of marks upon one letter is cut down to what a language writes', () => {
    expect(line(200).parse(`Z${'\u0301\u0300'.repeat(60)}algo`).length).toBeLessThan(20)
    expect(multiLine(2000).parse(`Z${'\u0301\u0300'.repeat(600)}algo`).length).toBeLessThan(20)
    for (const name of ['Nguyễn Thị Hằng', 'क्षत्रिय', 'שָׁלוֹם', 'བསྒྲུབས', 'กำ', '👨🏽‍🚀', 'ä̤́ö̤'])
      expect(line(200).parse(name)).toBe(name.normalize('NFC'))
  })

  test.each([
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:x',
    'https:///evil.example',
    'https://%65vil@x.example',
    'https://zoom.us%2f@evil.example',
    'https://zoom.us:pw@evil.example',
    'https://@evil.example/',
    'https://:@evil.example/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://[::ffff:127.0.0.1]/',
    'https://127.1/',
    'https://zoom.us\u2044evil',
    'https://zoom.us\u0009.evil.example',
    'https://zoom。us@evil.example',
    'https://a b.example',
    '//evil.example',
    'https:evil.example',
    'https://evil.example\n',
  ])('the link %j is refused or cleaned', (text) => {
    const read = webLink(200).safeParse(text)
    if (read.success) expect(read.data).toBe(text.replace(/[\t\n]/g, '').trim())
    else expect(webLink(200).safeParse(text.trim()).success).toBe(false)
    if (/@|javascript|data:|vbscript|0x7f|0177|127|\[|\/\/\//i.test(text)) expect(read.success, text).toBe(false)
  })
})

describe('countries and what they need', () => {
  test.each(['EU', 'UN', 'EZ', 'QO', 'XA', 'XB', 'ZZ', 'AA', 'XX', 'U', 'USA', '', '1A'])('%j is no country', (code) =>
    expect(readCountry(code)).toBeUndefined(),
  )

  const gaps = (country: string, more: { region?: string; postalCode?: string } = {}) =>
    addressGaps({ country, ...more }).map(({ path }) => path)

  test.each([
    ['US', {}, ['region', 'postalCode']],
    ['US', { region: 'AE', postalCode: '09012' }, []],
    ['PR', {}, ['postalCode']],
    ['GU', {}, ['postalCode']],
    ['VI', { postalCode: '00802' }, []],
    ['CA', { region: 'ON' }, ['postalCode']],
    ['GB', {}, ['postalCode']],
    ['GB', { postalCode: 'SW1A 1AA' }, []],
    ['DE', {}, ['postalCode']],
    ['JP', { postalCode: '100-0001' }, []],
    ['IE', {}, []],
    ['HK', {}, []],
    ['AE', {}, []],
    ['PA', {}, []],
  ])('%s with %j lacks %j', (country, more, lacks) => expect(gaps(country, more)).toEqual(lacks))

  test('the United Kingdom as people write it', () => {
    const address = { name: 'A', line1: '1 High St', city: 'Leeds', postalCode: 'LS1 1AA', country: 'uk' }
    expect(Address.parse(address).country).toBe('GB')
  })
})
