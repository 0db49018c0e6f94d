// What a recording says: uploaded as a file, changed caption by caption, taken away.
import type { Event } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import {
  captionsText,
  changeCaptions,
  findCaptionsText,
  listMaterials,
  mostCaptionBytes,
  readChapters,
  readCues,
  removeCaptions,
  type SessionMaterial,
  saveCaptions,
  setChapters,
  takesCaptions,
} from '@lectern/core/materials'
import { notFound } from '@lectern/core/platform'
import { ButtonLink } from '../../components/button.tsx'
import { ConfirmDelete } from '../../components/confirm-delete.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { type Errors, errorsOf, noErrors, refusalOf, wrongField } from '../../forms/errors.ts'
import { again, definePages, done, fileFormBytes, recorded, why } from '../../forms/pages.ts'
import { readFormData } from '../../forms/read-form.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { watchAddress } from '../class/watch-address.ts'
import type { Request } from '../site-page.tsx'
import { addressOfCaptions, EditCaptions, EditChapters, RemoveCaptions, UploadCaptions } from './captions-parts.tsx'
import { type CueRow, lastPageOf, readRows, rowsOf, typedRows, withPage } from './read-cues.ts'
import { showTeach, taughtEvent } from './teach-page.tsx'

const flashes = {
  saved: 'Captions saved.',
  uploaded: 'Captions added. Check names and numbers, which are often misheard.',
  removed: 'Captions deleted.',
  chapters: 'Chapters saved.',
} as const

type Seen = { chapters?: string; errors?: Errors; rows?: CueRow[]; page?: number; status?: 200 | 400 | 409 }

const pageOf = (typed: string | undefined): number => {
  const page = Number(typed)
  return Number.isInteger(page) && page > 1 && page < 10_000 ? page - 1 : 0
}

/** `/teach/:slug/materials/:id/captions` */
export const captionPages = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services
  const path = '/teach/:slug/materials/:id/captions' as const

  const asked = async (c: Request): Promise<{ event: Event; material: SessionMaterial }> => {
    const event = await taughtEvent(c, services)
    const material = (await listMaterials(table, event.slug)).find(({ id }) => id === c.req.param('id'))
    if (!material || !takesCaptions(material)) throw notFound('material')
    return { event, material }
  }

  const show = async (c: Request, { event, material }: Awaited<ReturnType<typeof asked>>, seen: Seen = {}) => {
    const { errors = noErrors, status = 200 } = seen
    const found = await findCaptionsText(services, { event: event.slug, material: material.id })
    const cues = found ? await readCues(found.text) : []
    const page = Math.min(seen.page ?? pageOf(c.req.query('page')), lastPageOf(cues))
    const player = watchAddress(material)
    return showTeach(
      c,
      { event, tab: 'materials', title: `Captions for ${material.title}`, flash: flashOf(c, flashes), status, errors },
      <>
        <div class="flex flex-wrap items-center justify-between gap-3">
          <h2 class="text-2xl font-semibold wrap-anywhere">Captions for {material.title}</h2>
          <div class="flex flex-wrap gap-2">
            {player !== undefined && (
              <ButtonLink size="small" href={player}>
                Watch
              </ButtonLink>
            )}
            {found && <RemoveCaptions material={material} />}
          </div>
        </div>
        <ErrorSummary />
        {found && (
          <EditCaptions
            material={material}
            captions={found.captions}
            cues={cues}
            page={page}
            rows={seen.rows ?? rowsOf(cues, page)}
          />
        )}
        <UploadCaptions material={material} captions={found?.captions} />
        <EditChapters material={material} typed={seen.chapters} />
      </>,
    )
  }

  app.page(path, { audit: why.impersonal }, async (c) => show(c, await asked(c)))

  app.form(path, { audit: recorded('material.captions', '{id}', { everyone: true }) }, async (c, form) => {
    const of = await asked(c)
    const [event, material] = [of.event.slug, of.material.id]
    const [revision, page] = [Number(form.text('revision')), pageOf(form.text('page'))]
    const found = await findCaptionsText(services, { event, material })
    const all = found ? await readCues(found.text) : []
    const rows = typedRows(form, rowsOf(all, page))
    const { cues, errors } = readRows(rows)
    if (errors.size > 0) return again(show(c, of, { errors, rows, page, status: 400 }))
    try {
      const { actor, now } = c.var
      const next = { event, material, revision, by: requirePerson(actor).id, cues: withPage(all, page, cues) }
      await changeCaptions(services, next, now)
    } catch (error) {
      return again(show(c, of, { errors: errorsOf(refusalOf(error), () => ''), rows, page, status: 409 }))
    }
    return done(`${addressOfCaptions(of.material)}?done=saved&page=${page + 1}`)
  })

  app.form(
    `${path}/upload`,
    {
      audit: recorded('material.captions', '{id}', { everyone: true }),
      bodyLimit: fileFormBytes,
      again: async (c, { errors }) => show(c, await asked(c), { errors, status: 400 }),
    },
    async (c) => {
      const { event, material } = await asked(c)
      const form = await readFormData(c)
      const file = form.get('captions')
      if (!(file instanceof File) || file.size === 0) throw wrongField('captions', 'Choose a caption file')
      if (file.size > mostCaptionBytes) throw wrongField('captions', 'Choose a caption file up to 1 MB.')
      const { actor, now } = c.var
      const saving = { event: event.slug, material: material.id, by: requirePerson(actor).id }
      const revision = Number(form.get('revision') ?? 0)
      const vtt = captionsText(new Uint8Array(await file.arrayBuffer()))
      await saveCaptions(services, { ...saving, revision, vtt }, now)
      return done(`${addressOfCaptions(material)}?done=uploaded`)
    },
  )

  app.form(
    `${path}/chapters`,
    {
      audit: recorded('material.change', '{id}', { everyone: true }),
      again: async (c, { typed, errors }) =>
        show(c, await asked(c), { chapters: typed.text('chapters'), errors, status: 400 }),
    },
    async (c, typed) => {
      const { event, material } = await asked(c)
      await setChapters(table, event.slug, material.id, readChapters(typed.text('chapters')))
      return done(`${addressOfCaptions(material)}?done=chapters#chapters`)
    },
  )

  app.page(`${path}/remove`, { audit: why.impersonal }, async (c) => {
    const { event, material } = await asked(c)
    const title = `Delete the captions of ${material.title}?`
    return showTeach(
      c,
      { event, tab: 'materials', title },
      <ConfirmDelete title={title} action={`${addressOfCaptions(material)}/remove`} back={addressOfCaptions(material)}>
        Attendees lose them right away, and searches no longer find what was said. You can’t undo this.
      </ConfirmDelete>,
    )
  })

  app.form(`${path}/remove`, { audit: recorded('material.captions', '{id}', { everyone: true }) }, async (c) => {
    const { event, material } = await asked(c)
    await removeCaptions(services, { event: event.slug, material: material.id })
    return done(`${addressOfCaptions(material)}?done=removed`)
  })
})
