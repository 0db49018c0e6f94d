import { listEvents, listProducts } from '@lectern/core/catalog'
import type { Organizer } from '@lectern/core/organizer'
import type { Table } from '@lectern/core/platform'
import { listPromotions } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Icon } from '../../components/icon.tsx'
import { Way } from '../../components/link.tsx'
import { Panel } from '../../components/panel.tsx'
import { EmptyPicture } from '../../layout/empty-picture.tsx'

/** What a house that is just set up has so far. */
export type Begun = { organizer: Organizer; email: string; drafts: boolean; published: boolean; offers: boolean }

/**
 * What there is beyond what the day's page reads anyway: any published event, and anything in the store or among the promotions.
 * Three queries of one item each, asked only while there's no order.
 */
export const readBegun = async (table: Table): Promise<Pick<Begun, 'published' | 'offers'>> => {
  const one = { limit: 1 }
  const [events, titles, promotions] = await Promise.all([
    listEvents(table, { status: 'published' }, one),
    listProducts(table, 'on-sale', one),
    listPromotions(table, one),
  ])
  return { published: events.items.length > 0, offers: titles.items.length + promotions.items.length > 0 }
}

type Step = { done: boolean; what: string; about: string; href?: string; act?: string }

/** Steps to a first registration, each done once the data says so. The last one ends the list. */
export const stepsOf = ({ organizer, email, drafts, published, offers }: Begun): Step[] => [
  { done: true, what: 'Create your account', about: `Signed in as ${email}` },
  {
    done: organizer.revision > 0,
    what: 'Name your organization',
    about: organizer.revision > 0 ? organizer.name : 'Its name, time zone, and postal address, for pages and invoices.',
    ...{ href: '/admin/settings', act: organizer.revision > 0 ? 'Edit' : 'Open settings' },
  },
  {
    done: organizer.replyTo !== organizer.email,
    what: 'Say where replies go',
    about:
      organizer.replyTo !== organizer.email
        ? `Replies go to ${organizer.replyTo}`
        : `Emails come from ${organizer.email}. Choose an address that someone reads.`,
    ...{ href: '/admin/settings', act: organizer.replyTo !== organizer.email ? 'Edit' : 'Set the address' },
  },
  {
    done: drafts || published,
    what: 'Create your first event',
    about: 'Start from a class, a webinar, or a conference.',
    ...{ href: '/admin/events/new', act: 'New event' },
  },
  {
    done: published,
    what: 'Publish it',
    about: 'Until then, only admins see it.',
    ...{ href: '/admin/events?status=draft', act: 'See drafts' },
  },
  {
    done: offers,
    what: 'Add a title or a promotion',
    about: 'Books and downloads sell beside your events; codes and sales start and end by themselves.',
    ...{ href: '/admin/store/new', act: 'New title' },
  },
  {
    done: false,
    what: 'Try it as a visitor',
    about: 'Register yourself, pay with a test card, then refund the order.',
    ...{ href: '/events', act: 'Open the site' },
  },
]

const Steps = ({ steps }: { steps: readonly Step[] }) => {
  const next = steps.find(({ done }) => !done)
  return (
    <ol class="first">
      {steps.map((step, index) => (
        <li class={step.done ? 'did' : step === next ? 'now' : undefined}>
          <span class="num" aria-hidden="true">
            {step.done ? <Icon name="check" /> : index + 1}
          </span>
          <div>
            <b class="strong">{step.what}</b>
            {step.done && <span class="sr-only">, done</span>}
            <p>{step.about}</p>
          </div>
          {step.href !== undefined && !(step.done && step.act !== 'Edit') && (
            <ButtonLink size="small" look={step === next ? 'primary' : step.done ? 'ghost' : 'plain'} href={step.href}>
              {step.act}
              <span class="sr-only">: {step.what}</span>
            </ButtonLink>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Where an empty house begins. */
export const FirstSteps = ({ begun }: { begun: Begun }) => {
  const steps = stepsOf(begun)
  const done = steps.filter((step) => step.done).length
  return (
    <Panel title="Set up" actions={<b class="strong">{`${done} of ${steps.length}`}</b>}>
      <div>
        <progress class="gauge" value={done} max={steps.length} aria-label={`${done} of ${steps.length} steps done`} />
        <Steps steps={steps} />
      </div>
    </Panel>
  )
}

/** What belongs into an empty house, and one way to begin each. */
export const Empties = () => (
  <div class="empties">
    <EmptyState
      title="No events yet"
      picture={<EmptyPicture of="events" />}
      action={<Way href="/admin/events/new" label="New event" />}
    >
      Classes, webinars, and conferences show up here with their seats and sales.
    </EmptyState>
    <EmptyState
      title="No orders yet"
      picture={<EmptyPicture of="orders" />}
      action={<Way href="/events" label="Open the site" />}
    >
      They appear the moment someone registers, with what to ship and what to refund.
    </EmptyState>
    <EmptyState
      title="No titles yet"
      picture={<EmptyPicture of="store" />}
      action={<Way href="/admin/store/new" label="New title" />}
    >
      Books, audio, and templates that people buy and download.
    </EmptyState>
    <EmptyState
      title="No promotions yet"
      picture={<EmptyPicture of="promotions" />}
      action={<Way href="/admin/promotions/new" label="New promotion" />}
    >
      Codes, partner prices, and sales that start and end by themselves.
    </EmptyState>
  </div>
)
