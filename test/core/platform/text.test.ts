import { Course, EventChange, Instructor } from '@lectern/core/catalog'
import { PersonName } from '@lectern/core/identity'
import { canName, cutText, isReadablePath, line, multiLine, sortText, webLink } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'

const refused = (schema: { safeParse: (text: unknown) => { success: boolean } }, text: string) =>
  expect(schema.safeParse(text).success, JSON.stringify(text)).toBe(false)

const unseen = [
  '\u200b',
  '\u200e\u200f',
  '\u3164',
  '\uffa0',
  '\u115f',
  '\u2800',
  '\ufe0f',
  '\u034f',
  '\u00ad',
  '\u0301',
  ' \u2060 ',
  '\u{e0041}',
]

describe('text that people type', () => {
  test.each(unseen)('a name of nothing but %j is none', (text) => {
    refused(PersonName, text)
    refused(line(200), text)
    refused(Course.shape.title, text)
    refused(Instructor.shape.name, text)
  })

  test.each(['\ud800', 'a\udc00b', '\ud83d'])('half a character is refused in every kind of text: %j', (text) => {
    for (const schema of [PersonName, line(9), multiLine(9), Course.shape.summary]) refused(schema, text)
  })

  test.each(['a\nb', 'a\r\nBcc: x', 'a\u0000b', 'a\u2028b', 'a\u0085b', 'a\u001bb'])(
    'a title has no line breaks or controls: %j',
    (text) => {
      refused(EventChange.shape.title, text)
      refused(PersonName, text)
    },
  )

  test('what turns letters around or hides between them is taken out; what names need stays', () => {
    expect(line(50).parse('abc\u202egpj.exe\u2066')).toBe('abcgpj.exe')
    expect(line(50).parse('a\u200bd\ufeffm\u{e0041}in')).toBe('admin')
    const kept = [
      '👩‍👩‍👧',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      'می\u200cخواهم',
      '\u200fשלום',
      'Zoë O’Neill',
      '李小龍',
      '🎉',
    ]
    for (const name of kept) expect(PersonName.parse(name)).toBe(name)
  })

  test('letters are composed, so that what looks alike is alike, and is counted after that', () => {
    expect(PersonName.parse('Jose\u0301')).toBe('José')
    expect(line(4).parse('Jose\u0301')).toBe('José')
  })

  test('text of several lines has line breaks of one kind and no other controls', () => {
    expect(multiLine(50).parse(' a\r\nb\rc\u000bd\u0000e\tf\u2028g \n')).toBe('a\nb\nc\nde\tf\ng')
    expect(multiLine(50).parse('\u200b\u200b')).toBe('')
  })

  test('what sorts is cut between characters and fits into a key, whatever it grows to', () => {
    expect(sortText(`${'a'.repeat(59)}😀`)).toBe('a'.repeat(59))
    expect(sortText('É#mile')).toBe('emile')
    for (const letter of ['\ufdfa', '李', '😀', 'ﬃ']) {
      expect(Buffer.byteLength(sortText(letter.repeat(120)))).toBeLessThanOrEqual(240)
      expect(sortText(letter.repeat(120)).isWellFormed()).toBe(true)
    }
  })
})

describe('a text that is cut', () => {
  test.each([
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['😀😀', 3, '😀'],
    ['short', 10, 'short'],
    ['', 5, ''],
  ])('%j at %i is %j', (text, max, cut) => {
    expect(cutText(text, max)).toBe(cut)
  })
})

describe('links that people are led to', () => {
  const link = webLink(100)

  test.each([
    'https://zoom.us@evil.example/j/1',
    'https://a:b@evil.example',
    'https:\\\\evil.example',
    'https://zoom.us\\@evil.example',
    'http://zoom.us/j/1',
    'https:zoom.us/j/1',
    'https://localhost/j',
    'https://127.0.0.1/',
    'https://2130706433.1/',
    'https://[::1]/',
    'https://zoom.us/\u202ej',
    'https://a..b/',
    'javascript:alert(1)//https://zoom.us',
    'data:text/html,x',
    `https://zoom.us/${'a'.repeat(100)}`,
  ])('%j is refused', (text) => refused(link, text))

  test.each([
    'https://zoom.us/j/87565330005?pwd=a.1',
    ' https://münchen.example/ä ',
    'https://zoom.us./x',
    'https://a.example:8443/@me',
  ])('%j is taken', (text) => expect(link.parse(text)).toBe(text.trim()))
})

describe('what comes in an address', () => {
  test.each([
    `/events/${'a'.repeat(3000)}`,
    '/events/%00',
    '/events/%',
    '/events/%E0%A4%A',
    '/events/%ED%A0%80',
    '/a%0Ab',
    `/${'%E6%9D%8E'.repeat(200)}`,
  ])('the path %j can name nothing', (path) => expect(isReadablePath(path)).toBe(false))

  test('ordinary names pass, encoded ones too', () => {
    for (const path of ['/', '/events/5w22', '/admin/people/a%2Fb%40example.com', '/people/%E6%9D%8E']) {
      expect(isReadablePath(path)).toBe(true)
    }
    expect(canName('\ud800')).toBe(false)
  })
})
