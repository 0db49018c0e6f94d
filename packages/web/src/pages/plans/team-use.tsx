import { type Event, findEvents } from '@lectern/core/catalog'
import { findPeopleByEmail, requirePerson } from '@lectern/core/identity'
import { eventsBySeat, findManagedTeam, listSeats } from '@lectern/core/membership'
import { notFound } from '@lectern/core/platform'
import { Avatar } from '../../components/avatar.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { SitePage } from '../site-page.tsx'
import { teamPage } from './team-parts.tsx'

const Holder = ({ name, email, events }: { name: string; email: string; events: readonly Event[] }) => (
  <li>
    <Avatar name={name} />
    <span class="grow">
      <b class="break-words">{name}</b>
      {name !== email && <p class="break-words">{email}</p>}
      {events.length === 0 && <p>Nothing yet</p>}
      {events.map(({ slug, title }) => (
        <p>
          <TextLink href={`/events/${slug}`}>{title}</TextLink>
        </p>
      ))}
    </span>
  </li>
)

/** `/account/team/use`: which events the team's people registered for by their seats, for those who manage it. */
export const teamUsePages = definePages({ who: 'person' }, (app, { table }) => {
  app.page('/account/team/use', { audit: why.own }, async (c) => {
    const managed = await findManagedTeam(table, requirePerson(c.var.actor).id, c.var.now)
    if (!managed) throw notFound('team')
    const { team } = managed
    const held = (await listSeats(table, team.id)).filter(({ state }) => state === 'held')
    const emails = held.map(({ email }) => email)
    const [people, used] = await Promise.all([findPeopleByEmail(table, emails), eventsBySeat(table, held)])
    const known = await findEvents(table, [...new Set([...used.values()].flat())])
    const shown = (email: string): Event[] =>
      (used.get(email) ?? []).flatMap((slug) => {
        const event = known.get(slug)
        // Someone who isn't invited to an event doesn't hear of it here.
        return event === undefined || event.access === 'invited' ? [] : [event]
      })
    return c.html(
      <SitePage title="What each seat is used for" unlisted here={teamPage}>
        <PageHeading
          trail={[myEvents, { label: 'Team', href: teamPage }, { label: 'Use' }]}
          title="What each seat is used for"
          size="work"
        >
          Events that people of {team.name} registered for by their seat. What they bought themselves isn’t here.
        </PageHeading>
        <Stack after>
          {held.length === 0 ? (
            <p class="text-muted">Nobody has taken a seat yet.</p>
          ) : (
            <ul class="lines lines-ruled">
              {held.map(({ email }) => (
                <Holder name={people.get(email)?.name ?? email} email={email} events={shown(email)} />
              ))}
            </ul>
          )}
        </Stack>
      </SitePage>,
    )
  })
})
