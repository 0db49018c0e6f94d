import {
  entity,
  findOne,
  listAll,
  optional,
  orNotFound,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
} from '../platform/index.ts'
import type { SessionMaterial } from './session-material.ts'

/** Recording or handout of a session. */
const sessionMaterials = entity({
  name: 'session-material',
  attributes: {
    id: required.text,
    event: required.text,
    session: required.text,
    kind: { type: ['recording', 'handout'], required: true },
    title: required.text,
    link: optional.text,
    file: {
      type: 'map',
      properties: {
        filename: required.text,
        bytes: required.number,
        type: required.text,
        key: required.text,
        uploadId: optional.text,
        modified: optional.number,
      },
    },
    addedAt: required.text,
    publishesAt: optional.text,
    carried: optional.flag,
    by: required.text,
    source: { type: ['zoom'] },
    chapters: {
      type: 'list',
      items: { type: 'map', properties: { seconds: required.number, title: required.text } },
    },
    state: { type: ['awaiting', 'there', 'removed'], required: true },
    removedAt: optional.text,
  },
  keys: {
    // One partition for each event: only its teachers write it.
    ofEvent: { pk: 'materials#${event}', sk: '${id}' },
  },
})

export const pendingNewMaterial = (table: Table, material: SessionMaterial): PendingWrite =>
  put('session-material', sessionMaterials(table).create(material))

/** Writes one over another as it was read; refused as `session-material` when it was changed or taken away meanwhile. */
export const pendingMaterialChange = (
  table: Table,
  next: SessionMaterial,
  { state, addedAt, session, kind, title }: SessionMaterial,
): PendingWrite => put('session-material', sessionMaterials(table).put(next), { state, addedAt, session, kind, title })

/** Takes one away; refused as `session-material` when it is away already. */
export const pendingMaterialRemoval = (table: Table, { event, id }: { event: string; id: string }): PendingWrite =>
  remove('session-material', sessionMaterials(table).remove({ event, id }))

/** One of an event, if there is one. One read. */
export const findMaterial = (table: Table, event: string, id: string): Promise<SessionMaterial | undefined> =>
  findOne(sessionMaterials(table).get({ event, id }))

/** One of an event. One read. @throws Problem not-found, also for one of another event */
export const getMaterial = async (table: Table, event: string, id: string): Promise<SessionMaterial> =>
  orNotFound(await findMaterial(table, event, id), 'material')

/** All of an event, awaited ones too, in the order in which they were added. One query. */
export const listMaterials = (table: Table, event: string): Promise<SessionMaterial[]> =>
  listAll(sessionMaterials(table).query.ofEvent({ event }))
