import { csvStream, type Page } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'

type Row = { text: string | number | undefined }
const columns = [
  { name: 'text', cell: ({ text }: Row) => text },
  { name: 'count', cell: () => 1 },
]

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const pages = async (numbers: readonly number[], cursor: string | undefined): Promise<Page<Row>> => {
  const at = Number(cursor ?? 0)
  const items = [{ text: numbers[at] }]
  return at + 1 < numbers.length ? { items, next: String(at + 1) } : { items }
}

describe('a file of CSV', () => {
  test('begins with a byte-order mark, has lines by RFC 4180 and ends with an empty one', async () => {
    expect(await bytesOf(await csvStream(columns, (cursor) => pages([5, 6], cursor)))).toBe(
      '\ufefftext,count\r\n5,1\r\n6,1\r\n\r\n',
    )
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['\r\n=1', '"\'\n=1"'],
    // Where a spreadsheet separates cells by another sign than commas.
    ['a;=1', "a;'=1"],
    ['a; @SUM(A1);+1', "a;' @SUM(A1);'+1"],
    ['a|-1+2', "a|'-1+2"],
    ['a\t＝1', "a\t'＝1"],
    ['a\n=1', '"a\n\'=1"'],
    ['=1;=2', "'=1;'=2"],
    ['Bring:\n- a pen\n- paper', '"Bring:\n- a pen\n- paper"'],
    ['a; b - c', 'a; b - c'],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['Dana', 'Dana'],
    ['half \ud83d', 'half \ufffd'],
    ['', ''],
    [undefined, ''],
    [-5, '-5'],
  ])('writes %j as %j', async (text, cell) => {
    expect(await bytesOf(await csvStream(columns, async () => ({ items: [{ text }] })))).toBe(
      `\ufefftext,count\r\n${cell},1\r\n\r\n`,
    )
  })
})

describe('a file that cannot be read to its end', () => {
  test('what fails before the first line is thrown, so that it can be answered as such', async () => {
    await expect(csvStream(columns, () => Promise.reject(new Error('no such cursor')))).rejects.toThrow(
      'no such cursor',
    )
  })

  test('what fails later breaks the stream, and the empty line never comes', async () => {
    const stream = await csvStream(columns, async (cursor) => {
      if (cursor === '2') throw new Error('the engine is gone')
      return pages([5, 6, 7], cursor)
    })
    const reader = stream.getReader()
    let text = ''
    const failed = await (async () => {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return false
        text += Buffer.from(value).toString('utf8')
      }
    })().catch((error: Error) => error.message)

    expect(failed).toBe('the engine is gone')
    expect(text).not.toMatch(/\r\n\r\n/)
  })
})
