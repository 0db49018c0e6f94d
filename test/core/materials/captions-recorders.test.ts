import { type Cue, captionsText, readCues, writeCues } from '@lectern/core/materials'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { salvageCues } from '../../../packages/core/src/materials/captions-read.ts'

const short = async (text: string) =>
  (await readCues(text)).map(({ startMs, endMs, text: said }) => `${startMs}-${endMs} ${said.replaceAll('\n', '|')}`)
const vtt = (...blocks: string[]) => `WEBVTT\n\n${blocks.join('\n\n')}\n`
const [one, two] = ['00:00:01.000 --> 00:00:02.000', '00:00:03.000 --> 00:00:04.000']
const both = ['1000-2000 Hi', '3000-4000 you']

/** As recorders write them: what they are called, the file, and its captions. */
const files: [string, string, string[]][] = [
  [
    'Zoom',
    `\ufeffWEBVTT\r\n\r\n1\r\n${one}\r\nKarl P: Hi\r\n\r\n2\r\n${two}\r\nyou\r\n`,
    ['1000-2000 Karl P: Hi', both[1] ?? ''],
  ],
  [
    'Teams',
    vtt(`5c9c2a0e-1/12-0\n${one}\n<v Karl Palachuk>Hi</v>`, `5c9c2a0e-1/13-0\n${two}\n<v Ann O’Brien>you</v>`),
    ['1000-2000 Karl Palachuk: Hi', '3000-4000 Ann O’Brien: you'],
  ],
  [
    'Teams with a note',
    vtt('NOTE duration:"00:00:04"', 'NOTE language:en-us', 'NOTE Confidence: 0.8', `${one}\nHi`, `${two}\nyou`),
    both,
  ],
  [
    'YouTube',
    `WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:02.000 align:start position:0%\n\nHi<00:00:01.500><c> there</c>\n\n00:00:03.000 --> 00:00:04.000 align:start position:0%\nyou`,
    ['1000-2000 Hi there', both[1] ?? ''],
  ],
  [
    'YouTube with a style',
    vtt('STYLE\n::cue(c.colorE5E5E5) { color: rgb(229,229,229);\n }', '##', `${one}\nHi`).replace('##\n\n', ''),
    ['1000-2000 Hi'],
  ],
  ['Whisper WebVTT, hours left out', 'WEBVTT\n\n00:01.000 --> 00:02.000\n Hi\n\n00:03.000 --> 00:04.000\n you\n', both],
  ['Whisper SubRip', '1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\n00:00:03,000 --> 00:00:04,000\nyou\n\n', both],
  [
    'Otter SubRip with speakers',
    '1\r\n00:00:01,000 --> 00:00:02,000\r\nSpeaker 1: Hi\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nSpeaker 2: you\r\n',
    ['1000-2000 Speaker 1: Hi', '3000-4000 Speaker 2: you'],
  ],
  [
    'Descript',
    `WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Karl>Hi\n\n00:00:03.000 --> 00:00:04.000\n<v Amy>you\n`,
    ['1000-2000 Karl: Hi', '3000-4000 Amy: you'],
  ],
  [
    'Premiere SubRip with marks and places',
    '1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50\n<font color="#fff"><b>Hi</b></font>\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>you</i>\n',
    both,
  ],
  ['old Macs', vtt(`${one}\nHi`, `${two}\nyou`).replaceAll('\n', '\r'), both],
  ['SubRip that starts at 0', '0\n00:00:01,000 --> 00:00:02,000\nHi\n\n1\n00:00:03,000 --> 00:00:04,000\nyou', both],
  ['SubRip without numbers', '00:00:01,000 --> 00:00:02,000\nHi\n\n00:00:03,000 --> 00:00:04,000\nyou', both],
  ['SubRip with dots', '1\n00:00:01.000 --> 00:00:02.000\nHi\n\n2\n00:00:03.000 --> 00:00:04.000\nyou', both],
  ['WebVTT with commas', vtt('00:00:01,000 --> 00:00:02,000\nHi', '00:00:03,000 --> 00:00:04,000\nyou'), both],
  ['short milliseconds', vtt('0:01.0 --> 0:02.0\nHi', '0:00:03.00 --> 0:00:04.000\nyou'), both],
  ['no blanks at the arrow', vtt('00:01.000-->00:02.000\nHi', '00:03.000-->00:04.000 line:0\nyou'), both],
  ['tabs, and blanks at the ends', vtt('00:01.000\t-->\t00:02.000  \n  Hi  ', '  00:03.000 --> 00:04.000\nyou'), both],
  ['more blank lines', `WEBVTT\n\n\n\n${one}\nHi\n\n\n\n${two}\nyou\n\n\n`, both],
  ['a blank line that isn’t empty', vtt(`${one}\nHi`, `${two}\nyou`).replaceAll('\n\n', '\n \t\n'), both],
  ['words behind WEBVTT', vtt(`${one}\nHi`).replace('WEBVTT', 'WEBVTT - made by a recorder'), ['1000-2000 Hi']],
  ['a first caption right under the header', `WEBVTT\n${one}\nHi\n\n${two}\nyou`, both],
  ['a caption of no length', vtt('00:00:01.000 --> 00:00:01.000\nHi', `${two}\nyou`), both],
  [
    'names that begin with NOTE, REGION, and STYLE',
    vtt(
      `NOTE 1\n${one}\nHi`,
      `REGION\n${two}\nyou`,
      `STYLE\n00:05.000 --> 00:06.000\nall`,
      `NOTEBOOK\n00:07.000 --> 00:08.000\n!`,
    ),
    [...both, '5000-6000 all', '7000-8000 !'],
  ],
  [
    'words after a blank line',
    vtt(`${one}\nHi`, 'there', `${two}\nyou`, 'NOTE not this', 'all'),
    ['1000-2000 Hi|there', '3000-4000 you|all'],
  ],
  [
    'SubRip of two paragraphs',
    '1\n00:00:01,000 --> 00:00:02,000\nHi\n\nNOTE this\n\n2\n00:00:03,000 --> 00:00:04,000\nyou',
    ['1000-2000 Hi|NOTE this', both[1] ?? ''],
  ],
  [
    'an arrow in what is said',
    vtt(`${one}\nFile --> Save as`, 'Edit --> Paste', `${two}\n--> you`),
    ['1000-2000 File --> Save as|Edit --> Paste', '3000-4000 --> you'],
  ],
  ['captions without words', vtt(`1\n${one}`, `2\n00:02.000 --> 00:02.500\n`, `3\n${two}\nyou`), ['3000-4000 you']],
  [
    'captions that overlap, and out of order',
    vtt(`${two}\nyou`, '00:00:01.000 --> 00:00:09.000\nHi'),
    ['1000-9000 Hi', '3000-4000 you'],
  ],
  ['a comment between, of several lines', vtt(`${one}\nHi`, 'NOTE\nwho said\nthis?', `${two}\nyou`), both],
  ['numbers that stand by themselves', `WEBVTT\n\n1\n\n${one}\nHi\n\n2\n\n${two}\nyou`, both],
  [
    'entities, and names in tags',
    vtt(`${one}\n<v.loud Q&amp;A>1 &lt; 2 &nbsp;<lang en>and</lang>`),
    ['1000-2000 Q&A: 1 < 2 and'],
  ],
]

