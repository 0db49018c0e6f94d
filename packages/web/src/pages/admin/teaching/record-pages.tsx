import { type Course, type Instructor, recordRevision } from '@lectern/core/catalog'
import { type Table as DataTable, type Instant, notFound, pageOfAll } from '@lectern/core/platform'
import type * as z from 'zod'
import { ButtonLink } from '../../../components/button.tsx'
import { ConfirmDelete } from '../../../components/confirm-delete.tsx'
import { Way } from '../../../components/link.tsx'
import { Panel } from '../../../components/panel.tsx'
import { differences } from '../../../forms/differences.ts'
import { readAs } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, overSaved, type Refused, recorded, why } from '../../../forms/pages.ts'
import { optional, type Typed, typedFrom } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { AdminNav } from '../../../layout/navigation.ts'
import type { ListColumn } from '../../../lists/columns.ts'
import { search } from '../../../lists/filters.tsx'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { PicturePart } from '../picture-fields.tsx'
import { RecordEditor, type RecordField, SaveRecord } from './record-editor.tsx'

/** Without an address it gets one of its own. */
type New<T> = Omit<T, 'slug'> & { slug?: string | undefined }

/** Something simple that organizers keep: a course, an instructor. */
export type RecordKind<T extends Course | Instructor> = {
  path: string
  nav: AdminNav
  words: { one: string; many: string; new: string; about: string; empty: string }
  /** Before the slug in the address of its public page. */
  prefix: string
  /** What the audit log calls it. */
  noun: 'course' | 'instructor'
  schema: z.ZodType<T>
  newSchema: z.ZodType<New<T>>
  fields: readonly RecordField[]
  /** Whose text makes the address. */
  nameField: string
  nameOf: (record: T) => string
  columns: readonly ListColumn<T>[]
  list: (table: DataTable) => Promise<T[]>
  find: (table: DataTable, slug: string) => Promise<T | undefined>
  create: (table: DataTable, record: New<T>) => Promise<T>
  /** @param seen  the revision that the form was filled from */
  save: (table: DataTable, record: T, seen: string) => Promise<T>
  /** Refuses while events name it. */
  remove: (table: DataTable, slug: string, now: Instant) => Promise<void>
}

const flashes = { saved: 'Saved.', deleted: 'Deleted.' }

const DeletePanel = ({ own, noun }: { own: string; noun: string }) => (
  <Panel title={`Delete this ${noun}`}>
    <p class="text-sm text-muted">You can’t undo this. Remove it from its events first.</p>
    <div>
      <ButtonLink href={`${own}/delete`} look="danger">{`Delete this ${noun}…`}</ButtonLink>
    </div>
  </Panel>
)

const Below = ({ of, own, noun }: { of: Course | Instructor; own: string; noun: string }) => (
  <>
    <Panel title="Picture">
      <PicturePart of={of} />
    </Panel>
    <DeletePanel own={own} noun={noun} />
  </>
)

