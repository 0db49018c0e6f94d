import { AgendaTimeline } from '../components/agenda-timeline.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Facts } from '../components/facts.tsx'
import { Faq } from '../components/faq.tsx'
import { InstructorLine } from '../components/instructor-line.tsx'
import { ReaderTime } from '../components/local-time.tsx'
import { Menu } from '../components/menu.tsx'
import { MobileBar } from '../components/mobile-bar.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { Portrait } from '../components/portrait.tsx'
import { Quotes } from '../components/quotes.tsx'
import { ShareMenu } from '../components/share-menu.tsx'
import { Ticks } from '../components/ticks.tsx'
import { WeekList } from '../components/week-list.tsx'
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
    <header class="hero hue-blue">
      <PageHeading kicker="Five-week class · 5W22" title="MSP Professional Sales Program">
        <p>Win more recurring revenue with a sales process the whole team can follow.</p>
      </PageHeading>
      <Facts
        facts={[
          {
            icon: 'calendar',
            name: 'When',
            words: (
              <>
                Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)
                <ReaderTime zone="America/Los_Angeles" instants={tuesdays} before=". That’s " after="." />
              </>
            ),
          },
          { icon: 'video', name: 'Where', words: 'Online, recorded' },
        ]}
      />
      <InstructorLine
        name="James Kernan"
        about="Principal consultant, author of two books on growing an MSP"
        href="/instructors/kernan"
      />
    </header>
    <div class="ticket-more">
      <Menu words="Add to calendar" icon="calendar">
        <a href="#google">Google Calendar</a>
        <a href="#file">Download .ics file</a>
      </Menu>
      <ShareMenu url="https://lectern.example/events/5w22" title="MSP Professional Sales Program" />
    </div>
    <div class="event-body">
      <section>
        <h2>Who it’s for</h2>
        <Ticks points={['MSP owners who still do the selling', 'Salespeople in their first two years']} />
      </section>
      <section>
        <h2>Week by week</h2>
        <WeekList
          weeks={[
            {
              date: { month: 'Apr', day: '23', weekday: 'Tue' },
              instant: tuesdays[0],
              time: '9:00 AM Pacific · 60 minutes',
              title: 'What value-based selling is',
              summary: 'Why it wins, its five principles, and fitting your answer to the problem.',
              state: 'past',
            },
            {
              date: { month: 'Apr', day: '30', weekday: 'Tue' },
              instant: tuesdays[1],
              time: '9:00 AM Pacific · 60 minutes',
              title: 'Qualifying',
              state: 'live',
              change: 'New time',
              actions: (
                <ButtonLink size="small" look="primary" href="#join">
                  Join session
                </ButtonLink>
              ),
            },
          ]}
        />
      </section>
      <section>
        <h2>Your instructor</h2>
        <div class="person">
          <Portrait name="James Kernan" />
          <p>James helps owners sell with a plan instead of hope.</p>
        </div>
      </section>
      <section>
        <h2>What people say</h2>
        <Quotes
          quotes={[
            { quote: 'By week four we had two proposals signed.', name: 'Olivia Owner', role: 'Owner of an MSP' },
            { quote: 'The best hour of my week.', name: 'Pat Person' },
          ]}
        />
      </section>
      <section>
        <h2>Questions</h2>
        <Faq
          items={[
            { question: 'What if I miss a week?', answer: 'Every session is recorded.' },
            { question: 'How much time does it take?', answer: 'One hour live, plus homework.' },
          ]}
        />
      </section>
      <section>
        <h2>On the class page</h2>
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
      </section>
    </div>
  </Page>
)
