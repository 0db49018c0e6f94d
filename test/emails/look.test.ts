import { getMail, type MailFrame, type MailName, mailNames, previewLine, renderMail } from '@lectern/emails'
import { expect, test } from 'vitest'
import { hello } from '../../emails/parts.tsx'
import { hues } from '../../emails/theme.ts'
import { contrast } from '../core/covers/things.ts'
import { colorsOf, inverted, readMarkup, type Tag } from '../support/mail-markup.ts'
import { samplesOf } from '../support/sample-mails.ts'

const hueNames = Object.keys(hues) as (keyof typeof hues)[]

/** What mails have that are about something with a cover, from an organizer with a logo. */
const pictures = (at: number): Pick<MailFrame, 'hue' | 'cover' | 'logo'> => ({
  hue: hueNames[at % hueNames.length] ?? 'slate',
  cover: {
    src: 'https://events.example.com/covers/events/5w22-mail.1a2b3c4.png',
    ...{ alt: '', width: 600, height: 200 },
  },
  logo: { url: 'https://events.example.com/logo.png', width: 120, height: 40 },
})

/** Every sample of every mail as its reader gets it, with and without pictures. */
const mails = await Promise.all(
  mailNames
    .flatMap((name: MailName) => samplesOf(name).map((sample) => ({ name, ...sample })))
    .flatMap(({ name, label, props }, at) =>
      [{}, pictures(at)].map(async (more) => {
        const mail = await renderMail(name, { ...props, ...more } as never)
        const pictured = 'cover' in more
        return { name, label, props, pictured, is: `${name}, ${label}${pictured ? ', with pictures' : ''}`, ...mail }
      }),
    ),
)

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}’$.:]+/gu) ?? []

test('each mail has one filled button, or none where there is nothing to do', () => {
  const idle = ['office-hour-cancelled, Without access']
  for (const { name, label, props, html, is } of mails) {
    // Signing in needs the code; a link that does it is the button.
    const isIdle = idle.includes(`${name}, ${label}`) || (name === 'sign-in-code' && !('linkUrl' in props))
    const filled = readMarkup(html).tags.filter(({ attributes }) => attributes.class === 'filled')
    const buttons = readMarkup(html).tags.filter(({ attributes }) => attributes.class === 'button')
    expect([filled.length, buttons.length], is).toEqual(isIdle ? [0, 0] : [1, 1])
  }
})

test('each preheader says what the subject does not', () => {
  for (const { subject, html, is } of mails) {
    const preheader = previewLine(html)
    expect(preheader.length, is).toBeGreaterThan(10)
    const said = wordsOf(subject).join(' ')
    const words = wordsOf(preheader)
    const runs = words.slice(3).map((_, at) => words.slice(at, at + 4).join(' '))
    expect(
      runs.filter((run) => said.includes(run)),
      is,
    ).toEqual([])
  }
})

test('each picture has its size and its words; a cover, whose title is beside it, has none', () => {
  for (const { name: template, html, pictured, is } of mails) {
    const images = readMarkup(html).tags.filter(({ name }) => name === 'img')
    expect(images, is).toHaveLength(pictured ? (getMail(template).picture ? 2 : 1) : 0)
    for (const { attributes } of images) {
      expect(attributes, is).toMatchObject({ width: expect.stringMatching(/^\d+$/), height: expect.any(String) })
      expect(attributes.alt, is).toBe(attributes.src?.includes('/covers/') ? '' : 'Small Business IT Community')
      expect(attributes.src, is).toMatch(/^https:\/\/events\.example\.com\/.*\.png$/)
    }
  }
})

test('all words are at least 4.5:1 on their ground: light, dark, and turned around by the mail program', () => {
  for (const { html, is } of mails) {
    const shown = readMarkup(html).texts.filter(({ tag }) => !hidden(tag))
    expect(shown.length, is).toBeGreaterThan(8)
    for (const { words, tag } of shown) {
      for (const scheme of ['light', 'dark'] as const) {
        const { text, ground } = colorsOf(html, tag, scheme)
        expect(contrast(text, ground), `${is}, ${scheme}: ${words}`).toBeGreaterThanOrEqual(4.5)
        if (scheme === 'light') expect(contrast(inverted(text), inverted(ground)), is).toBeGreaterThanOrEqual(4.5)
      }
    }
  }
})

const hidden = (tag: Tag | undefined): boolean =>
  tag !== undefined && (tag.styles.display === 'none' || tag.styles['font-size'] === '0' || hidden(tag.parent))

test('links in sentences are underlined, and all but the name above the mail look like links', () => {
  for (const { html, is } of mails) {
    for (const { name, attributes, styles } of readMarkup(html).tags) {
      if (name !== 'a') continue
      expect(['ink', 'link', 'button'], is).toContain(attributes.class)
      expect(styles['text-decoration'], is).toBe(attributes.class === 'link' ? 'underline' : 'none')
    }
  }
})

test('no mail loads a typeface, and each piece of text names those that everyone has', () => {
  for (const { html, is } of mails) {
    expect(html, is).not.toMatch(/@font-face|@import|fonts\.|<link/)
    const families = readMarkup(html).tags.flatMap(({ styles }) => styles['font-family'] ?? [])
    for (const family of families) expect(family, is).toMatch(/(Arial, sans-serif|'Times New Roman', serif)$/)
  }
})

/** Word, which draws mails in Outlook, keeps none of these. */
const dropped = /^(?:float|position|flex|grid|gap|transform|background-image|box-shadow|object-fit|aspect-ratio|calc)/

test('nothing is laid out by styles that Outlook drops', () => {
  for (const { html, is } of mails) {
    for (const tag of readMarkup(html).tags) {
      const { name, styles, attributes } = tag
      const about = `${is}: <${name} style="${attributes.style ?? ''}">`
      for (const [style, value] of Object.entries(styles)) {
        expect(style, about).not.toMatch(dropped)
        expect(value, about).not.toMatch(/\b(?:flex|grid|calc|var|url)\b|\d(?:r?em|v[wh])\b/)
      }
      // Widths and rooms are those of tables and cells, which it knows.
      if (Number.parseInt(styles.padding ?? '0', 10) > 0 && name !== 'td' && name !== 'th') {
        expect(attributes.class, about).toBe('button')
        expect(tag.parent?.styles['mso-padding-alt'], about).toBe(styles.padding)
      }
      if (styles['max-width'] !== undefined) expect([name, attributes.width], about).toEqual(['table', '600'])
      if (styles.display === 'block') expect(name, about).toBe('img')
      if (name === 'table') expect(attributes, about).toMatchObject({ cellPadding: '0', cellSpacing: '0', border: '0' })
    }
  }
})

test('no mail is so large that Gmail cuts it off', () => {
  for (const { html, is } of mails) expect(Buffer.byteLength(html), is).toBeLessThan(100_000)
})

test('people are called by their first names, where that is what a name begins with', () => {
  expect(hello('Maria Okafor')).toBe('Hi Maria,')
  expect(hello('Jean-Luc O’Neill')).toBe('Hi Jean-Luc,')
  expect(hello('Karl')).toBe('Hi Karl,')
  for (const whole of ['J. Kernan', 'Dr. Okafor', '5W22 Desk', 'J Kernan']) expect(hello(whole)).toBe(`Hi ${whole},`)
  for (const nothing of ['', ' ']) expect(hello(nothing)).toBe('Hi there,')
})
