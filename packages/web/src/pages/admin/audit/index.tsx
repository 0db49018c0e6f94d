// Who read or changed what.
import { type AuditEntry, auditActions, findPersonById, listAudit } from '@lectern/core/identity'
import type { Table as DataTable } from '@lectern/core/platform'
import { cutText } from '@lectern/core/platform'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type Declared, declarePages, recorded } from '../../../forms/pages.ts'
import { addressOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentWords, organizerZoneWords } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'

/** The admin page of what an entry is about, when it has one. */
const pageOf = (subject: string): string | undefined => {
  if (/^per_\w+$/.test(subject)) return `/admin/people/${subject}`
  if (/^ord_\w+$/.test(subject)) return `/admin/orders/${subject}`
  const [, kind, slug] = /^(event|course|instructor):([\w-]+)$/.exec(subject) ?? []
  return kind === undefined ? undefined : `/admin/${kind}s/${slug}`
}

const Subject = ({ subject }: { subject: string }) => {
  const href = pageOf(subject)
  return href === undefined ? (
    <span class="font-mono text-xs break-all">{subject}</span>
  ) : (
    <a class="text-link font-mono text-xs break-all" href={href}>
      {subject}
    </a>
  )
}

const by: Record<AuditEntry['actorKind'], string> = {
  session: 'on a page',
  'api-key': 'by API key',
  system: 'by itself',
}

const columnsWith = (names: ReadonlyMap<string, string>): Column<AuditEntry>[] => [
  { key: 'what', label: 'What', cell: ({ action }) => auditActions[action] ?? action },
  { key: 'about', label: 'About', cell: ({ subject }) => <Subject subject={subject} /> },
  {
    key: 'who',
    label: 'Who',
    cell: ({ actorId, actorKind }) => (
      <>
        <a class="text-link break-words" href={`/admin/audit?actor=${encodeURIComponent(actorId)}`}>
          {names.get(actorId) ?? actorId}
        </a>
        <span class="block text-muted">{by[actorKind]}</span>
      </>
    ),
  },
  { key: 'at', label: 'When', cell: ({ at }) => momentWords(at) },
]

/** The names of those who are still somebody; few people work here. */
const namesOf = async (table: DataTable, entries: readonly AuditEntry[]): Promise<Map<string, string>> => {
  const ids = [...new Set(entries.map(({ actorId }) => actorId))]
  const found = await Promise.all(ids.map((id) => findPersonById(table, id)))
  return new Map(found.flatMap((person) => (person ? [[person.id, person.name]] : [])))
}

/** `/admin/audit`: the newest first, by whom and about what. */
export const auditPages = ({ table, realNow }: Pick<SiteServices, 'table' | 'realNow'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/audit' })
  app.page('/', { audit: recorded('audit.read', 'audit') }, async (c) => {
    const asked = (name: string) => cutText(c.req.query(name)?.trim() ?? '', 200) || undefined
    const [actor, subject] = [asked('actor'), asked('subject')]
    const page = await listAudit(table, { actor, subject, cursor: c.req.query('cursor'), limit: 50 }, realNow())
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading size="work" title="Audit log">
          Who read or changed what, the newest first. Kept for two years, without names. Times in{' '}
          {organizerZoneWords(c.var.now)} time.
        </PageHeading>
        <FilterForm
          action="/admin/audit"
          label="Find entries"
          clear={actor === undefined && subject === undefined ? undefined : '/admin/audit'}
        >
          <TextInput name="actor" label="Who" hint="An id: per_…" optional="unsaid" value={actor} />
          <TextInput
            name="subject"
            label="About"
            hint="per_…, ord_…, event:5w22, people"
            optional="unsaid"
            value={subject}
          />
        </FilterForm>
        <Panel flush>
          <Table
            caption="Entries, newest first"
            columns={columnsWith(await namesOf(table, page.items))}
            rows={page.items}
            rowId={({ id }) => id}
            empty="Nothing is recorded here."
          />
        </Panel>
        <Pagination address={addressOf(c)} next={page.next} />
      </div>
    )
    return showAdmin(c, table, { title: 'Audit log', nav: 'audit' }, body)
  })
  return app.pages
}
