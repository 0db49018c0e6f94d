import { EmailAddress, findPersonByEmail, listPeople, type Person } from '@lectern/core/identity'
import type { Table } from '@lectern/core/platform'
import { Avatar } from '../../../components/avatar.tsx'
import { Badge } from '../../../components/badge.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { flashOf } from '../../../layout/admin-page.tsx'
import { type ListColumn, moment } from '../../../lists/columns.ts'
import { search } from '../../../lists/filters.tsx'
import { defineList, type List } from '../../../lists/list-page.tsx'

const columns: ListColumn<Person>[] = [
  {
    key: 'name',
    label: 'Name',
    cell: ({ id, name, email }) => (
      <RowTitle href={`/admin/people/${id}`} title={name} under={email} picture={<Avatar name={name} />} />
    ),
    file: { Name: ({ name }) => name, Email: ({ email }) => email },
  },
  {
    key: 'role',
    label: 'Role',
    card: 'bare',
    cell: ({ admin }) => (admin ? <Badge>Admin</Badge> : ''),
    file: { Role: ({ admin }) => (admin ? 'admin' : '') },
  },
  moment('since', 'Joined', ({ createdAt }) => createdAt),
]

const erased = 'Erased. Their name leaves their records within minutes; orders keep their amounts.'

const isAddress = (text: string): boolean => EmailAddress.safeParse(text).success

/** Everyone who ever registered or signed in, newest first; a full address leads to its owner. */
export const peopleList = (table: Table) =>
  defineList({
    filters: {
      q: search('Full email address', {
        refuse: (text) => (isAddress(text) ? undefined : 'Enter the full address, like name@example.com'),
      }),
    },
    list: async (c, { q }): Promise<List<Person> | Response> => {
      const email = EmailAddress.safeParse(q)
      const found = email.success ? await findPersonByEmail(table, email.data) : undefined
      if (found) return c.redirect(`/admin/people/${found.id}`, 303)
      return {
        title: 'People',
        nav: 'people',
        about: 'Everyone who registered or signed in, newest first.',
        flash: flashOf(c, { erased }),
        caption: 'People',
        columns,
        rowId: ({ id }) => id,
        empty: { title: 'No one yet', words: 'People appear here when they register or sign in.' },
        noMatch: email.success ? 'No one has this address. Check the spelling.' : 'No results. Enter the full address.',
        read: async (page) => (q === '' ? listPeople(table, page) : { items: [] }),
        file: 'people',
      }
    },
  })
