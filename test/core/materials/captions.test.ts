import { type Cue, passagesOf, readCues, readCueTime, writeCues } from '@lectern/core/materials'
import { Problem } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'

const said = async (text: string): Promise<string[]> => (await readCues(text)).map((cue) => cue.text)
const one = (text: string): string => `WEBVTT\n\n00:01.000 --> 00:04.000\n${text}\n`
const refused = async (text: string): Promise<string> => {
  const problem = await readCues(text).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(problem instanceof Problem)) throw new Error(`not refused: ${String(problem)}`)
  expect([problem.kind, problem.code]).toEqual(['invalid', 'materials.captions-wrong'])
  expect(problem.details.errors).toEqual([{ path: 'captions', message: problem.message }])
  return problem.message
}

describe('captions that are read', () => {
  test('keep times and lines, in order, no matter who wrote the file', async () => {
    const zoom =
      '\ufeffWEBVTT\r\n\r\n2\r\n00:00:05.000 --> 00:00:06.250\r\nKarl Palachuk: Second\r\nline\r\n\r\n1\r\n00:01.000 --> 00:02.500\r\nFirst\r\n'
    expect(await readCues(zoom)).toEqual([
      { startMs: 1000, endMs: 2500, text: 'First' },
      { startMs: 5000, endMs: 6250, text: 'Karl Palachuk: Second\nline' },
    ])
    const youtube =
      'WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:02.500 align:start position:0%\nhi<00:00:01.500><c> there</c>'
    expect(await said(youtube)).toEqual(['hi there'])
    expect(await said('WEBVTT\r\r01:00:01.000 --> 01:00:02.000 made:up\rOld Mac\r')).toEqual(['Old Mac'])
    const subRip = '1\n00:00:01,000 --> 00:00:02,500\n<i>Hi</i> you\n\n2\n00:00:03,000 --> 00:00:04,000\nyes\n'
    expect(await said(subRip)).toEqual(['Hi you', 'yes'])
    expect(await said(`${one('Hi')}\n00:05.000 --> 00:06.000\n\n\n`)).toEqual(['Hi'])
  })

  test('tell who speaks as text, and know no styles, regions or notes', async () => {
    expect(await said(one('<v Karl W. Palachuk>Hello</v> <b.loud>you</b>'))).toEqual(['Karl W. Palachuk: Hello you'])
    expect(await said(one('<v.host Amy>Q&amp;A is 1 &lt; 2'))).toEqual(['Amy: Q&A is 1 < 2'])
    const styled =
      'WEBVTT\n\nSTYLE\n::cue { background: url(https://evil.example) }\n\nREGION\nid:fred\n\nNOTE secret\n\n00:01.000 --> 00:02.000 region:fred\nHi'
    expect(await readCues(styled)).toEqual([{ startMs: 1000, endMs: 2000, text: 'Hi' }])
  })

  test.each([
    ['<script>alert(1)</script>', 'alert(1)'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['a &#60;b&#x3e; &#x110000; &#0;', 'a <b>'],
    ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
    ['a\u202egpj.exe\u2066', 'agpj.exe'],
    ['a&#10;&#10;00:09.000 --&gt; 00:10.000&#10;b', 'a\n00:09.000 --> 00:10.000\nb'],
    ['&#8238;x&lrm;', 'x'],
  ])('write %s so that it stays one caption of plain text', async (hostile, text) => {
    const cues = await readCues(one(hostile))
    expect(cues).toEqual([{ startMs: 1000, endMs: 4000, text }])
    const written = writeCues(cues)
    expect(written.slice('WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n'.length)).not.toMatch(/[<>]/)
    expect(await readCues(written)).toEqual(cues)
  })

  test('of ten thousand cues are read, written and read again', async () => {
    const cues: Cue[] = Array.from({ length: 10_000 }, (_, index) => ({
      startMs: index * 2000,
      endMs: index * 2000 + 1500,
      text: `Number ${index} & more`,
    }))
    expect(await readCues(writeCues(cues))).toEqual(cues)
    expect(passagesOf(cues)).toHaveLength(1000)
  })

  // Of this length a parser that went back and forth would come to no end.
  test('that are slow to parse are refused, or read all the same', async () => {
    expect(await refused(`WEBVTT\n\n${'00:01.000 --> 00:02.500\n'.repeat(40_000)}`)).toContain('Line 4')
    expect(await refused(`WEBVTT\n\n00:01.000 --> 00:02.500 ${'a:'.repeat(400_000)}\nHi`)).toContain('Line 3')
    expect(await said(`WEBVTT\n\n00:01.000 --> 00:02.500${' '.repeat(900_000)}\nHi`)).toEqual(['Hi'])
    expect(await refused(`WEBVTT\n\n${'0'.repeat(900_000)}:00.000 --> 00:02.500\nHi`)).toContain('Line 3')
    expect(await said(one(`${'<a'.repeat(450)}`.concat(`\n${'<a'.repeat(49)}`)))).toHaveLength(1)
  })
})

describe('captions are refused', () => {
  test.each([
    ['', 'This isn’t a WebVTT or SubRip file. WebVTT files start with WEBVTT.'],
    ['<!doctype html><script>alert(1)</script>', 'This isn’t a WebVTT or SubRip file. WebVTT files start with WEBVTT.'],
    ['WEBVTTX\n\n00:01.000 --> 00:02.000\nHi', 'This isn’t a WebVTT or SubRip file. WebVTT files start with WEBVTT.'],
    ['WEBVTT\n\nNOTE nothing', 'We didn’t find any captions.'],
    ['WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>', 'We didn’t find any captions.'],
    [
      'WEBVTT\n\n1\n00:0a.000 --> 00:02.500\nHi',
      'Line 4 has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.',
    ],
    [
      'WEBVTT\n\n00:01.000 --> 00:75.000\nHi',
      'Line 3 has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.',
    ],
    ['WEBVTT\n\n00:05.000 --> 00:02.500\nHi', 'Line 3: the end is before the start.'],
    [
      'WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n00:03.000 --> 00:04.000\nyou',
      'Line 5: add a blank line before this time.',
    ],
    ['WEBVTT\n\n23:59:00.000 --> 24:00:01.000\nHi', 'The caption at 23:59:00.000 ends more than 24 hours in.'],
    ['1\n00:00:0x,000 --> 00:00:02,500\nHi', 'This isn’t a WebVTT or SubRip file. WebVTT files start with WEBVTT.'],
    [
      '1\n00:00:01,000 --> 00:00:02,5x0\nHi',
      'Line 2 has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.',
    ],
    [one('x'.repeat(1001)), 'Line 4 has more than 1,000 characters.'],
    [one(`${'x'.repeat(600)}\n${'x'.repeat(600)}`), 'The caption at 00:00:01.000 has more than 1,000 characters.'],
    [one('x\n'.repeat(600_000)), 'A captions file can be up to 1 MB.'],
  ])('%#: what is wrong is told with its place', async (text, message) => {
    expect(await refused(text)).toBe(message)
  })
})

test('times are typed as one thinks of them', () => {
  const typed = ['12:30', '1:02:03.5', '00:00:01,250', ' 0:05 ', '61:00', '1:60', 'soon', '5', '-1:00', '']
  expect(typed.map(readCueTime)).toEqual([
    750_000,
    3_723_500,
    1250,
    5000,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
