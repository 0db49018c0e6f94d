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
  /** On a card: `bare` says what it is by itself, `end` is beside the name, `off` is left out; others say their label. */
  card?: 'bare' | 'end' | 'off'
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

type SortLinkProps = { address: string; name: string; label: string; sort?: string }

const SortLink = ({ address, name, label, sort }: SortLinkProps) => {
  const next = sort === name ? `-${name}` : name
  const arrow = sort === name ? '↑' : sort === `-${name}` ? '↓' : ''
  return (
    <a href={withParameters(address, { sort: next })}>
      <span class="text-link">{label}</span>
      <span aria-hidden="true">{arrow}</span>
    </a>
  )
}

const looks = { bare: '', end: 'to-end', off: 'card-off' } as const

const lookOf = ({ align, card }: Pick<Column<unknown>, 'align' | 'card'>): string | undefined =>
  [align === 'end' && 'r', card && looks[card]].filter(Boolean).join(' ') || undefined

/**
 * A dense table of the admin's. On wide screens it scrolls sideways in its own frame where it must, reachable by keyboard; on
 * phones each row is a card, its name and its sum on the first line.
 */
export const Table = <Row,>({ caption, columns, rows, rowId, address, sort, empty }: TableProps<Row>) => {
  const header = columns.find((column) => column.rowHeader)?.key ?? columns[0]?.key
  const order = (key: string) => (sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined)
  return (
    <section class="table-scroll" tabindex={0} aria-label={caption}>
      <table class="table">
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.align === 'end' ? 'r' : undefined} aria-sort={order(column.key)}>
                {column.sortable === true && address !== undefined ? (
                  <SortLink address={address} name={column.key} label={column.label} sort={sort} />
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr id={rowId?.(row)}>
              {columns.map((column) =>
                column.key === header ? (
                  <th scope="row" class={lookOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td class={lookOf(column)} data-label={column.card === undefined ? column.label : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td class="table-none" colspan={columns.length}>
                {empty ?? 'No results.'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
