import { Hono } from 'hono'
import { csvOf } from '../../../packages/api/src/http/lists.ts'
import { behindFront, streamed } from '../../../packages/functions/src/front.ts'

type Row = { number: number; name: string }

const columns = [
  { name: 'number', cell: ({ number }: Row) => number },
  { name: 'name', cell: ({ name }: Row) => name },
]
const pageRows = 100

/** Lists of any length, with which no engine has to be filled: `/list?rows=200000`, and broken off at `&fails=150000`. */
const app = new Hono().get('/list', (c) => {
  const [rows, fails] = [Number(c.req.query('rows')), Number(c.req.query('fails') ?? Infinity)]
  const read = async (cursor: string | undefined) => {
    const from = Number(cursor ?? 0)
    if (from >= fails) throw new Error('The engine is gone')
    const items = Array.from({ length: pageRows }, (_, at) => ({ number: from + at, name: 'Ada Lovelace '.repeat(3) }))
    return from + pageRows < rows ? { items, next: String(from + pageRows) } : { items }
  }
  return csvOf(c, 'list', columns, read, undefined)
})

export const handler = streamed(behindFront(process.env.LECTERN_SECRET ?? '', app))
