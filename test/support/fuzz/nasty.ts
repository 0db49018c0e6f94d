/** What strangers send where a word is expected. */
export const nastyTexts: readonly string[] = [
  '李'.repeat(1100),
  '\ud83d',
  'a\u0000b\r\nX-Injected: 1',
  `a${'😀'.repeat(6000)}`,
  '__proto__',
  '',
  '\u200b\u3164',
  '-000001-01-01T00:00:00Z',
  '\u202eabc\u2066',
  '9'.repeat(400),
  '😀'.repeat(6000),
  '9999-12-31T23:59',
  'a#b',
  '\ufdfa'.repeat(120),
  '1e999',
  '%ED%A0%BD',
  `${'a'.repeat(3000)}@example.com`,
  '-1',
  'constructor',
  '0.1',
  '2024-02-30T25:61',
  '{"a":[1]}',
  'NaN',
  '../../etc',
  '٣',
  'https://a@b.example/\u0000',
  ' ',
  '0000-00-00',
  '0000-01-01T00:00',
  '9999-12-31',
  '2027-02-30',
  '2024-04-23T16:00:00.1234567890Z',
]

/** What they send where anything is expected. */
export const nastyValues: readonly unknown[] = [
  null,
  [],
  -1,
  { a: { b: {} } },
  1e308,
  true,
  2 ** 53,
  [[[[]]]],
  0.5,
  'a word',
  [null],
  JSON.parse('{"__proto__":{"a":1},"constructor":1}'),
  0,
  Array.from({ length: 2000 }, (_, at) => at),
]

/** Parts of an address, as they are sent. */
export const nastyParts: readonly string[] = [
  '%E6%9D%8E'.repeat(300),
  'a'.repeat(3000),
  '%ED%A0%BD',
  '%00',
  '__proto__',
  '%',
  'a%0d%0ab',
  '%23',
  '%E2%80%AEabc',
  'wow!%2Fa%23b@example.com',
  '%F0%9F%98',
  '%2e%2e%2f',
  'constructor',
  '%25ED%25A0',
  'a'.repeat(479),
  `per_${'0'.repeat(26)}-x`,
  '-1',
]

/** Those of them that can name nothing: too long for any key, or no text at all. */
export const namelessParts: readonly string[] = [
  '%E6%9D%8E'.repeat(700),
  'a'.repeat(2100),
  '%00',
  '%ED%A0%BD',
  'a%0d%0ab',
  '%',
  '%ff%fe',
]

const cursorOf = (position: string): string => Buffer.from(position).toString('base64url')

/** Values of a query, as they are sent; for cursors, such as hold something and such as hold nothing. */
export const nastyQueryValues = (name: string): readonly string[] => [
  ...(name === 'cursor'
    ? ['nonsense', 'a#b#c#d', '{"a":1}', '[]', 'null', `\u0000${'é'.repeat(150)}`, '{"pk":"x","sk":1}', '1'].map(
        cursorOf,
      )
    : []),
  ...['%ff%fe', '%F0%9F%98', '%', '%00'],
  ...nastyTexts.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 9000)),
  `a&${name}=b`,
]

/** Queries, whole. */
export const nastyQueries: readonly string[] = [
  'from=2024-03-01&until=2024-02-01',
  'cursor=nonsense',
  'unknown=1',
  'format=csv&cursor=nonsense',
  'limit=1e99',
  'from=0000-00-00&until=9999-99-99',
  '__proto__=1&constructor=2',
  'limit=1&limit=2',
  '%&&=&=',
  'a[b]=1&a[]=2',
  `q=${'a'.repeat(3000)}`,
  'code=%F0%9F%98',
]

/** Values of a header: what the protocol lets through of all this. */
export const nastyHeaders: readonly string[] = [
  'é'.repeat(3000),
  '%ED%A0%BD',
  '__proto__',
  '"',
  '',
  '{"a":[1]}',
  'a=b; c="d; e=%; =; ;',
  '-1',
  'Bearer lk_a_b',
  'application/json; charset=nonsense',
  'multipart/form-data; boundary=x',
]

/** Bodies that are none. */
export const nastyBodies: readonly string[] = [
  '{',
  '',
  '[]',
  'null',
  '{"a":"\\ud83d"}',
  '{"__proto__":{"a":1}}',
  '1e999',
  `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`,
  'a=%&=&%ED%A0%BD=%00&a=b&a=c',
  '"text"',
  '\ufeff{}',
  '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
]

/** How many of each are tried in every place: one with all tests; with `FUZZ=99` all of them, and faults are told at once. */
export const perPlace = (usual: number): number => Number(process.env.FUZZ ?? usual)

/** Some of a list, others each time: all are tried somewhere, and nowhere all of them. */
export const takingTurns = <T>(all: readonly T[], usual: number, first = 0, most = all.length): (() => T[]) => {
  let turn = first
  return () =>
    Array.from({ length: Math.min(perPlace(usual), most) }, () => {
      turn += 1
      return all[(turn - 1) % all.length] as T
    })
}
