import { entity, notFound, type PendingWrite, put, remove, type Table } from '../platform/index.ts'
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
        uploadId: text,
        modified: { type: 'number' },
      },
    },
    addedAt: required,
    publishesAt: text,
    carried: { type: 'boolean' },
    by: required,
    source: { type: ['zoom'] as const },
    state: { type: ['awaiting', 'there', 'removed'] as const, required: true },
    removedAt: text,
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

/** Writes one over another as it was read; refused as `session-material` when it was changed or taken away meanwhile. */
export const pendingMaterialChange = (table: Table, next: SessionMaterial, was: SessionMaterial): PendingWrite =>
  put(
    'session-material',
    sessionMaterials(table)
      .put(next)
      .where(
        (field, { eq }) =>
          `${eq(field.state, was.state)} AND ${eq(field.addedAt, was.addedAt)} AND ${eq(field.session, was.session)}` +
          ` AND ${eq(field.kind, was.kind)} AND ${eq(field.title, was.title)}`,
      )
      .params(),
  )

/** Takes one away; refused as `session-material` when it is away already. */
export const pendingMaterialRemoval = (table: Table, { event, id }: { event: string; id: string }): PendingWrite =>
  remove(
    'session-material',
    sessionMaterials(table)
      .delete({ event, id })
      .where((field, { exists }) => exists(field.id))
      .params(),
  )

/** One of an event, if there is one. One read. */
export const findMaterial = async (table: Table, event: string, id: string): Promise<SessionMaterial | undefined> => {
  const { data } = await sessionMaterials(table).get({ event, id }).go({ consistent: true })
  return data ?? undefined
}

/** One of an event. One read. @throws Problem not-found, also for one of another event */
export const getMaterial = async (table: Table, event: string, id: string): Promise<SessionMaterial> => {
  const found = await findMaterial(table, event, id)
  if (!found) throw notFound('material')
  return found
}

/** All of an event, awaited ones too, in the order in which they were added. One query. */
export const listMaterials = async (table: Table, event: string): Promise<SessionMaterial[]> => {
  const { data } = await sessionMaterials(table).query.ofEvent({ event }).go({ pages: 'all' })
  return data
}