describe('captions as recorders write them', () => {
  test.each(files)('%s', async (_, text, cues) => {
    expect(await short(text)).toEqual(cues)
    expect(salvageCues(text)).toMatchObject({ cues: await readCues(text), lost: [] })
  })

  test.each([
    [
      'a text that has no time',
      vtt('Hello', `${one}\nHi`),
      'Line 3 has no time. Put text below the time when it’s said.',
    ],
    [
      'a time without its blank line',
      `${vtt(`${one}\nHi\n${two}\nyou`)}`,
      'Line 5: add a blank line before this time.',
    ],
    [
      'a time without its blank line, below its number',
      vtt(`${one}\nHi\n2\n${two}\nyou`),
      'Line 6: add a blank line before this time.',
    ],
    ['an end before the start', vtt('00:05.000 --> 00:02.500\nHi'), 'Line 3: the end is before the start.'],
    [
      'minutes that are none',
      vtt('00:75:00.000 --> 00:76:00.000\nHi'),
      'Line 3 has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.',
    ],
  ])('%s is refused with its line', async (_, text, message) => {
    await expect(readCues(text)).rejects.toMatchObject({ code: 'materials.captions-wrong', message })
  })

  test('a file in UTF-16, or in the code page of an old program, is read', async () => {
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nCafé\n'
    const wide = Buffer.from(`\ufeff${srt}`, 'utf16le')
    for (const bytes of [Buffer.from(srt), Buffer.from(srt, 'latin1'), Buffer.from(wide), Buffer.from(wide).swap16()]) {
      expect(await short(captionsText(new Uint8Array(bytes)))).toEqual(['1000-2000 Café'])
    }
  })
})

