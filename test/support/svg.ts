export type SvgElement = { name: string; attributes: Map<string, string>; children: SvgElement[] }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const outside = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const tag = /<(?:\/([a-z]+)|([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?))>/y

const attributesIn = (text: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
    if (found.has(name)) throw new Error(`${name} is there twice`)
    if (/&(?!(?:amp|lt|gt|quot);)/.test(value)) throw new Error(`${name} has a bare &`)
    const text = value.replace(/&(\w+);/g, (_, entity: string) => entities[entity] ?? '')
    found.set(name, text)
  }
  return found
}

/**
 * Reads an SVG that is elements and attributes alone, as strictly as XML asks: every element closed in order, one root,
 * no attribute twice, no bare `&` or `<`, no character that XML doesn't have, and no text in between.
 * @throws Error that says what is wrong
 */
export const readSvg = (text: string): SvgElement => {
  if (outside.test(text)) throw new Error('a character that XML does not have')
  const document: SvgElement = { name: '#document', attributes: new Map(), children: [] }
  const open = [document]
  for (let at = 0; at < text.length; at = tag.lastIndex) {
    tag.lastIndex = at
    const [whole, closing, name = '', attributes = '', alone] = tag.exec(text) ?? []
    if (whole === undefined) throw new Error(`no element: ${text.slice(at, at + 40)}`)
    if (closing !== undefined) {
      if (open.length < 2 || open.pop()?.name !== closing) throw new Error(`</${closing}> closes something else`)
      continue
    }
    const element: SvgElement = { name, attributes: attributesIn(attributes), children: [] }
    open.at(-1)?.children.push(element)
    if (alone !== '/') open.push(element)
  }
  const [root, ...others] = document.children
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  if (!root || others.length > 0) throw new Error('not one root')
  return root
}

/** An element and all within it. */
export const elementsIn = (element: SvgElement): SvgElement[] => [element, ...element.children.flatMap(elementsIn)]
