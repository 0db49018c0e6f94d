import { addSeconds, entity, findOne, type Instant, required, type Table } from '../platform/index.ts'

/** How far a sweep over old items has come, so that no run reads them from the beginning. */
const sweeps = entity({
  name: 'sweep',
  attributes: {
    name: required.text,
    /** The last item that was dealt with, by shard. */
    after: required.anyOf<Record<string, string>>(),
    restsUntil: required.text,
  },
  keys: {
    name: { pk: 'sweep#${name}', sk: 'sweep' },
  },
})

export type Sweep = { after: Record<string, string>; restsUntil: Instant }

export const findSweep = (table: Table, name: string): Promise<Sweep | undefined> =>
  findOne(sweeps(table).get({ name }), ({ after, restsUntil }) => ({ after, restsUntil }))

export const saveSweep = async (
  table: Table,
  sweep: { name: string; after: Sweep['after']; now: Instant; restSeconds: number },
): Promise<void> => {
  const restsUntil = addSeconds(sweep.now, sweep.restSeconds)
  await sweeps(table).put({ name: sweep.name, after: sweep.after, restsUntil }).go()
}
