import { Avatar } from '../components/avatar.tsx'
import { Badge } from '../components/badge.tsx'
import { BarChart } from '../components/bar-chart.tsx'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { BreakdownTable } from '../components/breakdown-table.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Countdown } from '../components/countdown.tsx'
import { Cover } from '../components/cover.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FilterForm } from '../components/filter-form.tsx'
import { Icon, iconNames } from '../components/icon.tsx'
import { KeyValue } from '../components/key-value.tsx'
import { ReaderTime } from '../components/local-time.tsx'
import { Money } from '../components/money.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { Qr } from '../components/qr.tsx'
import { Select } from '../components/select.tsx'
import { StateBadge, states } from '../components/state-badge.tsx'
import { TextInput } from '../components/text-input.tsx'
import { Section, Stack } from '../layout/columns.tsx'
import { Page } from '../layout/page.tsx'
import { Program } from './program-gallery.tsx'

const aClass = { kind: 'class', slug: '5w22', title: 'MSP Professional Sales Program', sessions: [] } as const
const aBook = {
  ...{ kind: 'book', slug: 'guide', title: 'The Guide to a Successful Managed Services Practice' },
  ...{ authors: ['Karl W. Palachuk'], formats: [] },
} as const

/** Everything else of the public pages. */
export const SiteGallery = () => (
  <Page
    title="Components"
    cartCount={0}
    actor={{ name: 'Dana Goulston', email: 'dana@example.com', admin: true }}
    flash={{
      tone: 'success',
      words: 'You’re registered for five Tuesdays. The first invitation is on its way.',
      action: (
        <a class="text-link" href="#undo">
          Undo
        </a>
      ),
    }}
  >
    <Breadcrumbs
      trail={[{ label: 'Events', href: '/events' }, { label: 'Classes', href: '/c' }, { label: 'This page' }]}
    />
    <Stack after>
      <PageHeading title="What is coming up">
        <p>Classes, webinars and meetings of the coming weeks, in Pacific time.</p>
      </PageHeading>
    </Stack>
    <Stack after>
      <FilterForm action="/events" label="Filter the program" clear="/events">
        <div>
          <TextInput name="q" label="Words" type="search" value="sales" optional="unsaid" />
        </div>
        <div>
          <Select
            name="kind"
            label="Kind"
            prompt="Every kind"
            optional="unsaid"
            value="class"
            options={[
              { value: 'class', label: 'Classes' },
              { value: 'webinar', label: 'Webinars' },
            ]}
          />
        </div>
      </FilterForm>
    </Stack>
    <Section title="A program">
      <Program />
    </Section>
    <Section title="States">
      <Stack>
        <p class="flex flex-wrap gap-2">
          {states.map((state) => (
            <StateBadge state={state} />
          ))}
        </p>
        <p class="flex flex-wrap gap-2">
          <Badge>Admin</Badge> <Badge tone="quiet">Always sent</Badge> <Badge dot="success">Issued</Badge>
        </p>
      </Stack>
    </Section>
    <Section title="Signs">
      <p class="flex flex-wrap gap-4">
        {iconNames.map((name) => (
          <Icon name={name} />
        ))}
      </p>
    </Section>
    <Section title="Notices">
      <Stack>
        <Notice tone="info">The sale starts on Feb 29 at 12:00 AM Pacific.</Notice>
        <Notice tone="success" title="Paid">
          A receipt is on its way to dana@example.com.
        </Notice>
        <Notice tone="warning" title="The price changed">
          The sale ended at midnight. The class now costs $399.
        </Notice>
        <Notice tone="error" title="The payment service does not answer">
          Nothing was charged and your seat was returned. Please try again in a few minutes.
        </Notice>
      </Stack>
    </Section>
    <Section title="Covers">
      <div class="flex flex-wrap items-end gap-6">
        <Cover of={aClass} format="wide" first alt={aClass.title} />
        <div class="w-72">
          <Cover of={aClass} format="card" />
        </div>
        <Cover of={{ ...aClass, hue: 'rust' }} format="square" class="size-24" />
        <div class="w-40">
          <Cover of={aBook} format="book" />
        </div>
      </div>
    </Section>
    <Section title="A pass">
      <Qr text="LP1:01HV9M4B2KQZ7XW3D5T8R6N0PC:3FA94C21D07B58E6A1F2" label="A pass" />
    </Section>
    <Section title="Prices, times, people">
      <Stack>
        <p class="flex flex-wrap items-baseline gap-6">
          <Money amount="$399" /> <Money amount="$283.29" was="$399" size="large" />
          <Money amount="Free" size="large" />
        </p>
        <p>
          Tue, Apr 23, 9:00 AM Pacific
          <ReaderTime zone="America/Los_Angeles" instants={['2024-04-23T16:00:00Z']} before=" (" after=")" />
        </p>
        <p>
          The sale starts{' '}
          <Countdown
            until="2024-02-29T08:00:00Z"
            now="2024-02-26T05:30:00Z"
            words="on Feb 29, 12:00 AM Pacific"
            before="in "
            over="now"
          />
          .
        </p>
        <p class="flex items-center gap-4">
          <Avatar name="Karl W. Palachuk" size="large" />
          <Avatar name="Madonna" />
          <Avatar name="José" size="small" />
        </p>
      </Stack>
    </Section>
    <Section title="How a price comes about">
      <Stack>
        <div class="max-w-md">
          <BreakdownTable
            caption="Price of your order"
            lines={[
              { label: 'Operations Manual, 4 volumes', amount: '$100.01', quantity: 2, note: 'For Dana and Erick' },
              { label: 'Managed Services in a Month', amount: '$33.33', was: '$39' },
            ]}
            subtotal={{ label: 'Before discounts', amount: '$153.33' }}
            discounts={[{ label: 'LEAP29 · 29% off $153.33', amount: '−$44.47' }]}
            total={{ label: 'You pay', amount: '$108.86' }}
            after={[{ label: 'Refunded on Mar 3', amount: '−$19.99' }]}
            note="One second later the code is over, and you pay $153.33."
          />
        </div>
        <KeyValue
          look="ruled"
          facts={[
            { term: 'Order', detail: 'ord_01HZX' },
            { term: 'Placed', detail: 'Feb 29, 2024, 11:59 PM Pacific' },
            { term: 'Nothing', detail: undefined },
          ]}
        />
      </Stack>
    </Section>
    <Section title="Nothing here yet">
      <Stack>
        <EmptyState
          title="No events yet"
          action={
            <ButtonLink look="primary" href="/events">
              Look at the program
            </ButtonLink>
          }
        >
          What you register for stands here, with its link to join, recordings and handouts.
        </EmptyState>
        <BarChart
          description="Registrations by day, rising to 41 on Apr 20."
          bars={[3, 5, 0, 8, 13, 21, 41].map((value, index) => ({ label: `Apr ${14 + index}`, value }))}
        />
      </Stack>
    </Section>
  </Page>
)
