// Recordings and handouts of a class's sessions: what there is, and the ways to add more.
import { type Event, sessionsOf } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import {
  addMaterial,
  changeMaterial,
  findMaterial,
  isPublished,
  latestSession,
  listMaterials,
  MaterialChange,
  NewMaterial,
  restoreMaterial,
  withdrawMaterial,
} from '@lectern/core/materials'
import { notFound } from '@lectern/core/platform'
import { ConfirmDelete } from '../../components/confirm-delete.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { type Errors, readAs, summaryOf } from '../../forms/errors.ts'
import { definePages, done, recorded, why } from '../../forms/pages.ts'
import { type Typed, typedFrom } from '../../forms/typed.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { contentPolicy } from '../../middleware/security-headers.ts'
import type { Request } from '../site-page.tsx'
import { type ChangeTried, MaterialList, NotPublished } from './list-materials.tsx'
import { addressOfMaterials, Deleted } from './materials-parts.tsx'
import { DropFiles, LinkForm } from './post-materials.tsx'
import { showTeach, statusOf, taughtEvent } from './teach-page.tsx'

const soon = 'Added. Attendees see it in 10 minutes. You can still delete it before then.'

const flashes = {
  added: soon,
  uploaded: soon,
  changed: 'Saved.',
  removed: 'Deleted. No one had seen it yet.',
  deleted: 'Deleted. You can undo this for 10 minutes.',
  restored: 'Restored.',
} as const

const fields = ['kind', 'session', 'title', 'link'] as const

const blank = (event: Event, now: string): Typed =>
  typedFrom([
    ['kind', event.recording === 'never' ? 'handout' : 'recording'],
    ['session', latestSession(event, now)?.id ?? ''],
  ])

/** What was typed into some fields, without those that were left empty. */
const given = (typed: Typed, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, typed.text(name)] as const).filter(([, text]) => text !== ''))

type Seen = { link?: { typed: Typed; errors: Errors }; tried?: ChangeTried; status?: 200 | 400 | 409 }

/** `/teach/:slug/materials` */
export const materialPages = definePages({ who: 'teacher' }, (app, services) => {
  const { table, files, paymentOrigins } = services

  const show = async (c: Request, event: Event, { link, tried, status = 200 }: Seen = {}) => {
    const { now } = c.var
    const session = sessionsOf(event).find(({ id }) => id === c.req.query('session'))?.id
    const materials = await listMaterials(table, event.slug)
    const ofTried =
      tried &&
      summaryOf(new Map([...tried.errors].map(([field, words]) => [field === '' ? '' : `${tried.id}-${field}`, words])))
    // From here alone a script may send something to the store.
    c.header('Content-Security-Policy', contentPolicy(paymentOrigins, [files.origin]))
    return showTeach(
      c,
      { event, tab: 'materials', title: 'Materials', flash: flashOf(c, flashes), errors: link?.errors, status },
      <>
        {event.recording === 'never' && <Notice>This event isn’t recorded, so you can only add handouts.</Notice>}
        <ErrorSummary errors={ofTried} />
        {sessionsOf(event).length === 0 ? (
          <Notice>Add a session to this event first. Recordings and handouts belong to a session.</Notice>
        ) : (
          <>
            <Deleted event={event} materials={materials} now={now} />
            <NotPublished event={event} materials={materials} now={now} tried={tried} />
            <DropFiles event={event} materials={materials} now={now} session={session} />
          </>
        )}
        <MaterialList event={event} materials={materials} now={now} />
        {sessionsOf(event).length > 0 && <LinkForm event={event} now={now} typed={link?.typed ?? blank(event, now)} />}
      </>,
    )
  }

  app.page('/teach/:slug/materials', { audit: why.impersonal }, async (c) => show(c, await taughtEvent(c, services)))

  app.form(
    '/teach/:slug/materials',
    {
      audit: recorded('material.add', 'event:{slug}', { everyone: true }),
      again: async (c, link) => show(c, await taughtEvent(c, services), { link, status: statusOf(link.problem) }),
    },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const { actor, now } = c.var
      const asked = readAs(NewMaterial, given(typed, fields))
      await addMaterial(services, event.slug, asked, { by: requirePerson(actor).id, now })
      return done(`${addressOfMaterials(event)}?done=added`)
    },
  )

  app.page('/teach/:slug/materials/:id/remove', { audit: why.impersonal }, async (c) => {
    const event = await taughtEvent(c, services)
    const material = await findMaterial(table, event.slug, c.req.param('id'))
    if (material?.state !== 'there') throw notFound('material')
    const title = `Delete ${material.title}?`
    return showTeach(
      c,
      { event, tab: 'materials', title },
      <ConfirmDelete
        title={title}
        action={`${addressOfMaterials(event)}/${material.id}/remove`}
        back={addressOfMaterials(event)}
      >
        {isPublished(material, c.var.now)
          ? 'Attendees lose access right away. You can undo this for 10 minutes.'
          : 'No one has seen it yet. You can’t undo this.'}
      </ConfirmDelete>,
    )
  })

  app.form(
    '/teach/:slug/materials/:id',
    {
      audit: recorded('material.change', '{id}', { everyone: true }),
      again: async (c, { typed, errors, problem }) => {
        const tried = { id: c.req.param('id') ?? '', typed, errors }
        return show(c, await taughtEvent(c, services), { tried, status: statusOf(problem) })
      },
    },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const change = readAs(MaterialChange, { ...given(typed, ['kind', 'session']), title: typed.text('title') })
      await changeMaterial(table, event.slug, c.req.param('id'), change, c.var.now)
      return done(`${addressOfMaterials(event)}?done=changed`)
    },
  )

  app.form(
    '/teach/:slug/materials/:id/remove',
    { audit: recorded('material.remove', '{id}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      const undoable = await withdrawMaterial(services, event.slug, c.req.param('id'), c.var.now)
      return done(`${addressOfMaterials(event)}?done=${undoable ? 'deleted' : 'removed'}`)
    },
  )

  app.form(
    '/teach/:slug/materials/:id/restore',
    { audit: recorded('material.restore', '{id}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      await restoreMaterial(services, event.slug, c.req.param('id'))
      return done(`${addressOfMaterials(event)}?done=restored`)
    },
  )
})
