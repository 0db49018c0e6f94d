import type { Child } from 'hono/jsx'
import { withParameters } from './address.ts'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => Child
  /** Numbers and amounts are at the end of their cell. */
  align?: 'start' | 'end'
  sortable?: boolean
  /** Names the row for a screen reader; by default the first column. */
  rowHeader?: boolean
}

export type TableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId?: (row: Row) => string
  /** The page's path and query: sorting changes only `sort` in it ("name", or "-name" the other way round). */
  address?: string
  sort?: string
  empty?: Child
}

const edges = 'px-3 first:pl-5 last:pr-5 md:first:pl-6 md:last:pr-6'
const side = (align?: 'start' | 'end') => (align === 'end' ? 'text-right' : 'text-left')

type SortLinkProps = { address: string; name: string; label: string; sort?: string; align?: 'start' | 'end' }

const SortLink = ({ address, name, label, sort, align }: SortLinkProps) => {
  const next = sort === name ? `-${name}` : name
  const arrow = sort === name ? '↑' : sort === `-${name}` ? '↓' : ''
  return (
    <a
      class={`inline-flex gap-1 py-1 hover:text-base-content ${align === 'end' ? 'flex-row-reverse' : ''}`}
      href={withParameters(address, { sort: next })}
    >
      <span class="text-link">{label}</span>
      <span class="w-3 text-primary" aria-hidden="true">
        {arrow}
      </span>
    </a>
  )
}

/** A dense table of the admin's. On narrow screens it scrolls sideways in its own frame, reachable by keyboard. */
export const Table = <Row,>({ caption, columns, rows, rowId, address, sort, empty }: TableProps<Row>) => {
  const header = columns.find((column) => column.rowHeader)?.key ?? columns[0]?.key
  const order = (key: string) => (sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined)
  return (
    <section class="relative overflow-x-auto" tabindex={0} aria-label={caption}>
      <table class="nums w-full text-[0.9rem]">
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr class="border-b border-base-300 text-muted">
            {columns.map((column) => (
              <th
                scope="col"
                class={`${edges} py-2 font-medium whitespace-nowrap ${side(column.align)}`}
                aria-sort={order(column.key)}
              >
                {column.sortable === true && address !== undefined ? (
                  <SortLink address={address} name={column.key} label={column.label} sort={sort} align={column.align} />
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr class="border-b border-base-300 last:border-b-0 hover:bg-base-200" id={rowId?.(row)}>
              {columns.map((column) => {
                const Cell = column.key === header ? 'th' : 'td'
                return (
                  <Cell
                    scope={column.key === header ? 'row' : undefined}
                    class={`${edges} py-2.5 font-normal ${column.key === header ? 'min-w-36' : ''} ${side(column.align)}`}
                  >
                    {column.cell(row)}
                  </Cell>
                )
              })}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td class="px-5 py-10 text-center text-muted" colspan={columns.length}>
                {empty ?? 'No results.'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
