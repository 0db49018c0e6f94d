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
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { Checkbox } from '../../components/choice.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { type Errors, noErrors, summaryOf } from '../../forms/errors.ts'
import { again, type Declared, declarePages, done, nothing, recorded, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { type Request, SitePage } from '../site-page.tsx'

const StandingList = ({ standing }: { standing: readonly Standing[] }) => (
  <Notice tone="warning" title="Something is still to come">
    <ul class="grid gap-1">
      {standing.map(({ orderId, event, own }) => (
        <li>
          {event === undefined ? (
            'An order that is not paid yet'
          ) : (
            <a href={`/events/${event}`} class="text-link">
              {event}
            </a>
          )}
          {own ? (
            <>
              {': '}
              <a class="text-link" href={`/orders/${orderId}`}>
                your order
              </a>
            </>
          ) : (
            ': someone else registered you; erasing cancels it, and they are told'
          )}
        </li>
      ))}
    </ul>
  </Notice>
)

type EraseProps = { person: Person; fresh: boolean; standing: readonly Standing[]; errors: Errors }

const Erase = ({ person, fresh, standing, errors }: EraseProps) => (
  <Panel title="Erase your data">
    <p>
      Your name and address go from everything we keep: registrations, orders, mails, memberships, places in queues and
      API keys. Of orders the amounts stay, as tax law asks, without you. This cannot be undone; with the same address
      you can begin anew later.
    </p>
    {person.admin ? (
      <p>You are an admin. Another admin takes the role from you first.</p>
    ) : fresh ? (
      <>
        {standing.length > 0 && <StandingList standing={standing} />}
        <form class="grid gap-4" method="post" action="/account/data/erase" novalidate>
          {standing.some(({ own }) => own) && (
            <Checkbox
              name="cancel"
              label="Cancel my orders for what is still to come"
              hint="Whole orders, with the seats of those whom I registered. What was paid goes back as far as it can still be cancelled."
            />
          )}
          <TextInput
            name="confirm"
            label={`Write ${person.email} to confirm`}
            autocomplete="off"
            inputmode="email"
            error={errors.get('confirm')}
          />
          <div>
            <SubmitButton look="danger" busy="Erasing…">
              Erase my data
            </SubmitButton>
          </div>
        </form>
      </>
    ) : (
      <>
        <p>So that nobody else does this on a device of yours, enter a new code first.</p>
        <div>
          <ButtonLink href={signInAgain}>Sign in again</ButtonLink>
        </div>
      </>
    )}
  </Panel>
)

const signInAgain = `/sign-in?again=1&next=${encodeURIComponent('/account/data')}`

/** `/account/data`: taking along all that is kept of one, and having it erased. */
export const ownDataPages = (services: SiteServices): Declared[] => {
  const { table, secret, secureCookies, realNow } = services
  const app = declarePages({ who: 'person' })

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
      <SitePage c={c} services={services} title="Your data" unlisted nav="data" width="text" here="/account/data">
        <Breadcrumbs trail={[{ label: 'My events', href: '/account' }, { label: 'Your data' }]} />
        <div class="mt-4">
          <PageHeading title="Your data" size="work">
            <p>What we keep of you, to take along or to have erased.</p>
          </PageHeading>
        </div>
        <Stack after gap="large">
          <ErrorSummary errors={summaryOf(errors)} />
          <Panel title="Take it along">
            <p>
              One file with everything: your registrations and answers, orders, memberships, places in queues, the mails
              we sent you, and who looked at it. It is JSON, which programs and people can read.
            </p>
            <div>
              <ButtonLink href="/account/data/export" download>
                Download my data
              </ButtonLink>
            </div>
          </Panel>
          <Erase person={person} fresh={fresh} standing={standing} errors={errors} />
        </Stack>
      </SitePage>,
      status,
    )
  }

  app.page('/account/data', { audit: why.own }, async (c) => show(c, await getSelf(c)))

  app.page('/account/data/export', { audit: recorded('person.export', '{self}', { everybody: true }) }, async (c) => {
    const all = await exportPerson(table, await getSelf(c), c.var.now, realNow())
    c.header('Content-Disposition', 'attachment; filename="my-data.json"')
    return c.json(all)
  })

  app.form(
    '/account/data/erase',
    { audit: recorded('person.erase', '{self}', { everybody: true }) },
    async (c, form) => {
      const person = await getSelf(c)
      // Asked before anything else: a form that stood open for an hour proves nobody.
      if (!(await isFresh(c))) return nothing(signInAgain)
      if (form.text('confirm').trim().toLowerCase() !== person.email) {
        return again(show(c, person, new Map([['confirm', 'Write your whole e-mail address']]), 400))
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
      <SitePage c={c} services={services} title="Your data is erased" unlisted width="text" here="/">
        <PageHeading title="Your data is erased" size="work">
          <p>
            You are signed out everywhere. The rest of what we kept goes within minutes. Copies in backups go when those
            do, after a year at most.
          </p>
        </PageHeading>
        <div class="mt-6">
          <ButtonLink href="/">To the front page</ButtonLink>
        </div>
      </SitePage>,
    ),
  )
  return app.pages
}
