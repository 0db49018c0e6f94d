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

describe('F4: nothing that was said vanishes', () => {
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
