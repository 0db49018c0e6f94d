import { listGrants } from '@lectern/core/access'
import { type LiveMembership, listPlans, membershipsOf, type Plan } from '@lectern/core/membership'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section } from '../../layout/columns.tsx'
import { thisSite } from '../../layout/moments.ts'
import { formatPrice } from '../event-words.ts'
import { SitePage } from '../site-page.tsx'
import { Includes } from './plan-parts.tsx'
import { joinWords, peopleOf, perYear } from './plan-words.ts'

/** The plan that is marked: the first that opens every class to one person. */
const bestOf = (plans: readonly Plan[]): Plan | undefined =>
  plans.find(({ allAccess, holder }) => allAccess && holder === 'one')

const PlanCard = ({ plan, best }: { plan: Plan; best: boolean }) => (
  <section class={best ? 'plan plan-best' : 'plan'} aria-labelledby={`plan-${plan.slug}`}>
    {best && <span class="badge badge-blue">Every class included</span>}
    <h2 id={`plan-${plan.slug}`}>{plan.title}</h2>
    {plan.summary && <p class="text-sm text-muted">{plan.summary}</p>}
    <p class="plan-price">
      <span class="price">{formatPrice(plan.priceCents)}</span>
      <span class="text-sm text-muted">{perYear(plan)}</span>
    </p>
    <Includes plan={plan} />
    <ButtonLink href={`/membership/${plan.slug}`} look={best ? 'primary' : 'plain'} size="large" block>
      {joinWords(plan)}
    </ButtonLink>
  </section>
)

const Yes = () => (
  <>
    <Icon name="check" />
    <span class="sr-only">Included</span>
  </>
)

const Compare = ({ plans }: { plans: readonly Plan[] }) => {
  const rows: [string, (plan: Plan) => unknown][] = [
    ['Breakouts and members’ events', () => <Yes />],
    ['Classes', ({ allAccess }) => (allAccess ? 'All' : 'Member prices')],
    ['People', peopleOf],
    ['Price a year', ({ priceCents }) => formatPrice(priceCents)],
  ]
  return (
    <section class="scroll-x" aria-label="Compare plans" tabindex={0}>
      <table class="compare">
        <thead>
          <tr>
            <th>
              <span class="sr-only">What’s included</span>
            </th>
            {plans.map(({ title }) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr>
              <th scope="row">{name}</th>
              {plans.map((plan) => (
                <td>{cell(plan)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const questions: [string, string][] = [
  [
    'Does it renew by itself?',
    'Yes, once a year. We email you 30 days before with the date and the price, and you can stop it in one click.',
  ],
  [
    'Can I switch plans?',
    'Yes, at any time. Moving up, you pay the difference for the days that are left. Moving down counts from your next renewal.',
  ],
  [
    'Can I get my money back?',
    'Within 14 days you get all of it back. After that, write to us, and we refund the days that are left.',
  ],
  [
    'What happens to my downloads if I leave?',
    'Whatever you bought stays yours. What membership opened closes with it, and opens again if you come back.',
  ],
]

const Own = ({ memberships }: { memberships: readonly LiveMembership[] }) => {
  const { zone } = thisSite().organizer
  return (
    <>
      {memberships.map(({ title, until }) => (
        <div class="mb-6">
          <Notice
            tone="success"
            title={`You have the ${title.toLowerCase()}`}
            action={<ButtonLink href="/account/membership">Manage membership</ButtonLink>}
          >
            {until ? `Good until ${formatZonedDate(until, zone)}.` : 'It has no end date.'}
          </Notice>
        </div>
      ))}
    </>
  )
}

/** While nothing is on sale: whom to ask. */
const NotOnSale = () => {
  const { replyTo } = thisSite().organizer
  return (
    <Notice title="Memberships aren’t on sale here yet">
      Email us from the address you sign in with: <a href={`mailto:${replyTo}?subject=Membership`}>{replyTo}</a>
    </Notice>
  )
}

/** `/membership`: the plans side by side, what is in each, and what people ask. */
export const showPlansPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/membership', { audit: why.impersonal }, async (c) => {
    const { actor, now } = c.var
    const [all, grants] = await Promise.all([
      listPlans(services.table),
      actor.kind === 'person' ? listGrants(services.table, actor.id) : [],
    ])
    const plans = all.filter(({ status }) => status === 'on-sale')
    const best = bestOf(plans)
    return c.html(
      <SitePage
        title="Membership"
        description={`What members of ${services.organizer.name} get, and what it costs.`}
        canonical="/membership"
      >
        <Own memberships={membershipsOf(grants, now)} />
        <PageHeading title="Every class, checklist, and peer group">
          <p>Billed once a year. Full refund within 14 days, and you can stop the renewal in one click.</p>
        </PageHeading>
        {plans.length === 0 ? (
          <div class="mt-8">
            <NotOnSale />
          </div>
        ) : (
          <>
            <div class="plans mt-8">
              {plans.map((plan) => (
                <PlanCard plan={plan} best={plan === best} />
              ))}
            </div>
            <Section title="Compare plans">
              <Compare plans={plans} />
            </Section>
            <Section title="Questions">
              <div class="faq">
                {questions.map(([question, answer]) => (
                  <details>
                    <summary>
                      {question} <Icon name="plus" />
                    </summary>
                    <p>{answer}</p>
                  </details>
                ))}
              </div>
            </Section>
          </>
        )}
      </SitePage>,
    )
  })
})
