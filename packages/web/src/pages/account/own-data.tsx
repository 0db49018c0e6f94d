import {
  findPersonByEmail,
  forgetSessionCookie,
  isFreshSession,
  type Person,
  requirePerson,
} from '@lectern/core/identity'
import { notFound, Problem } from '@lectern/core/platform'
import { exportPerson } from '@lectern/core/privacy'
import { erasePerson, listStanding, type Standing } from '@lectern/core/registration'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { again, definePages, done, nothing, recorded, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { type Request, SitePage } from '../site-page.tsx'

const StandingList = ({ standing }: { standing: readonly Standing[] }) => (
  <Notice tone="warning" title="You still have upcoming events or open orders">
    <ul class="grid gap-1">
      {standing.map(({ orderId, event, own }) => (
        <li>
          {event === undefined ? 'An unpaid order' : <TextLink href={`/events/${event}`}>{event}</TextLink>}
          {own ? (
            <>
              {': '}
              <TextLink href={`/orders/${orderId}`}>your order</TextLink>
            </>
          ) : (
            ': someone else registered you. Deleting your data cancels it, and we’ll tell them'
          )}
        </li>
      ))}
    </ul>
  </Notice>
)

type EraseProps = { person: Person; fresh: boolean; standing: readonly Standing[] }

const Erase = ({ person, fresh, standing }: EraseProps) => (
  <Panel title="Delete your data">
    <p>
      We remove your name and email from everything we keep: registrations, orders, emails, memberships, waitlists, and
      API keys. We keep order amounts without your name, as tax law requires. You can’t undo this, but you can sign up
      again later with the same address.
    </p>
    {person.admin ? (
      <p>You’re an admin. Ask another admin to remove your role first.</p>
    ) : fresh ? (
      <>
        {standing.length > 0 && <StandingList standing={standing} />}
        <form class="grid gap-4" method="post" action="/account/data/erase" novalidate>
          {standing.some(({ own }) => own) && (
            <Checkbox
              name="cancel"
              label="Cancel my orders for upcoming events"
              hint="This cancels whole orders, including people you registered. We refund what you can still cancel."
            />
          )}
          <TextInput name="confirm" label={`Type ${person.email} to confirm`} autocomplete="off" inputmode="email" />
          <div>
            <SubmitButton look="danger" busy="Deleting…">
              Delete my data
            </SubmitButton>
          </div>
        </form>
      </>
    ) : (
      <>
        <p>To make sure it’s you, sign in again first.</p>
        <div>
          <ButtonLink href={signInAgain}>Sign in again</ButtonLink>
        </div>
      </>
    )}
  </Panel>
)

const signInAgain = `/sign-in?again=1&next=${encodeURIComponent('/account/data')}`

/** `/account/data`: taking along all that is kept of one, and having it erased. */
export const ownDataPages = definePages({ who: 'person' }, (app, services) => {
  const { table, secret, secureCookies, realNow } = services

  const getSelf = async (c: Request): Promise<Person> => {
    const person = await findPersonByEmail(table, requirePerson(c.var.actor).email)
    if (!person) throw notFound('person')
    return person
  }
  const isFresh = (c: Request) =>
    isFreshSession(table, c.req.header('cookie'), { secret, secureCookies, realNow: realNow() })

  const show = async (c: Request, person: Person, errors: Errors = noErrors, status: ContentfulStatusCode = 200) => {
    const [fresh, standing] = await Promise.all([isFresh(c), listStanding(table, person.id, c.var.now)])
    return c.html(
      <SitePage title="Your data" unlisted nav="data" width="text" here="/account/data" errors={errors}>
        <PageHeading trail={[myEvents, { label: 'Your data' }]} title="Your data" size="work">
          <p>Download or delete what we keep about you.</p>
        </PageHeading>
        <Stack after gap="large">
          <ErrorSummary />
          <Panel title="Download your data">
            <p>
              One JSON file with everything: your registrations and answers, orders, memberships, waitlists, emails we
              sent you, and who looked at your data.
            </p>
            <div>
              <ButtonLink href="/account/data/export" download>
                Download my data
              </ButtonLink>
            </div>
          </Panel>
          <Erase person={person} fresh={fresh} standing={standing} />
        </Stack>
      </SitePage>,
      status,
    )
  }

  app.page('/account/data', { audit: why.own }, async (c) => show(c, await getSelf(c)))

  app.page('/account/data/export', { audit: recorded('person.export', '{self}', { everyone: true }) }, async (c) => {
    const all = await exportPerson(table, await getSelf(c), c.var.now, realNow())
    c.header('Content-Disposition', 'attachment; filename="my-data.json"')
    return c.json(all)
  })

  app.form(
    '/account/data/erase',
    { audit: recorded('person.erase', '{self}', { everyone: true }) },
    async (c, form) => {
      const person = await getSelf(c)
      // Asked before anything else: a form that stood open for an hour proves nobody.
      if (!(await isFresh(c))) return nothing(signInAgain)
      if (form.text('confirm').trim().toLowerCase() !== person.email) {
        return again(show(c, person, new Map([['confirm', 'Type your full email address']]), 400))
      }
      try {
        await erasePerson(services, person, { cancel: form.text('cancel') === 'yes' }, c.var.now)
      } catch (error) {
        if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
        return again(show(c, person, new Map([['', error.message]]), 409))
      }
      c.header('Set-Cookie', forgetSessionCookie(services), { append: true })
      return done('/account/erased')
    },
  )

  app.page('/account/erased', { who: 'everyone', caching: 'personal', audit: why.own }, (c) =>
    c.html(
      <SitePage title="Your data was deleted" unlisted width="text" here="/">
        <PageHeading title="Your data was deleted" size="work">
          <p>You’re signed out everywhere. We delete the rest within minutes, and backup copies within a year.</p>
        </PageHeading>
        <div class="mt-6">
          <ButtonLink href="/">Go to home page</ButtonLink>
        </div>
      </SitePage>,
    ),
  )
})
