import { entity, type Instant, notFound, type PendingWrite, put, remove, type Table } from '../platform/index.ts'
import type { SessionMaterial } from './session-material.ts'

const text = { type: 'string' } as const
const required = { type: 'string', required: true } as const

const sessionMaterials = entity({
  model: { entity: 'session-material', version: '1', service: 'lectern' },
  attributes: {
    id: required,
    event: required,
    session: required,
    kind: { type: ['recording', 'handout'] as const, required: true },
    title: required,
    link: text,
    file: {
      type: 'map',
      properties: {
        filename: required,
        bytes: { type: 'number', required: true },
        type: required,
        key: required,
      },
    },
    addedAt: required,
    by: required,
    state: { type: ['awaiting', 'there'] as const, required: true },
  },
  indexes: {
    // One partition for each event: those who teach it alone write it.
    ofEvent: {
      pk: { field: 'pk', composite: ['event'], template: 'materials#${event}', casing: 'none' },
      sk: { field: 'sk', composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
})

export const pendingNewMaterial = (table: Table, material: SessionMaterial): PendingWrite =>
  put('session-material', sessionMaterials(table).create(material).params())

/** Writes that a file came that was awaited; refused as `session-material` when it was seen or taken away meanwhile. */
export const pendingMaterialArrival = (table: Table, material: SessionMaterial, now: Instant): PendingWrite =>
  put(
    'session-material',
    sessionMaterials(table)
      .put({ ...material, state: 'there', addedAt: now })
      .where(({ state }, { eq }) => eq(state, 'awaiting'))
      .params(),
  )

export const pendingMaterialRemoval = (table: Table, { event, id }: { event: string; id: string }): PendingWrite =>
  remove('session-material', sessionMaterials(table).delete({ event, id }).params())

/** One of an event. One read. @throws Problem not-found, also for one of another event */
export const getMaterial = async (table: Table, event: string, id: string): Promise<SessionMaterial> => {
  const { data } = await sessionMaterials(table).get({ event, id }).go({ consistent: true })
  if (!data) throw notFound('material')
  return data
}

/** All of an event, awaited ones too, in the order in which they were added. One query. */
export const listMaterials = async (table: Table, event: string): Promise<SessionMaterial[]> => {
  const { data } = await sessionMaterials(table).query.ofEvent({ event }).go({ pages: 'all' })
  return data
}
