import type { Child } from 'hono/jsx'
import { assetPath } from '../../../packages/web/src/assets.ts'
import { AgendaTimeline } from '../../../packages/web/src/components/agenda-timeline.tsx'
import { Avatar } from '../../../packages/web/src/components/avatar.tsx'
import { BarChart } from '../../../packages/web/src/components/bar-chart.tsx'
import { Breadcrumbs } from '../../../packages/web/src/components/breadcrumbs.tsx'
import { BreakdownTable } from '../../../packages/web/src/components/breakdown-table.tsx'
import { ButtonLink } from '../../../packages/web/src/components/button.tsx'
import { Countdown } from '../../../packages/web/src/components/countdown.tsx'
import { EmptyState } from '../../../packages/web/src/components/empty-state.tsx'
import { EventCard, EventList } from '../../../packages/web/src/components/event-card.tsx'
import { FilterForm } from '../../../packages/web/src/components/filter-form.tsx'
import { InstructorLine } from '../../../packages/web/src/components/instructor-line.tsx'
import { KeyValue } from '../../../packages/web/src/components/key-value.tsx'
import { LocalTime, ReaderTime } from '../../../packages/web/src/components/local-time.tsx'
import { MobileBar } from '../../../packages/web/src/components/mobile-bar.tsx'
import { Money } from '../../../packages/web/src/components/money.tsx'
import { Notice } from '../../../packages/web/src/components/notice.tsx'
import { PageHeading } from '../../../packages/web/src/components/page-heading.tsx'
import { PriceCard } from '../../../packages/web/src/components/price-card.tsx'
import { Select } from '../../../packages/web/src/components/select.tsx'
import { StateBadge, states } from '../../../packages/web/src/components/state-badge.tsx'
import { TextInput } from '../../../packages/web/src/components/text-input.tsx'
import { Columns, Section, Stack, WithAside } from '../../../packages/web/src/layout/columns.tsx'
import { JsonLd } from '../../../packages/web/src/layout/json-ld.tsx'
import { Page } from '../../../packages/web/src/layout/page.tsx'

const tuesdays = ['2024-04-23', '2024-04-30', '2024-05-07', '2024-05-14', '2024-05-21'].map((day) => `${day}T16:00:00Z`)

/** The event page of the sketches, made of components. */
export const EventGallery = () => (
  <Page
    title="MSP Professional Sales Program"
    description="Five Tuesdays on a sales process the whole team can follow."
    nav="class"
    here="/events/5w22"
    cartCount={1}
    organiser="Small Biz Community"
    head={<JsonLd data={{ '@type': 'Course', name: '</script><script>alert(1)</script>' }} />}
    bar={
      <MobileBar
        price="$399"
        note="7 left"
        action={
          <ButtonLink look="primary" href="#register">
            Register
          </ButtonLink>
        }
      />
    }
  >
    <WithAside
      aside={
        <>
          <PriceCard
            price="$399"
            priceNote="free for all-access members"
            when={{ days: 'Tuesdays, Apr 23 – May 21', clock: '9:00 AM Pacific', also: 'noon Eastern' }}
            reader={{ zone: 'America/Los_Angeles', instants: tuesdays }}
            where="Online, with recordings"
            seats={{ words: '7 of 20 left', taken: 13, capacity: 20 }}
            action={
              <ButtonLink look="primary" block href="#register">
                Register
              </ButtonLink>
            }
            secondary={
              <ButtonLink look="ghost" block href="/calendar.ics" download>
                Add all five to my calendar
              </ButtonLink>
            }
          >
            <p>Have a code? You enter it in the cart. Full refund until Apr 20.</p>
          </PriceCard>
          <p class="mt-4 text-sm text-muted">
            Nothing for your team yet?{' '}
            <a class="text-link" href="#team">
              Register several people at once
            </a>
            .
          </p>
        </>
      }
    >
      <PageHeading kicker="Five-week class · 5W22" title="MSP Professional Sales Program">
        <p>
          Win more recurring revenue with a sales process the whole team can follow: qualify early, propose with
          confidence, and keep the customers you have.
        </p>
      </PageHeading>
      <Stack after>
        <InstructorLine
          name="James Kernan"
          about="Principal consultant, author of two books on growing an MSP"
          href="/instructors/kernan"
        />
      </Stack>
      <Section title="Week by week">
        <AgendaTimeline
          items={[
            {
              when: 'Tue, Apr 23 · 9:00 AM Pacific',
              instant: tuesdays[0],
              title: 'What value-based selling is',
              summary: 'Why it wins, its five principles, and fitting your answer to the problem.',
              state: 'past',
              actions: (
                <>
                  <ButtonLink size="small" href="#">
                    Watch the recording
                  </ButtonLink>
                  <ButtonLink size="small" look="ghost" href="#">
                    Handouts
                  </ButtonLink>
                </>
              ),
            },
            {
              when: 'Tue, Apr 30 · 9:00 AM Pacific',
              instant: tuesdays[1],
              title: 'Qualifying',
              summary: 'Eight steps that tell a prospect from a time sink, and the power of no.',
              state: 'live',
              actions: (
                <ButtonLink size="small" look="primary" href="#">
                  Join
                </ButtonLink>
              ),
            },
            {
              when: 'Tue, May 7 · 10:00 AM Pacific',
              title: 'The sales process',
              summary: 'Seven steps, the emotions behind them, and how the buyer decides.',
              change: 'Was 9:00 AM',
            },
            { when: 'Tue, May 14 · 9:00 AM Pacific', title: 'A framework for sales departments', state: 'cancelled' },
          ]}
          rest="One more week: negotiating and closing"
        />
      </Section>
    </WithAside>
  </Page>
)

