import { rowsOf, type Typed } from './typed.ts'

/** A table of fields, shown as a whole. */
type Rows = { table: string; label: string; columns: readonly string[] }

const quoted = (text: string): string => {
  if (text === '') return 'empty'
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text.replaceAll(/\n+/g, ', ')}”`
}

const sameRows = (typed: Typed, saved: Typed, { table, columns }: Rows): boolean =>
  [...new Set([...rowsOf(typed, table), ...rowsOf(saved, table)])].every((row) =>
    columns.every((column) => typed.text(`${row}.${column}`) === saved.text(`${row}.${column}`)),
  )

/**
 * What is saved now, where it differs from what was typed: `Title: “The new one”`, `Tickets: 3, different from yours`.
 * @param labels  by the names of fields; fields that repeat are shown with all their values
 */
export const differences = (
  typed: Typed,
  saved: Typed,
  labels: Readonly<Record<string, string>>,
  tables: readonly Rows[] = [],
): string[] => {
  const held = (form: Typed, name: string) =>
    form.values(name).length > 1 ? form.all(name).join(', ') : form.text(name)
  return [
    ...Object.entries(labels).flatMap(([name, label]) =>
      held(typed, name) === held(saved, name) ? [] : [`${label}: ${quoted(held(saved, name))}`],
    ),
    ...tables.flatMap((rows) =>
      sameRows(typed, saved, rows) ? [] : [`${rows.label}: ${saved.count(rows.table)}, different from yours`],
    ),
  ]
}
