import { type Course, type Instructor, recordRevision, slugFrom } from '@lectern/core/catalog'
import { cutText, type Table as DataTable, notFound, Problem, pageOfAll } from '@lectern/core/platform'
import type { Child } from 'hono/jsx'
import type * as z from 'zod'
import { ButtonLink } from '../../../components/button.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Errors, errorsOf, noErrors, parseTyped, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import { type Typed, typedFrom } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { AdminNav } from '../../../layout/navigation.ts'
import type { ListColumn } from '../../../lists/columns.ts'
import { search } from '../../../lists/filters.tsx'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { RecordEditor, type RecordField } from './record-editor.tsx'

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
  fields: readonly RecordField[]
  /** Whose text makes the address. */
  nameField: string
  nameOf: (record: T) => string
  columns: readonly ListColumn<T>[]
  list: (table: DataTable) => Promise<T[]>
  find: (table: DataTable, slug: string) => Promise<T | undefined>
  create: (table: DataTable, record: T) => Promise<T>
  /** @param seen  the revision that the form was filled from */
  save: (table: DataTable, record: T, seen: string) => Promise<T>
  /** Refuses while events name it. */
  remove: (table: DataTable, slug: string) => Promise<void>
  /** What belongs beside the editor of a record that there is. */
  note?: (record: T) => Child
}

const flashes = { saved: 'Saved.', deleted: 'Deleted.' }

const DeleteForm = ({ action, noun }: { action: string; noun: string }) => (
  <Panel title={`Delete this ${noun}`}>
    <form method="post" action={action} class="grid justify-items-start gap-3">
      <p class="text-sm text-muted">You can’t undo this. Remove it from its events first.</p>
      <SubmitButton look="danger" busy="Deleting…">
        {`Delete this ${noun}`}
      </SubmitButton>
    </form>
  </Panel>
)

/** The list and the editor of a simple record. */
export const recordPages = <T extends Course | Instructor>(
  { table }: SiteServices,
  kind: RecordKind<T>,
): Declared[] => {
  const app = declarePages({ who: 'admin', at: kind.path })
  const { path, nav, words, fields } = kind

  const valuesOf = (record: T): Typed =>
    typedFrom([
      ['revision', recordRevision(record)],
      ['slug', record.slug],
      ...fields.map(({ name }) => [name, String((record as Record<string, unknown>)[name] ?? '')] as const),
    ])

  const edit = (
    c: AdminContext,
    typed: Typed,
    saved: T | undefined,
    errors: Errors = noErrors,
    status: 200 | 400 | 409 = 200,
  ) => {
    const title = saved ? kind.nameOf(saved) : words.new
    const body = (
      <div class="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
        <RecordEditor
          title={title}
          action={saved ? `${path}/${saved.slug}` : `${path}/new`}
          isNew={saved === undefined}
          prefix={kind.prefix}
          fields={fields}
          typed={typed}
        >
          {saved ? (kind.note?.(saved) ?? words.about) : words.about}
        </RecordEditor>
        {saved && <DeleteForm action={`${path}/${saved.slug}/delete`} noun={kind.noun} />}
      </div>
    )
    return showAdmin(c, table, { title, nav, status, flash: flashOf(c, flashes), errors }, body)
  }

  const read = (typed: Typed, slug: string) =>
    parseTyped(kind.schema, {
      slug,
      ...Object.fromEntries(fields.map(({ name }) => [name, typed.text(name)]).filter(([, text]) => text !== '')),
      [kind.nameField]: typed.text(kind.nameField),
    })

  const records = defineList({
    filters: { q: search('Search', { most: 120 }) },
    list: (c, { q }): List<T> => ({
      title: words.many,
      nav,
      flash: flashOf(c, flashes),
      make: (
        <ButtonLink size="small" look="primary" href={`${path}/new`}>
          {words.new}
        </ButtonLink>
      ),
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

  app.page('/', { audit: why.impersonal }, listPage(table, records))

  app.page('/new', { audit: why.impersonal }, (c) => edit(c, typedFrom([]), undefined))

  app.form('/new', { audit: recorded(`${kind.noun}.create`, `${kind.noun}:{made}`) }, async (c, typed) => {
    const slug = typed.text('slug') || slugFrom(typed.text(kind.nameField))
    const parsed = read(typed, slug)
    if (!parsed.ok) return again(edit(c, typed, undefined, errorsOf(parsed.errors), 400))
    try {
      await kind.create(table, parsed.value)
    } catch (error) {
      return again(edit(c, typed, undefined, errorsOf(refusalOf(error)), 409))
    }
    return done(`${path}/${slug}?done=saved`)
  })

  const get = async (slug: string): Promise<T> => {
    const saved = await kind.find(table, slug)
    if (!saved) throw notFound(words.one)
    return saved
  }

  /** Someone saved in between: the form stays as it was typed, and may be saved over what is there now. */
  const showConflict = (c: AdminContext, typed: Typed, saved: T) => {
    const now = valuesOf(saved)
    const found = fields
      .filter(({ name }) => now.text(name) !== typed.text(name))
      .map(({ name, label }) => `${label}: “${cutText(now.text(name), 80)}”`)
    const message = `Someone else just edited this. Here’s what differs from your form: ${found.join('; ') || 'nothing'}. Save again to replace it with yours.`
    const renewed: Typed = { ...typed, text: (name) => (name === 'revision' ? now.text(name) : typed.text(name)) }
    return edit(c, renewed, saved, new Map([['', message]]), 409)
  }

  app.page('/:slug', { audit: why.impersonal }, async (c) => {
    const saved = await get(c.req.param('slug'))
    return edit(c, valuesOf(saved), saved)
  })

  app.form('/:slug', { audit: recorded(`${kind.noun}.change`, `${kind.noun}:{slug}`) }, async (c, typed) => {
    const saved = await get(c.req.param('slug'))
    const parsed = read(typed, saved.slug)
    if (!parsed.ok) return again(edit(c, typed, saved, errorsOf(parsed.errors), 400))
    try {
      await kind.save(table, parsed.value, typed.text('revision'))
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'catalog.changed') throw error
      return again(showConflict(c, typed, await get(saved.slug)))
    }
    return done(`${path}/${saved.slug}?done=saved`)
  })

  app.form('/:slug/delete', { audit: recorded(`${kind.noun}.delete`, `${kind.noun}:{slug}`) }, async (c) => {
    const saved = await get(c.req.param('slug'))
    try {
      await kind.remove(table, saved.slug)
    } catch (error) {
      return again(edit(c, valuesOf(saved), saved, errorsOf(refusalOf(error)), 409))
    }
    return done(`${path}?done=deleted`)
  })
  return app.pages
}
