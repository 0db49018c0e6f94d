import type { Context } from 'hono'
import type { SiteEnv } from '../site.ts'
import { readFormData } from './read-form.ts'

/** What someone typed into a form, by the names of its fields; shown again as it was when something is wrong. */
export type Typed = {
  /** The text of a field, trimmed; empty when it is missing. */
  text: (name: string) => string
  /** Whether it was sent at all. */
  has: (name: string) => boolean
  /** Every value of a name that repeats, as it was sent. */
  values: (name: string) => readonly string[]
  /** Every value of a name that repeats, trimmed and without the empty ones. */
  all: (name: string) => string[]
  /** The entries of a field that holds one on each line, or separated by commas. */
  list: (name: string) => string[]
  /** How many rows a table of fields has: those named `tickets.0.name`, `tickets.1.name`. */
  count: (table: string) => number
  /** All of it, name by name. */
  entries: () => [string, string][]
}

/** Tables of fields, and the columns that tell whether a row was filled in. */
const tables: Record<string, readonly string[]> = {
  sessions: ['startsAt', 'title', 'summary'],
  tickets: ['name', 'price', 'capacity', 'description'],
  questions: ['label', 'options'],
  formats: ['name', 'price'],
  editions: ['label', 'releasedOn', 'note'],
  regions: ['title', 'countries', 'price'],
  lines: ['sku'],
}

const cell = /^(\w+)\.(\d+)\.(\w+)$/

/** Rows that were left empty go, and the others close up: a row's number is then its place in what is saved. */
const closeUp = (entries: readonly (readonly [string, string])[]): Map<string, string[]> => {
  const kept = new Map<string, string[]>()
  const rows = new Map<string, Map<number, [string, string][]>>()
  for (const [name, value] of entries) {
    const [, table = '', row = '', column = ''] = cell.exec(name) ?? []
    if (tables[table] === undefined) kept.set(name, [...(kept.get(name) ?? []), value])
    else {
      const ofTable = rows.get(table) ?? new Map<number, [string, string][]>()
      ofTable.set(Number(row), [...(ofTable.get(Number(row)) ?? []), [column, value]])
      rows.set(table, ofTable)
    }
  }
  for (const [table, ofTable] of rows) {
    const filled = [...ofTable.entries()]
      .sort(([a], [b]) => a - b)
      .map(([, row]) => row)
      .filter((row) => row.some(([column, value]) => tables[table]?.includes(column) && value.trim() !== ''))
    kept.set(`${table}.count`, [String(filled.length)])
    for (const [index, row] of filled.entries()) {
      for (const [column, value] of row) kept.set(`${table}.${index}.${column}`, [value])
    }
  }
  return kept
}

export const typedFrom = (entries: readonly (readonly [string, string])[]): Typed => {
  const values = closeUp(entries)
  const text = (name: string): string => (values.get(name)?.at(-1) ?? '').trim()
  return {
    text,
    has: (name) => values.has(name),
    values: (name) => values.get(name) ?? [],
    all: (name) => (values.get(name) ?? []).map((value) => value.trim()).filter((value) => value !== ''),
    list: (name) =>
      text(name)
        .split(/[\n,]+/)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    count: (table) => Number(text(`${table}.count`) || '0'),
    entries: () =>
      [...values]
        .filter(([name]) => !name.endsWith('.count'))
        .flatMap(([name, all]) => all.map((value): [string, string] => [name, value])),
  }
}

/** The fields of a sent form; files are none of ours. */
export const readTyped = async (c: Context<SiteEnv>): Promise<Typed> => {
  const form = await readFormData(c)
  return typedFrom(
    [...form.entries()].flatMap(([name, value]) =>
      // Browsers send lines separated by CR and LF (HTML, "constructing the entry list").
      typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')] as const] : [],
    ),
  )
}
