type Fields = Record<string, string | number | boolean | undefined>

/** What a log may hold beside its words: ids, codes of errors, numbers. Anything else is left out. */
export const loggable = [
  'requestId',
  'request',
  'order',
  'person',
  'registration',
  'event',
  'file',
  'row',
  'topic',
  'message',
  'attempts',
  'count',
  'seconds',
  'status',
  'method',
  'path',
  'code',
  'reason',
  'error',
  'at',
  'state',
  'type',
] as const

const allowed: ReadonlySet<string> = new Set(loggable)

/** Letters, digits and the marks of ids, paths and positions in code. An address or a sentence someone typed is not. */
const plain = /^[\w\s./:#()<>[\],-]{0,300}$/

/** A part of a path that is neither a word nor an id: a token, perhaps, or the file of a private calendar. */
const opaque = /^(?![a-z]{2,5}_[0-9A-Za-z]{26}$)(?:(?=.{20,}$)(?=.*\d)[\w-]+|[\w-]{20,}\.ics)$/

/** The fields that may be logged, with what may be a secret or someone's words taken out. */
export const cleanFields = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => allowed.has(name) && value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]),
  )

const cleanText = (value: string): string =>
  plain.test(value)
    ? value
        .split('/')
        .map((part) => (opaque.test(part) ? '…' : part))
        .join('/')
    : 'withheld'
