type Element = { name: string; attributes: Map<string, string>; children: Element[]; text: boolean }

const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const blocks = new Set([
  ...'address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6'.split(' '),
  ...'header hr main menu nav ol p pre search section table ul'.split(' '),
])
/** What holds text and what stands in a line of text alone. */
const lines = new Set('p h1 h2 h3 h4 h5 h6 span label button strong em small b i code abbr time'.split(' '))
const interactive = new Set(['a', 'button', 'input', 'select', 'textarea', 'details', 'label'])
/** What may be the child of what holds nothing else. */
const only: Record<string, string[]> = {
  ul: ['li'],
  ol: ['li'],
  table: ['caption', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr'],
  thead: ['tr'],
  tbody: ['tr'],
  tfoot: ['tr'],
  tr: ['th', 'td'],
  select: ['option', 'optgroup', 'hr'],
}

const attributesIn = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/([^\s=/]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]))

/** Reads markup in which every element is closed, as ours is written. What is not closed in order is an error. */
const readMarkup = (html: string): { root: Element; errors: string[] } => {
  const root: Element = { name: '#document', attributes: new Map(), children: [], text: false }
  const open = [root]
  const errors: string[] = []
  const parts = html.matchAll(
    /<!--.*?-->|<!doctype[^>]*>|<(script|style|textarea|title)\b([^>]*)>.*?<\/\1>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*\/?>|[^<]+/gs,
  )
  for (const [whole, raw, rawAttributes = '', closing, tag, attributes = ''] of parts) {
    const parent = open.at(-1) ?? root
    const name = (raw ?? tag)?.toLowerCase()
    if (name === undefined) {
      if (!whole.startsWith('<') && whole.trim() !== '') parent.text = true
    } else if (closing === '/') {
      if (parent.name !== name) errors.push(`</${name}> closes <${parent.name}>`)
      else open.pop()
    } else {
      const given = attributesIn(raw === undefined ? attributes : rawAttributes)
      const element: Element = { name, attributes: given, children: [], text: false }
      parent.children.push(element)
      if (raw === undefined && !empty.has(name) && !whole.endsWith('/>')) open.push(element)
    }
  }
  if (open.length > 1) errors.push(`<${open.at(-1)?.name}> is not closed`)
  return { root, errors }
}

const errorsOfTerms = ({ children }: Element, isGroup: boolean): string[] => {
  const names = children.map(({ name }) => name).filter((name) => name !== 'script' && name !== 'template')
  if (!isGroup && names.length > 0 && names.every((name) => name === 'div'))
    return children.flatMap((group) => errorsOfTerms(group, true))
  const other = names.find((name) => name !== 'dt' && name !== 'dd')
  if (other) return [`<dl> has some of its terms in groups and some not, or holds <${other}>`]
  const starts = names.length === 0 || names[0] === 'dt'
  return starts && names.at(-1) !== 'dt' ? [] : ['<dl> has a term without a detail, or a detail without a term']
}

const errorsOf = (element: Element, above: readonly string[]): string[] => {
  const { name, children, text } = element
  const within = above.find((one) => lines.has(one))
  const acting = above.find((one) => ['a', 'button', 'label'].includes(one))
  const isNested = acting && interactive.has(name) && !(acting === 'label' && name !== 'label' && name !== 'a')
  return [
    ...(blocks.has(name) && within ? [`<${name}> in <${within}>`] : []),
    ...(isNested && element.attributes.get('type') !== 'hidden' ? [`<${name}> in <${acting}>`] : []),
    ...(name === 'form' && above.includes('form') ? ['<form> in <form>'] : []),
    ...(name === 'img' && !element.attributes.has('alt') ? ['<img> without alt'] : []),
    ...(only[name] && text ? [`text in <${name}>`] : []),
    ...children.flatMap((child) =>
      only[name] && ![...only[name], 'script', 'template'].includes(child.name) ? [`<${child.name}> in <${name}>`] : [],
    ),
    ...(name === 'dl' ? errorsOfTerms(element, false) : []),
    ...children.flatMap((child) => errorsOf(child, [name, ...above])),
  ]
}

const elementsIn = (element: Element): Element[] => [element, ...element.children.flatMap(elementsIn)]

/** Ids that are there twice, and names of others that are nowhere. */
const errorsOfIds = (root: Element): string[] => {
  const elements = elementsIn(root)
  const valuesOf = (attribute: string) =>
    elements.flatMap(({ attributes }) => (attributes.get(attribute) ?? '').split(/\s+/).filter((id) => id !== ''))
  const ids = valuesOf('id')
  const named = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'list', 'form'].flatMap(valuesOf)
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `#${id} is there twice`),
    ...named.filter((id) => !ids.includes(id)).map((id) => `#${id} is named and nowhere`),
  ]
}

/** What is wrong with the nesting, the lists, and the ids of a page, each once. */
export const markupErrors = (html: string): string[] => {
  const { root, errors } = readMarkup(html)
  return [...new Set([...errors, ...errorsOf(root, []), ...errorsOfIds(root)])]
}
