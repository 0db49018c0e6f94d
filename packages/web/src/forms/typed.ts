import type { Context } from 'hono'
import { tryGetContext } from 'hono/context-storage'
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
  faq: ['question', 'answer'],
  testimonials: ['quote', 'name', 'role'],
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

type Held = string | number | undefined

/**
 * What is saved, as its form holds it: a list repeats its name, rows of a table are named `tickets.0.name`, and what isn't there is
 * empty.
 */
export const typedOf = (
  saved: Readonly<Record<string, Held | readonly string[] | readonly Readonly<Record<string, Held>>[]>>,
): Typed => {
  const entry = (name: string, held: Held): [string, string] => [name, held === undefined ? '' : String(held)]
  return typedFrom(
    Object.entries(saved).flatMap(([name, held]) => {
      if (held === undefined || typeof held !== 'object') return [entry(name, held)]
      return held.flatMap((one, row) =>
        typeof one === 'string'
          ? [entry(name, one)]
          : Object.entries(one).map(([column, value]) => entry(`${name}.${row}.${column}`, value)),
      )
    }),
  )
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

type Env = { Variables: { typed: Typed | undefined } }

/** Gives a page's forms what they hold to its fields, which are far below it. */
export const giveTyped = (typed: Typed | undefined): void => tryGetContext<Env>()?.set('typed', typed)

/** What the forms of the page that is being shown hold, as it was typed or as it is saved; nothing on a page without any. */
export const shownTyped = (): Typed | undefined => tryGetContext<Env>()?.var.typed

/** What a field of the page that is being shown holds. */
export const typedAt = (name: string): string => shownTyped()?.text(name) ?? ''

/**
 * The rows of a table of fields: `tickets.0`, `tickets.1`.
 * @param spare  empty rows after those that are filled in, so that more can be written where no script runs
 * @param least  how many there are at least
 */
export const shownRows = (table: string, spare: number, least = 0): string[] =>
  rowNames(table, Math.max((shownTyped()?.count(table) ?? 0) + spare, least))

/** A text that may be left out. */
export const optional = (text: string): string | undefined => (text === '' ? undefined : text)

/** The rows of a table of fields that were filled in. */
export const rowsOf = (typed: Typed, table: string): string[] => rowNames(table, typed.count(table))

const rowNames = (table: string, length: number): string[] => Array.from({ length }, (_, index) => `${table}.${index}`)

/** The revision that a form was filled from; 0 for none. */
export const revisionIn = (typed: Typed): number => Number(/^\d{1,9}$/.exec(typed.text('revision'))?.[0] ?? '0')