const programme: Child = (
  <EventList label="Programme">
    <EventCard
      href="/events/5w22"
      kind="Five-week class"
      code="5W22"
      title="MSP Professional Sales Program"
      summary="A sales process the whole team can follow: qualify early, propose with confidence, keep the customers you have."
      date={{ month: 'Apr', day: '23', weekday: 'Tue', instant: tuesdays[0] }}
      when="Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)"
      price="$283.29"
      was="$399"
      priceNote="free for all-access members"
      state="few-left"
      stateWords="7 of 20 left"
      instructor={{ name: 'James Kernan' }}
    />
    <EventCard
      href="/events/kpis"
      kind="Webinar"
      title="The Unpopular Truth about KPIs, SLAs, and SMB IT"
      date={{ month: 'Apr', day: '10', weekday: 'Wed' }}
      when="Wed, Apr 10, 9:00 – 10:30 AM Pacific (noon Eastern)"
      price="Free"
      state="live"
      instructor={{ name: 'Karl W. Palachuk', photo: assetPath('favicon.svg') }}
    />
    <EventCard
      href="/events/marketing"
      kind="Breakout"
      title="Marketing Breakout"
      date={{ month: 'Apr', day: '18', weekday: 'Thu' }}
      when="Third Thursdays, Apr 18 – Aug 15, 9:00 AM Pacific (noon Eastern)"
      state="members-only"
      price="Included"
    />
    <EventCard
      href="/events/columbus"
      kind="Conference"
      title="ChannelPro LIVE: Columbus"
      where="Hyatt Regency Columbus, Columbus OH"
      date={{ month: 'Jun', day: '5', weekday: 'Wed' }}
      when="Jun 5 – 6, 8:00 AM Eastern"
      price="$149"
      state="sold-out"
      seats="Waiting list open"
    />
  </EventList>
)

/** Everything else of the public pages. */
export const SiteGallery = () => (
  <Page
    title="Components"
    cartCount={0}
    actor={{ name: 'Dana Goulston', email: 'dana@example.com', admin: true }}
    flash={{
      tone: 'success',
      words: 'You are registered for five Tuesdays. The first invitation is on its way.',
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
      <FilterForm action="/events" label="Filter the programme" clear="/events">
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
    <Stack after>{programme}</Stack>
    <Section title="States">
      <Stack>
        <p class="flex flex-wrap gap-2">
          {states.map((state) => (
            <StateBadge state={state} />
          ))}
        </p>
      </Stack>
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
          Nothing was charged and your seat was given back. Please try again in a few minutes.
        </Notice>
      </Stack>
    </Section>
    <Section title="Prices, times, people">
      <Stack>
        <p class="flex flex-wrap items-baseline gap-6">
          <Money amount="$399" /> <Money amount="$283.29" was="$399" size="large" />
          <Money amount="Free" size="display" />
        </p>
        <p>
          <LocalTime instant="2024-04-23T16:00:00Z" words="Tue, Apr 23, 9:00 AM" zoneLabel="Pacific" />
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
    <Section title="Sold out, over, free">
      <Stack>
        <Columns count={3}>
          <PriceCard
            label="Sold out"
            price="$399"
            state="sold-out"
            when={{ days: 'Tuesdays, Apr 23 – May 21', clock: '9:00 AM Pacific' }}
            seats={{ words: 'All 20 taken, 3 waiting', taken: 20, capacity: 20 }}
            action={
              <ButtonLink look="primary" block href="#wait">
                Join the waiting list
              </ButtonLink>
            }
          >
            <p>If a seat comes free, it is yours for 24 hours before the next person is asked.</p>
          </PriceCard>
          <PriceCard
            label="Over"
            price="Free"
            state="ended"
            when={{ days: 'Wed, Apr 10', clock: '9:00 AM Pacific' }}
            action={
              <ButtonLink look="primary" block href="#watch">
                Watch the recording
              </ButtonLink>
            }
          />
          <PriceCard
            label="Yours"
            price="$0"
            was="$149"
            state="registered"
            when={{ days: 'Jun 5 – 6', clock: '8:00 AM Eastern' }}
            where="Hyatt Regency Columbus"
            secondary={
              <ButtonLink look="danger" block href="#cancel">
                Cancel my registration
              </ButtonLink>
            }
          />
        </Columns>
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
              Look at the programme
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