/** The list and the editor of a simple record. */
export const recordPages = <T extends Course | Instructor>(
  { table }: SiteServices,
  kind: RecordKind<T>,
): Declared[] => {
  const { path, nav, words, fields } = kind

  const valuesOf = (record: T): Typed =>
    typedFrom([
      ['revision', recordRevision(record)],
      ['slug', record.slug],
      ...fields.map(({ name }) => [name, String((record as Record<string, unknown>)[name] ?? '')] as const),
    ])

  const edit = (c: AdminContext, saved: T | undefined, shown: Partial<Refused> & { typed: Typed }) => {
    const own = `${path}/${saved?.slug ?? 'new'}`
    return showAdmin(
      c,
      table,
      {
        title: saved ? kind.nameOf(saved) : words.new,
        nav,
        flash: flashOf(c, flashes),
        actions: <SaveRecord />,
        about: words.about,
        form: { action: own, below: saved && <Below of={saved} own={own} noun={kind.noun} /> },
        narrow: true,
        ...shown,
      },
      <RecordEditor isNew={saved === undefined} prefix={kind.prefix} fields={fields} />,
    )
  }

  const read = <R,>(schema: z.ZodType<R>, typed: Typed, slug: string | undefined): R =>
    readAs(schema, {
      slug,
      ...Object.fromEntries(fields.map(({ name }) => [name, typed.text(name)]).filter(([, text]) => text !== '')),
      [kind.nameField]: typed.text(kind.nameField),
    })

  const get = async (c: AdminContext): Promise<T> => {
    const saved = await kind.find(table, partOf(c, 'slug'))
    if (!saved) throw notFound(words.one)
    return saved
  }

  /** Where someone saved in between, with what is there now. */
  const editAgain = async (c: AdminContext, refused: Refused) => {
    const saved = await get(c)
    if (refused.problem.code !== 'catalog.changed') return edit(c, saved, refused)
    const now = valuesOf(saved)
    const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
    const found = differences(refused.typed, now, labels)
    const message = `Someone else just edited this. Here’s what differs from your form: ${found.join('; ') || 'nothing'}. Save again to replace it with yours.`
    return edit(c, saved, overSaved(refused, now.text('revision'), message))
  }

  const records = defineList({
    filters: { q: search('Search', { most: 120 }) },
    list: (c, { q }): List<T> => ({
      title: words.many,
      nav,
      flash: flashOf(c, flashes),
      make: <Way href={`${path}/new`} label={words.new} primary />,
      caption: words.many,
      columns: kind.columns,
      rowId: ({ slug }) => `record-${slug}`,
      empty: { title: `No ${words.many.toLowerCase()} yet`, words: words.empty },
      read: async (page) => {
        const all = await kind.list(table)
        const found = all.filter((record) => kind.nameOf(record).toLowerCase().includes(q.toLowerCase()))
        return pageOfAll(found, ({ slug }) => slug, page)
      },
      onPage: 100,
      file: words.many.toLowerCase(),
    }),
  })

  const app = declarePages({ who: 'admin', at: path, again: editAgain })

  app.page('/', { audit: why.impersonal }, listPage(table, records))

  app.page('/new', { audit: why.impersonal }, (c) => edit(c, undefined, { typed: typedFrom([]) }))

  app.form(
    '/new',
    {
      audit: recorded(`${kind.noun}.create`, `${kind.noun}:{made}`),
      again: (c, refused) => edit(c, undefined, refused),
    },
    async (_, typed) => {
      const { slug } = await kind.create(table, read(kind.newSchema, typed, optional(typed.text('slug'))))
      return done(`${path}/${slug}?done=saved`)
    },
  )

  app.page('/:slug', { audit: why.impersonal }, async (c) => {
    const saved = await get(c)
    return edit(c, saved, { typed: valuesOf(saved) })
  })

  app.form('/:slug', { audit: recorded(`${kind.noun}.change`, `${kind.noun}:{slug}`) }, async (c, typed) => {
    const { slug } = await get(c)
    await kind.save(table, read(kind.schema, typed, slug), typed.text('revision'))
    return done(`${path}/${slug}?done=saved`)
  })

  app.page('/:slug/delete', { audit: why.impersonal }, async (c) => {
    const saved = await get(c)
    const own = `${path}/${saved.slug}`
    const title = `Delete ${kind.nameOf(saved)}?`
    return showAdmin(
      c,
      table,
      { title, nav, narrow: true },
      <ConfirmDelete title={title} action={`${own}/delete`} back={own}>
        The page at {kind.prefix}
        {saved.slug} is gone for everyone right away. You can’t undo this.
      </ConfirmDelete>,
    )
  })

  app.form(
    '/:slug/delete',
    {
      audit: recorded(`${kind.noun}.delete`, `${kind.noun}:{slug}`),
      again: async (c, refused) => {
        const saved = await get(c)
        return edit(c, saved, { ...refused, typed: valuesOf(saved) })
      },
    },
    async (c) => {
      await kind.remove(table, (await get(c)).slug, c.var.now)
      return done(`${path}?done=deleted`)
    },
  )
  return app.pages
}
