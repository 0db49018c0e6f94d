// Who read or changed what.
import { type AuditEntry, auditActions, findPersonById, listAudit } from '@lectern/core/identity'
import type { Table as DataTable } from '@lectern/core/platform'
import { type Declared, declarePages, recorded } from '../../../forms/pages.ts'
import { formatOrganizerZone } from '../../../layout/moments.ts'
import { type ListColumn, moment, plain, rowsOn } from '../../../lists/columns.ts'
import { search } from '../../../lists/filters.tsx'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
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
  system: 'automatically',
}

type Named = { entry: AuditEntry; who: string }

const columns: ListColumn<Named>[] = [
  plain('what', 'What', ({ entry: { action } }) => auditActions[action] ?? action),
  {
    key: 'about',
    label: 'About',
    cell: ({ entry }) => <Subject subject={entry.subject} />,
    file: { About: ({ entry }) => entry.subject },
  },
  {
    key: 'who',
    label: 'Who',
    cell: ({ entry: { actorId, actorKind }, who }) => (
      <>
        <a class="text-link break-words" href={`/admin/audit?actor=${encodeURIComponent(actorId)}`}>
          {who}
        </a>
        <span class="block text-muted">{by[actorKind]}</span>
      </>
    ),
    file: { Who: ({ who }) => who, 'Who (id)': ({ entry }) => entry.actorId, How: ({ entry }) => by[entry.actorKind] },
  },
  moment('at', 'When', ({ entry }) => entry.at),
]

/** The names of those who are still someone; few people work here. */
export const namesOf = async (table: DataTable, people: readonly string[]): Promise<Map<string, string>> => {
  const found = await Promise.all([...new Set(people)].map((id) => findPersonById(table, id)))
  return new Map(found.flatMap((person) => (person ? [[person.id, person.name]] : [])))
}

/** `/admin/audit`: the newest first, by whom and about what. */
export const auditPages = ({ table, realNow }: Pick<SiteServices, 'table' | 'realNow'>): Declared[] => {
  const entries = defineList({
    filters: {
      actor: search('Who', { hint: 'An ID: per_…' }),
      subject: search('About', { hint: 'per_…, ord_…, event:5w22, people' }),
    },
    list: ({ var: { now } }, { actor, subject }): List<Named> => ({
      title: 'Audit log',
      nav: 'audit',
      about: `Who viewed or changed what, newest first. Kept for two years, without names. Times in ${formatOrganizerZone(now)} time.`,
      caption: 'Entries, newest first',
      columns,
      rowId: ({ entry }) => entry.id,
      empty: { title: 'Nothing recorded yet', words: 'What admins and instructors open or change appears here.' },
      read: async (page) => {
        const found = await listAudit(
          table,
          { actor: actor || undefined, subject: subject || undefined, ...page },
          realNow(),
        )
        return rowsOn(found, async (items) => {
          const names = await namesOf(
            table,
            items.map(({ actorId }) => actorId),
          )
          return items.map((entry) => ({ entry, who: names.get(entry.actorId) ?? entry.actorId }))
        })
      },
      file: 'audit',
    }),
  })
  const app = declarePages({ who: 'admin', at: '/admin/audit' })
  app.page('/', { audit: recorded('audit.read', 'audit') }, listPage(table, entries))
  return app.pages
}
