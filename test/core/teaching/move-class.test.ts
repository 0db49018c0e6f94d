import { createProduct, EventChange, findEvent, getEvent, NewProduct, publishEvent } from '@lectern/core/catalog'
import { listMaterials } from '@lectern/core/materials'
import { changeEvent, unpublishEvent } from '@lectern/core/registration'
import {
  createAssignment,
  findCertificateRule,
  listAssignments,
  moveClass,
  NewAssignment,
  setCertificateRule,
} from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, draftEvent, minutes, placed, start } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { aHandout, openFileStore } from '../../support/materials.ts'

const change = (desk: Pick<TestDesk, 'table'>, slug: string, named: unknown) =>
  changeEvent(desk.table, slug, EventChange.parse(named), minutes(1))

const assign = (desk: Pick<TestDesk, 'table'>, minute: number) => {
  const asked = { title: 'Work', instructions: 'Do it.', due: '2024-05-06T17:00', marking: { by: 'none' } }
  return createAssignment(desk.table, '5w22', NewAssignment.parse(asked), { by: 'per_james', now: minutes(minute) })
}

describe('the address of a draft', () => {
  test('changes with the rest of a save; what was prepared follows, and the old address is free', async () => {
    const desk = { ...(await openDesk()), files: await openFileStore() }
    const { table } = desk
    const before = await draftEvent(table)
    const handout = await aHandout(desk, before)
    const { id } = await assign(desk, 0)
    await setCertificateRule(table, '5w22', { attend: 4 })
    const moved = await change(desk, '5w22', { slug: 'spring', title: 'Spring class', revision: before.revision })
    expect(moved).toMatchObject({ slug: 'spring', title: 'Spring class', sessions: before.sessions, revision: 2 })
    expect(await getEvent(table, 'spring')).toEqual(moved)
    expect(await findEvent(table, '5w22')).toBeUndefined()
    // Someone makes another at the old address before the rest has followed.
    await draftEvent(table, { title: 'Another' })
    const later = await assign(desk, 2)
    expect(await drain(desk, minutes(3))).toEqual([])
    // The step may be done again.
    await moveClass(table, { from: '5w22', to: 'spring', movedAt: minutes(1) })
    expect(await listMaterials(table, 'spring')).toEqual([{ ...handout, event: 'spring' }])
    expect(await desk.files.find(handout.file?.key ?? '')).toBeDefined()
    expect((await listAssignments(table, 'spring')).map((one) => one.id)).toEqual([id])
    expect(await findCertificateRule(table, 'spring')).toEqual({ attend: 4 })
    expect(await listMaterials(table, '5w22')).toEqual([])
    expect((await listAssignments(table, '5w22')).map((one) => one.id)).toEqual([later.id])
    expect(await publishEvent(table, 'spring', minutes(4))).toMatchObject({ status: 'published' })
  })

  test('is refused where something is, where the site needs it, and on an older state', async () => {
    const desk = await openDesk()
    await draftEvent(desk.table)
    await aWebinar(desk.table)
    const book = { slug: 'book', title: 'Book', formats: [{ name: 'PDF', type: 'download', priceCents: 100 }] }
    await createProduct(desk.table, NewProduct.parse({ ...book, authors: ['Ada'] }), start)
    for (const slug of ['kpis', 'book', 'new']) {
      await expect(change(desk, '5w22', { slug })).rejects.toMatchObject({
        ...{ kind: 'conflict', code: 'catalog.slug-taken', details: { errors: [{ path: 'slug' }] } },
      })
    }
    await expect(change(desk, '5w22', { slug: 'x', revision: 7 })).rejects.toMatchObject({ code: 'catalog.changed' })
    const both = await Promise.allSettled(['one', 'two'].map((slug) => change(desk, '5w22', { slug })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('stays once it is published, or someone was registered', async () => {
    const desk = await openDesk()
    const stays = { kind: 'conflict', code: 'catalog.address-stays', details: { errors: [{ path: 'slug' }] } }
    await anEvent(desk.table)
    await expect(change(desk, '5w22', { slug: 'spring' })).rejects.toMatchObject(stays)
    expect(await change(desk, '5w22', { slug: '5w22', title: 'As it was' })).toMatchObject({ title: 'As it was' })
    await unpublishEvent(desk.table, '5w22', minutes(2))
    await publishEvent(desk.table, '5w22', minutes(3))
    const { seats } = await placed(desk, 'ada@example.com', '5w22:seat')
    expect(seats).toHaveLength(1)
    await expect(change(desk, '5w22', { slug: 'spring' })).rejects.toMatchObject(stays)
  })
})
