import { captionsText, readCues, writeCues } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { salvageCues } from '../../../packages/core/src/materials/captions-read.ts'

const one = '00:00:01.000 --> 00:00:02.000'
const two = '00:00:03.000 --> 00:00:04.000'
const vtt = (...blocks: string[]) => `WEBVTT\n\n${blocks.join('\n\n')}\n`
const said = async (text: string) => (await readCues(text)).map((cue) => cue.text)
const refusal = async (text: string): Promise<string> => {
  try {
    await readCues(text)
    return 'read'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('what was meant as a time, a header, or markup', () => {
  test.each([
    ['an arrow that is none', vtt(`${one}\nOne`, '00:00:03.000 -> 00:00:04.000\nTwo'), 'Line 6 has an invalid time'],
    ['an arrow of one character', vtt(`${one}\nOne\n00:00:03.000 → 00:00:04.000`), 'Line 5: add a blank line before'],
    ['such a time below a name', vtt(`${one}\nOne`, 'two\n00:00:03 => 00:00:04\nTwo'), 'Line 7 has an invalid time'],
    ['a sentence under the header', `WEBVTT\nHello everyone\n${one}\nOne\n`, 'Line 2 has no time'],
    ['a sentence in the header', `WEBVTT\nHello everyone\n\n${one}\nOne\n`, 'Line 2 has no time'],
    ['a speaker behind the header', vtt('Author: I wrote the book', `${one}\nOne`), 'Line 3 has no time'],
  ])('%s is refused with its line', async (_, text, words) => {
    expect(await refusal(text)).toContain(words)
  })

  test.each([
    ['a word under the header is the name of a caption', `WEBVTT\nintro\n${one}\nOne\n`, ['One']],
    ['what is about the file', `WEBVTT\nKind: captions\nTitle: My video\n\nLanguage: en\n\n${one}\nOne\n`, ['One']],
    ['a style in the header', `WEBVTT\nSTYLE\n::cue { color: red }\n\n${one}\nOne\n`, ['One']],
    ['blank lines above the header', `\n\n${vtt(`${one}\nOne`)}`, ['One']],
    ['a header in lower case', vtt(`${one}\nOne`).toLowerCase(), ['one']],
    ['hours that someone names', vtt(`${one}\n10:00 - 11:00 lunch`), ['10:00 - 11:00 lunch']],
    ['names of types', vtt(`${one}\nMap<A>, f<c>(x), and List<String>`), ['Map<A>, f<c>(x), and List<String>']],
    ['a fraction', vtt(`${one}\n{\\frac12} of {\\alpha}`), ['{\\frac12} of {\\alpha}']],
    ['markup', vtt(`${one}\n{\\an8}{\\b1\\i0}<c.yellow>Y</c>es <i>it</i> w<b>a</b>s <b>so`), ['Yes it was so']],
  ])('%s', async (_, text, expected) => {
    expect(await said(text)).toEqual(expected)
  })

  test('a caption that says the next number and nothing else stays, where nobody is there to mend the file', () => {
    expect(salvageCues(vtt(`${one}\n2\n${two}\nTwo`))).toMatchObject({
      cues: [{ text: '2' }, { text: 'Two' }],
      lost: [],
    })
    expect(salvageCues(vtt(`${one}\n\n2`, `${two}\nTwo`))).toMatchObject({ cues: [{ text: '2' }, { text: 'Two' }] })
  })
})

describe('nothing that was said vanishes', () => {
  test.each([
    [
      'what is in angle brackets and is no markup',
      vtt(`${one}\nA <inaudible> word, List<String>, a<b and c>d`),
      ['A <inaudible> word, List<String>, a<b and c>d'],
    ],
    [
      'the same in SubRip',
      '1\n00:00:01,000 --> 00:00:02,000\n<i>A</i> <unk> <font color="#fff">b</font>{\\an8}\n',
      ['A <unk> b'],
    ],
    [
      'markup of WebVTT goes',
      vtt(
        `${one}\n<c.yellow.bg_blue>a</c> <b>b</b> <ruby>c<rt>d</rt></ruby> <lang en-GB>e</lang> <00:00:01.500>f<br>g`,
      ),
      ['a b cd e f\ng'],
    ],
    [
      'an arrow in the text',
      vtt(`${one}\nFile --> Save as\n--> there`, `${two}\nx-->y`),
      ['File --> Save as\n--> there', 'x-->y'],
    ],
    [
      'emoji, entities, and what looks like one',
      vtt(`${one}\n👩‍👩‍👧 &amp;lt; &lt;b&gt; &#128512; &#x1F600; AT&T &hellip`),
      ['👩‍👩‍👧 &lt; <b> 😀 😀 AT&T &hellip'],
    ],
    ['carriage returns alone', `WEBVTT\r\r${one}\rHi\r\r${two}\ryou\r`, ['Hi', 'you']],
    [
      'a name that is a number of another count',
      `7\n${one.replaceAll('.', ',')}\nHi\n\n9\n${two.replaceAll('.', ',')}\nyou`,
      ['Hi', 'you'],
    ],
    ['settings of a cue', vtt(`${one} line:0 position:20% size:60% align:start region:fred\nHi`), ['Hi']],
    ['overlapping and out of order', vtt(`${two}\nyou`, `${one}\nHi`, `${one}\nHo`), ['Hi', 'Ho', 'you']],
    ['notes of several lines, an arrow in one', vtt('NOTE\na -> b\nmore', `${one}\nHi`, 'NOTE last'), ['Hi']],
    ['metadata after the header', `WEBVTT\n\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n${one}\nHi`, ['Hi']],
    ['an empty cue between', vtt(one, `${two}\nyou`), ['you']],
  ])('%s', async (_, text, cues) => expect(await said(text)).toEqual(cues))

  test.each([
    ['text that looks like a heading, before the first time', vtt('Ann: hello there', `${one}\nHi`), 'Line 3'],
    ['the same under SubRip', `1\n00:00:01,000 --> 00:00:02,000\nHi`.replace('1\n', 'Ann: hello\n\n1\n'), 'SubRip'],
    ['a time without milliseconds', vtt('00:00:01 --> 00:00:02\nHi'), 'Line 3'],
    ['more than 24 hours', vtt('100:00:00.000 --> 100:00:01.000\nHi'), '24 hours'],
    ['seconds above 59', vtt('00:00:61.000 --> 00:00:62.000\nHi'), 'Line 3'],
    ['an end before the start', vtt('00:00:02.000 --> 00:00:01.000\nHi'), 'Line 3'],
    ['a missing blank line', vtt(`${one}\nHi\n${two}\nyou`), 'Line 5'],
    ['no captions', 'WEBVTT\n', 'any captions'],
    ['two megabytes', vtt(`${one}\n${'word '.repeat(420_000)}`), '1 MB'],
    ['a page of HTML', '<!doctype html><p>Hi', 'WEBVTT'],
  ])('refused with words: %s', async (_, text, words) => expect(await refusal(text)).toContain(words))

  test('what is written is read again as it was, whatever it holds', async () => {
    const cues = [
      { startMs: 0, endMs: 1, text: '<b>not bold</b> &amp; -->' },
      { startMs: 86_399_000, endMs: 86_400_000, text: 'NOTE\nSTYLE' },
    ]
    expect(await readCues(writeCues(cues))).toEqual(cues)
  })

  test('bytes of any kind are text, and half a character shows nothing', async () => {
    const wide = Buffer.from(`\ufeff${vtt(`${one}\nZoë 👍`)}`, 'utf16le')
    expect(await said(captionsText(new Uint8Array(wide)))).toEqual(['Zoë 👍'])
    expect(await said(vtt(`${one}\na\ud83db&#xD83D;c`))).toEqual(['abc'])
  })

  test('a transcript with everything wrong loses only what is wrong, and counts it', () => {
    const { cues, lost } = salvageCues(
      `WEBVTT\n\n00:00:61.000 --> 00:00:62.000\nlost\n\n${one}\nHi\n${two}\nyou\n\n00:00:06.000 --> 00:00:05.000\nshort\n\n99:00:00.000 --> 99:00:01.000\nlate`,
    )
    expect(cues.map(({ text }) => text)).toEqual(['Hi', 'you', 'short'])
    expect(lost).toHaveLength(2)
  })
})
