// Finding people, orders, events, titles, promotions, and pages by one field: a plain page, and the same answer in a dialog.
import { FilterForm } from '../../../components/filter-form.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Panel } from '../../../components/panel.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { definePages } from '../../../forms/pages.ts'
import { showAdmin } from '../../../layout/admin-page.tsx'
import { type Group, lookUp } from './look-up.ts'

const Hits = ({ groups }: { groups: readonly Group[] }) => (
  <div class="found" data-found>
    {groups.map(({ name, hits, more }) => (
      <section aria-label={name} data-group={name}>
        <h2>{name}</h2>
        <ul>
          {[...hits, ...(more ? [{ href: more.href, title: more.label }] : [])].map(({ href, title, ...hit }) => (
            <li>
              <a class="found-hit" href={href}>
                <b class="strong">{title}</b>
                {'about' in hit && hit.about && <span class="muted">{hit.about}</span>}
              </a>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)

const formatFound = (q: string, groups: readonly Group[]): string => {
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0)
  const some = groups.some(({ more }) => more) ? ' or more' : ''
  return count === 0 ? `Nothing for “${q}”.` : `${count}${some} ${count === 1 ? 'result' : 'results'} for “${q}”`
}

/** `/admin/find`: what's under some words. */
export const findPages = definePages({ who: 'admin', at: '/admin/find' }, (app, { table }) => {
  app.page('/', { audit: { none: 'records by itself when it shows people or orders' } }, async (c) => {
    const q = (c.req.query('q') ?? '').trim()
    const { groups, personal } = await lookUp(table, q)
    const { actor, saveRecord } = c.var
    if (personal && actor.kind === 'person') {
      await saveRecord({ actor, action: 'person.list', subject: 'people', reading: true })
    }
    return showAdmin(
      c,
      table,
      {
        title: 'Find',
        about:
          'People by their full email address, orders by number, events and titles by any word, promotions by code, and pages by name.',
      },
      <Panel flush>
        <FilterForm action="/admin/find" label="Find" bar>
          <div class="find">
            <Icon name="search" />
            <TextInput
              name="q"
              label="Email address, order number, event, title, or page"
              placeholder="Email address, order number, event, title, or page"
              type="search"
              value={q}
              maxlength={120}
              optional="unsaid"
              autocomplete="off"
              autofocus
            />
          </div>
        </FilterForm>
        <p class="list-sum" role="status">
          {q !== '' && formatFound(q, groups)}
        </p>
        <Hits groups={groups} />
      </Panel>,
    )
  })
})
