import { requirePerson } from '@lectern/core/identity'
import { acceptInvitation, findInvitation, findTeamOfDomain, joinByDomain } from '@lectern/core/membership'
import { notFound, Problem } from '@lectern/core/platform'
import { ActButton } from '../../components/act-button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { again, definePages, done, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import { type Request, SitePage } from '../site-page.tsx'

type Shown = {
  c: Request
  title: string
  words: string
  action?: { to: string; words: string } | undefined
  refused?: Problem | undefined
}

const page = ({ c, title, words, action, refused }: Shown) =>
  c.html(
    <SitePage title={title} unlisted width="text">
      <PageHeading title={title}>
        <p>{words}</p>
      </PageHeading>
      <Stack after>
        {refused && <Notice tone="error">{refused.message}</Notice>}
        {action && <ActButton action={action.to} words={action.words} look="primary" size="medium" />}
      </Stack>
    </SitePage>,
    refused ? 409 : 200,
  )

/** `/team-invitations/:token` and `/account/team/join`: a seat that is offered, and the button that takes it. Nobody takes one unseen. */
export const teamInvitationPages = definePages({ who: 'person' }, (app, services) => {
  const { table } = services

  const invitation = async (c: Request, refused?: Problem) => {
    const token = c.req.param('token') ?? ''
    const { team, seat, expired } = await findInvitation(services, token, requirePerson(c.var.actor), c.var.now)
    if (seat.state === 'held') return page({ c, title: team.name, words: 'You have a seat in this team.' })
    return page({
      ...{ c, title: `${team.name} has a seat for you`, refused },
      words: expired
        ? 'This invitation has expired. Ask your team for a new one.'
        : 'It opens everything that your team’s membership includes, for as long as the team has it.',
      ...(expired ? {} : { action: { to: `/team-invitations/${token}`, words: 'Take your seat' } }),
    })
  }

  app.page('/team-invitations/:token', { audit: why.own }, (c) => invitation(c))
  app.form('/team-invitations/:token', { audit: why.own }, async (c) => {
    try {
      await acceptInvitation(services, c.req.param('token'), requirePerson(c.var.actor), c.var.now)
      return done('/account')
    } catch (error) {
      if (error instanceof Problem && error.kind === 'conflict') return again(invitation(c, error))
      throw error
    }
  })

  const offer = async (c: Request, refused?: Problem) => {
    const team = await findTeamOfDomain(table, requirePerson(c.var.actor))
    if (!team) throw notFound('team')
    const asks = team.join === 'ask'
    return page({
      ...{ c, title: `Join ${team.name}`, refused },
      words: asks
        ? 'Your company shares a membership. Ask for a seat, and a manager confirms.'
        : 'Your company shares a membership, and you can take one of its seats.',
      action: { to: '/account/team/join', words: asks ? 'Ask for a seat' : 'Take a seat' },
    })
  }

  app.page('/account/team/join', { audit: why.own }, (c) => offer(c))
  app.form('/account/team/join', { audit: why.own }, async (c) => {
    const person = requirePerson(c.var.actor)
    const team = await findTeamOfDomain(table, person)
    if (!team) throw notFound('team')
    try {
      const state = await joinByDomain(table, team.id, person, c.var.now)
      return state === 'held'
        ? done('/account')
        : done(
            await page({
              c,
              title: 'Asked',
              words: 'We’ve told your team. You’ll see your seat here once a manager confirms.',
            }),
          )
    } catch (error) {
      if (error instanceof Problem && error.kind === 'conflict') return again(offer(c, error))
      throw error
    }
  })
})
