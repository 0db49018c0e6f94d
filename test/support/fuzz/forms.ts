/** A form as a browser holds it: fields in order, with what it would send untouched, or filled in where it must be. */
export type Form = { method: string; action: string; fields: Field[] }

/** What a browser would send of a field; nothing of a box that is not ticked. */
export type Field = {
  name: string
  value: string | undefined
  type?: string | undefined
  ticked?: string
  required?: boolean
}

const entities: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" }
const decoded = (text: string): string =>
  text.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => entities[name] ?? '')

const read = (tag: string, name: string): string | undefined => {
  const found = tag.match(new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s>/])`))
  return found ? decoded(found[1] ?? '') : undefined
}

const samples: Record<string, string> = {
  email: 'eve@example.com',
  date: '2024-05-30',
  time: '09:00',
  'datetime-local': '2024-05-30T09:00',
  number: '1',
  url: 'https://example.com/',
}

/** What someone would type into an empty field that must be filled in. */
const typed = (tag: string): string =>
  (read(tag, 'inputmode') ? '10' : undefined) ??
  read(tag, 'min') ??
  samples[read(tag, 'type') ?? ''] ??
  (/zone/i.test(read(tag, 'name') ?? '') ? 'UTC' : 'sample')

const fieldOf = ([tag = '', kind = '']: RegExpMatchArray, form: string): Field[] => {
  const name = read(tag, 'name')
  if (name === undefined) return []
  const [required, value] = [read(tag, 'required') !== undefined, read(tag, 'value')]
  const type = read(tag, 'type')
  const rest = form.slice(form.indexOf(tag) + tag.length)
  if (kind === 'select') {
    const options = [...rest.slice(0, rest.indexOf('</select>')).matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
    const chosen = options.find((option) => read(option, 'selected') !== undefined)
    const some = options.map((option) => read(option, 'value')).find(Boolean)
    return [{ name, value: (chosen && read(chosen, 'value')) || (required ? some : undefined) || '' }]
  }
  if (kind === 'textarea')
    return [{ name, value: decoded(rest.slice(0, rest.indexOf('</textarea>'))) || (required ? 'sample' : '') }]
  if (type === 'radio' || type === 'checkbox') {
    const ticked = value ?? 'on'
    return [
      {
        name,
        value: (required && type === 'checkbox') || read(tag, 'checked') !== undefined ? ticked : undefined,
        type,
        ticked,
        required,
      },
    ]
  }
  const [, sure] =
    name === 'confirm' ? (form.match(/(?:Type|Write|Enter)\s+(?:<[^>]*>)?([^<]+?)(?:<[^>]*>)?\s+to confirm/) ?? []) : []
  return [
    {
      name,
      value:
        (sure && decoded(sure)) ||
        value ||
        (required || (read(tag, 'inputmode') && !/\d/.test(name)) ? typed(tag) : ''),
    },
  ]
}

/** The forms of a page; a button that sends elsewhere makes another of its own. */
export const formsOf = (html: string, page: string): Form[] =>
  [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const [tag = ''] = form.match(/<form\b[^>]*>/) ?? []
    const controls = [...form.matchAll(/<(input|select|textarea)\b[^>]*>/g)].flatMap((found) => fieldOf(found, form))
    // Pressed is the last button: those before it show what would be saved.
    const button = [...form.matchAll(/<(button)\b[^>]*>/g)].flatMap((found) => fieldOf(found, form)).slice(-1)
    // Of choices that exclude each other one is made.
    for (const [at, field] of controls.entries()) {
      const made = controls.slice(0, at).some(({ name, value }) => name === field.name && value !== undefined)
      if (field.type === 'radio' && made) field.value = undefined
      const group = controls.filter(({ name, type }) => name === field.name && type === 'radio')
      const isOpen = field.type === 'radio' && field.required && group.every(({ value }) => value === undefined)
      if (isOpen) field.value = field.ticked
    }
    const fields = [...controls.filter(({ name }) => name !== button[0]?.name), ...button]
    const actions = [...form.matchAll(/\sformaction="([^"]*)"/g)].map(([, action = '']) => decoded(action))
    const method = (read(tag, 'method') ?? 'get').toUpperCase()
    return [...new Set([read(tag, 'action') || page, ...actions])].map((action) => ({ method, action, fields }))
  })

/** Where the links of a page lead, on this site. */
export const linksOf = (html: string, origin: string): string[] =>
  [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, link = '']) => {
    const path = decoded(link).replace(origin, '').replace(/#.*$/, '')
    return path.startsWith('/') && !path.startsWith('/assets/') ? [path] : []
  })
