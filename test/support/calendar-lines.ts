/** A content line of an iCalendar file (RFC 5545, 3.1), unfolded. */
export type Line = { name: string; parameters: Map<string, string>; value: string; at: number }

/** A component with what stands in it, in the order of the file. */
export type Part = { name: string; lines: Line[]; parts: Part[]; order: ('line' | 'part')[] }

/** What is wrong: which rule, and where. */
export type Finding = { rule: string; words: string }

const name = '[A-Za-z0-9-]+'
const quoted = '"(?:[^"\\p{Cc}]|\\t)*"'
const safe = '(?:[^";:,\\p{Cc}]|\\t)*'
const parameter = `;(${name})=((?:${quoted}|${safe})(?:,(?:${quoted}|${safe}))*)`
const contentLine = new RegExp(`^(${name})((?:${parameter})*):(.*)$`, 'su')

/** Reads the text as RFC 5545 (3.1, 3.4) has it, letter by letter; nothing is forgiven. */
export const readLines = (text: string): { lines: Line[]; findings: Finding[] } => {
  const findings: Finding[] = []
  const found = (rule: string, words: string) => findings.push({ rule, words })
  if (!text.endsWith('\r\n')) found('crlf', 'the last line does not end with CRLF')
  if (/[\r\n]/.test(text.replaceAll('\r\n', ''))) found('crlf', 'a line ends with CR or LF alone')
  const physical = text.split('\r\n')
  if (physical.at(-1) === '') physical.pop()
  for (const [at, line] of physical.entries()) {
    const octets = Buffer.byteLength(line)
    if (octets > 75) found('folding', `line ${at + 1} has ${octets} octets`)
    // Half of a surrogate pair at either end: the fold went through a character.
    if (!line.isWellFormed()) found('split-character', `line ${at + 1} is not whole`)
    if (line.trim() === '') found('empty-line', `line ${at + 1} is empty`)
  }
  if (/^[ \t]/.test(text)) found('folding', 'the first line continues nothing')
  const lines = text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .flatMap((line, index): Line[] => {
      const match = contentLine.exec(line)
      if (match === null) {
        found('content-line', `not a content line: ${line.slice(0, 60)}`)
        return []
      }
      const [, property = '', given = '', , , value = ''] = match
      if (/(?!\t)\p{Cc}/u.test(value)) found('control', `a control character in ${property}`)
      const parameters = new Map<string, string>()
      for (const [, key = '', content = ''] of given.matchAll(new RegExp(parameter, 'gu'))) {
        if (content === '' || content === '""') found('empty-value', `${property};${key} is empty`)
        if (parameters.has(key.toUpperCase())) found('parameter-count', `${property} has ${key} twice`)
        parameters.set(key.toUpperCase(), content)
      }
      return [{ name: property.toUpperCase(), parameters, value, at: index + 1 }]
    })
  return { lines, findings }
}

/** The components of a file, nested as BEGIN and END have it. */
export const readParts = (lines: readonly Line[]): { parts: Part[]; findings: Finding[] } => {
  const findings: Finding[] = []
  const found = (words: string) => findings.push({ rule: 'nesting', words })
  const root: Part = { name: '', lines: [], parts: [], order: [] }
  const open = [root]
  for (const line of lines) {
    const inner = open.at(-1) ?? root
    if (line.name === 'BEGIN') {
      const part: Part = { name: line.value.toUpperCase(), lines: [], parts: [], order: [] }
      inner.parts.push(part)
      inner.order.push('part')
      open.push(part)
    } else if (line.name === 'END') {
      if (inner === root || inner.name !== line.value.toUpperCase()) found(`END:${line.value} ends nothing`)
      else open.pop()
    } else {
      if (inner === root) found(`${line.name} stands outside of everything`)
      inner.lines.push(line)
      inner.order.push('line')
    }
  }
  for (const part of open.slice(1)) found(`${part.name} does not end`)
  return { parts: root.parts, findings }
}

export const all = (part: Part, property: string): Line[] => part.lines.filter((line) => line.name === property)

export const first = (part: Part, property: string): Line | undefined => all(part, property)[0]
