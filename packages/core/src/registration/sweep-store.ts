import { addSeconds, entity, type Instant, type Table } from '../platform/index.ts'

/** How far a sweep over old items has come, so that no run reads them from the beginning. */
const sweeps = entity({
  model: { entity: 'sweep', version: '1', service: 'lectern' },
  attributes: {
    name: { type: 'string', required: true },
    /** The last item that was dealt with, by shard. */
    after: { type: 'any', required: true },
    restsUntil: { type: 'string', required: true },
  },
  indexes: {
    name: {
      pk: { field: 'pk', composite: ['name'], template: 'sweep#${name}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'sweep', casing: 'none' },
    },
  },
})

export type Sweep = { after: Record<string, string>; restsUntil: Instant }

export const findSweep = async (table: Table, name: string): Promise<Sweep | undefined> => {
  const { data } = await sweeps(table).get({ name }).go({ consistent: true })
  return data ? { after: data.after as Sweep['after'], restsUntil: data.restsUntil } : undefined
}

export const keepSweep = async (
  table: Table,
  sweep: { name: string; after: Sweep['after']; now: Instant; restSeconds: number },
): Promise<void> => {
  const restsUntil = addSeconds(sweep.now, sweep.restSeconds)
  await sweeps(table).put({ name: sweep.name, after: sweep.after, restsUntil }).go()
}
