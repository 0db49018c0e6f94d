import { AgendaTimeline } from '../components/agenda-timeline.tsx'
import { ButtonLink } from '../components/button.tsx'
import { InstructorLine } from '../components/instructor-line.tsx'
import { MobileBar } from '../components/mobile-bar.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { PriceCard } from '../components/price-card.tsx'
import { Section, Stack, WithAside } from '../layout/columns.tsx'
import { JsonLd } from '../layout/json-ld.tsx'
import { Page } from '../layout/page.tsx'

const tuesdays = ['2024-04-23', '2024-04-30', '2024-05-07', '2024-05-14', '2024-05-21'].map((day) => `${day}T16:00:00Z`)

/** The event page of the sketches, made of components. */
export const EventGallery = () => (
  <Page
    title="MSP Professional Sales Program"
    description="Five Tuesdays on a sales process the whole team can follow."
    nav="class"
    here="/events/5w22"
    cartCount={1}
    organizer="Small Biz Community"
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
            <p>Have a code? Enter it in the cart. Full refund until Apr 20.</p>
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
        />
      </Section>
    </WithAside>
  </Page>
)
