import { getPictured, type PictureShelf, pictureShelves, setPicture } from '@lectern/core/catalog'
import { focusPicture, mostPictureBytes, uploadPicture } from '@lectern/core/pictures'
import { type Declared, declarePages, done, type Refused, recorded, why } from '../../forms/pages.ts'
import { readFormData } from '../../forms/read-form.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../layout/admin-page.tsx'
import type { AdminNav } from '../../layout/navigation.ts'
import type { SiteServices } from '../../site.ts'
import { focusPoints, PictureForm, pictureAddress } from './picture-fields.tsx'

/** Where the editor of each kind of thing is, and what the audit log calls a change of it. */
const editors = {
  events: {
    nav: 'events',
    path: (slug) => `/admin/events/${slug}/edit`,
    audit: recorded('event.change', 'event:{slug}'),
  },
  titles: { nav: 'store', path: (slug) => `/admin/store/${slug}`, audit: recorded('product.change', 'product:{slug}') },
  courses: {
    nav: 'courses',
    path: (slug) => `/admin/courses/${slug}`,
    audit: recorded('course.change', 'course:{slug}'),
  },
  people: {
    nav: 'instructors',
    path: (slug) => `/admin/instructors/${slug}`,
    audit: recorded('instructor.change', 'instructor:{slug}'),
  },
} as const satisfies Record<
  PictureShelf,
  { nav: AdminNav; path: (slug: string) => string; audit: ReturnType<typeof recorded> }
>

/** `/admin/pictures/:shelf/:slug`: the uploaded picture of an event, a title, a course, or someone who teaches. */
export const picturePages = ({ table, pictures }: SiteServices): Declared[] =>
  pictureShelves.flatMap((shelf) => {
    const { nav, path, audit } = editors[shelf]
    const show = async (c: AdminContext, shownAgain: Partial<Refused> = {}) => {
      const slug = partOf(c, 'slug')
      const of = await getPictured(table, shelf, slug)
      const name = 'name' in of ? of.name : of.title
      const view = {
        title: 'Picture',
        nav,
        trail: [{ href: path(slug), label: name }, { label: 'Picture' }],
        about: `Shown wherever ${name} is: on pages, in emails, and where links are shared.`,
        flash: flashOf(c, { saved: 'Picture saved', removed: 'Picture removed' }),
        narrow: true,
      } as const
      return showAdmin(c, table, { ...view, ...shownAgain }, <PictureForm shelf={shelf} of={of} />)
    }
    const app = declarePages({ who: 'admin', at: '/admin/pictures', again: show })
    app.page(`/${shelf}/:slug`, { audit: why.impersonal }, (c) => show(c))
    app.form(`/${shelf}/:slug`, { audit, bodyLimit: mostPictureBytes + 1536 * 1024 }, async (c) => {
      const place = { shelf, slug: partOf(c, 'slug') }
      const form = await readFormData(c)
      const [file, chosen] = [form.get('picture'), form.get('focus')]
      const { x, y } = focusPoints[String(chosen)] ?? { x: 0.5, y: 0.5 }
      const { picture } = await getPictured(table, shelf, place.slug)
      // Browsers send an empty file without a name where none was chosen.
      const none = !(file instanceof File) || (file.size === 0 && file.name === '')
      if (none && picture) await focusPicture(table, place, { x, y }, c.var.now)
      else {
        const bytes = none ? new Uint8Array() : new Uint8Array(await file.arrayBuffer())
        await uploadPicture({ table, maker: pictures }, place, bytes, { x, y }, c.var.now)
      }
      return done(`${pictureAddress(shelf, place.slug)}?done=saved`)
    })
    app.form(`/${shelf}/:slug/remove`, { audit }, async (c) => {
      const slug = partOf(c, 'slug')
      await setPicture(table, shelf, slug, undefined, c.var.now)
      return done(`${pictureAddress(shelf, slug)}?done=removed`)
    })
    return app.pages
  })