describe('what nobody is there to mend', () => {
  test('of 801 captions one that is wrong costs that one, and is reported', () => {
    const cues = Array.from({ length: 801 }, (_, index) => {
      const at = `00:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`
      return index === 400
        ? `${index + 1}\n${at}.000 --> 00:99:00.000\nlost`
        : `${index + 1}\n${at}.000 --> ${at}.900\nword ${index}`
    })
    const { cues: kept, lost } = salvageCues(vtt(...cues))
    expect(kept).toHaveLength(800)
    expect(lost).toEqual(['Line 1604 has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.'])
  })

  test('one that is far too long becomes several, in its time; one that ends before it begins stays', () => {
    const { cues, lost } = salvageCues(
      vtt(`${one}\n${'many words '.repeat(300)}`, '00:05.000 --> 00:02.000\nHi', 'NOTE'),
    )
    expect(lost).toEqual([])
    expect(cues.map(({ text }) => text).join(' ')).toBe(`${'many words '.repeat(300)}Hi`)
    expect([cues[0]?.startMs, cues.at(-2)?.endMs, cues.at(-1)?.endMs]).toEqual([1000, 2000, 6000])
    expect(cues.every(({ text }) => text.length <= 1000)).toBe(true)
  })
})

describe('captions that are written are read again', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'File --> Save',
      '00:01.000 --> 00:02.000',
      'NOTE',
      'STYLE',
      '<b>',
      '&amp;',
      '1',
      'WEBVTT',
      '漢字',
      '👋',
      '-->',
    ),
    fc.string({ minLength: 1, maxLength: 12 }),
  )
  const cue = fc.record({
    startMs: fc.nat(10_000_000),
    length: fc.integer({ min: 1, max: 60_000 }),
    words: fc.array(word, { minLength: 1, maxLength: 4 }),
  })

  test('as they are, whatever is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cue, { minLength: 1, maxLength: 20 }), async (some) => {
        const asked = some.map(
          ({ startMs, length, words }): Cue => ({ startMs, endMs: startMs + length, text: words.join('\n') }),
        )
        const kept = await readCues(writeCues([{ startMs: 0, endMs: 1, text: 'first' }, ...asked]))
        expect(await readCues(writeCues(kept))).toEqual(kept)
        // In SubRip, too, once what would be a time, a number, or markup there is not among the words.
        const plain = kept.filter(({ text }) => !/-->|[<>&]|^\d+$/m.test(text))
        const time = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',')
        const srt = plain.map(
          ({ startMs, endMs, text }, index) => `${index + 1}\n${time(startMs)} --> ${time(endMs)}\n${text}\n`,
        )
        expect(await readCues(srt.join('\n'))).toEqual(plain)
      }),
    )
  })

  test('no word of a file vanishes: it is in a caption, or the file is refused', async () => {
    const line = fc.constantFrom(
      '',
      '',
      one,
      two,
      'alpha',
      'beta --> gamma',
      'NOTEbook',
      '2',
      'delta: 5',
      '00:9x --> 1',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const text = `WEBVTT\n\n${one}\nfirst\n\n${lines.join('\n')}`
        const read = await readCues(text).catch((error: { code?: string }) => error.code)
        if (read === 'materials.captions-wrong') return
        const said = (read as Cue[]).flatMap((one) => one.text.split('\n'))
        const count = (words: readonly string[], wanted: string) => words.filter((word) => word === wanted).length
        // A line right above a time is the caption's name, and is not said.
        const named = lines.filter(
          (_, index) => (lines[index + 1] ?? '').startsWith('00:00') && (index === 0 || lines[index - 1] === ''),
        )
        for (const wanted of ['alpha', 'beta --> gamma', 'NOTEbook', 'delta: 5']) {
          expect(count(said, wanted)).toBe(count(lines, wanted) - count(named, wanted))
        }
      }),
    )
  })
})
