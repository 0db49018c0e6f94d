import { listGrants } from '@lectern/core/access'
import { firstPlans, membershipsOf } from '@lectern/core/membership'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Columns, Stack } from '../../layout/columns.tsx'
import { SitePage } from '../site-page.tsx'

/** `/membership`: what belonging means, and how to join. */
export const showMembershipPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/membership', { audit: why.impersonal }, async (c) => {
    const { actor, now } = c.var
    const own = actor.kind === 'person' ? membershipsOf(await listGrants(services.table, actor.id), now) : []
    const { replyTo, name, zone } = services.organizer
    return c.html(
      <SitePage
        title="Membership"
        description={`What members of ${name} get, and how to join.`}
        canonical="/membership"
      >
        <PageHeading title="Membership" kicker={name}>
          <p>Members join breakouts. All-access members also join every class.</p>
        </PageHeading>
        <Stack after gap="large">
          {own.map(({ title, until }) => (
            <Notice tone="success" title={`You have the ${title.toLowerCase()}`}>
              {until ? `Valid until ${formatZonedDate(until, zone)}.` : 'No end date.'}
            </Notice>
          ))}
          <Columns>
            {firstPlans.map((plan) => (
              <Panel title={plan.title}>
                <ul class="grid list-disc gap-2 pl-5">
                  {plan.includes.map((item) => (
                    <li>{item}</li>
                  ))}
                </ul>
              </Panel>
            ))}
          </Columns>
          <div class="grid max-w-prose gap-4">
            <h2 class="text-2xl font-semibold">How to join</h2>
            <p>
              You can’t buy a membership here yet. Email the organizer from the address you sign in with, and say which
              one you want.
            </p>
            <div class="flex flex-wrap gap-3">
              <ButtonLink look="primary" href={`mailto:${replyTo}?subject=Membership`}>
                Email {replyTo}
              </ButtonLink>
              <ButtonLink look="ghost" href="/events?kind=breakout">
                See the breakouts
              </ButtonLink>
            </div>
          </div>
        </Stack>
      </SitePage>,
    )
  })
})
