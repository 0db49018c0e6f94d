/** A tag of a mail's html: its attributes, its declared styles, and what it's in. */
export type Tag = {
  name: string
  attributes: Readonly<Record<string, string>>
  styles: Readonly<Record<string, string>>
  parent: Tag | undefined
}

/** Words of a mail, and the tag they're in. */
export type Words = { words: string; tag: Tag }

const alone = /^(?:img|br|meta|hr)$/

const read = (text: string, pattern: RegExp): Record<string, string> =>
  Object.fromEntries([...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value.trim()]))

/** The body of a mail, as our own renderer writes it: every tag closed, every value in quotation marks. */
export function readMarkup(html: string): { tags: Tag[]; texts: Words[] } {
  const tags: Tag[] = []
  const texts: Words[] = []
  let open: Tag | undefined
  const body = html.slice(html.indexOf('<body')).replace(/<!--.*?-->/gs, '')
  for (const [, closing, name = '', rest = '', words = ''] of body.matchAll(/<(\/?)([\w-]+)([^>]*)>([^<]*)/g)) {
    if (closing) {
      open = open?.parent
    } else {
      const attributes = read(rest, /([\w-]+)="([^"]*)"/g)
      const styles = read((attributes.style ?? '').replace(/&(?:quot|#x27);/g, "'"), /([\w-]+)\s*:\s*([^;]+)/g)
      const tag = { name, attributes, styles, parent: open }
      tags.push(tag)
      if (!alone.test(name)) open = tag
    }
    if (open && words.trim() !== '') texts.push({ words: words.trim(), tag: open })
  }
  return { tags, texts }
}

const classesOf = ({ attributes }: Tag): string[] => (attributes.class ?? '').split(' ')

/** What the dark part of a mail's style sheet says of each class. */
function darkRules(html: string): Map<string, Record<string, string>> {
  const dark = /@media \(prefers-color-scheme: dark\) \{(.*?)\n\}/s.exec(html)?.[1] ?? ''
  const rules = new Map<string, Record<string, string>>()
  for (const [, selectors = '', block = ''] of dark.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const name = selector.trim().slice(1)
      rules.set(name, { ...rules.get(name), ...read(block.replaceAll(' !important', ''), /([\w-]+): ([^;]+)/g) })
    }
  }
  return rules
}

/** The colors of words on their ground, as they are in a scheme: what is nearest around them says it. */
export function colorsOf(html: string, tag: Tag, scheme: 'light' | 'dark'): { text: string; ground: string } {
  const rules = darkRules(html)
  const find = (what: string, at: Tag | undefined): string => {
    if (!at) throw new Error(`Nothing says the ${what}`)
    const darkly = scheme === 'dark' ? classesOf(at).flatMap((name) => rules.get(name)?.[what] ?? [])[0] : undefined
    return darkly ?? at.styles[what] ?? find(what, at.parent)
  }
  return { text: find('color', tag), ground: find('background-color', tag) }
}

/** A color as mail programs make it that turn every light into dark and back: the same hue, as light as it was dark. */
export function inverted(hex: string): string {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const shift = 255 - Math.max(...rgb) - Math.min(...rgb)
  return `#${rgb.map((channel) => (channel + shift).toString(16).padStart(2, '0')).join('')}`
}
