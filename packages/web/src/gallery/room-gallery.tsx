import { ButtonLink } from '../components/button.tsx'
import { Clock } from '../components/clock.tsx'
import { Fold } from '../components/fold.tsx'
import { Icon } from '../components/icon.tsx'
import { InstructorLine } from '../components/instructor-line.tsx'
import { RoomHead } from '../components/room-head.tsx'
import { SideList } from '../components/side-list.tsx'
import { Page } from '../layout/page.tsx'

const aClass = { kind: 'class', slug: '5w22', title: 'MSP Professional Sales Program', sessions: [] } as const
const now = '2024-04-30T15:41:18Z'

/** A page of something that one has: its head with the one deed, folds, and shortcuts. */
export const RoomGallery = () => (
  <Page title="A class" nav="account" width="full">
    <div class="hue-rust">
      <RoomHead
        of={aClass}
        back={{ label: 'My events', href: '#' }}
        kind="Five-week class · 5W22"
        title="MSP Professional Sales Program"
        card={
          <section class="now-card" aria-label="Next session">
            <p class="kind">Week 2 · today</p>
            <h2>Finding prospects</h2>
            <div class="starts">
              <ButtonLink look="primary" size="large" href="#join">
                <Icon name="video" />
                Join session
              </ButtonLink>
              <Clock until="2024-04-30T16:00:00Z" now={now} />
            </div>
            <Clock until="2024-05-07T16:00:00Z" now={now} />
          </section>
        }
      >
        <InstructorLine name="James Kernan" about="Tuesdays, Apr 23 – May 21" href="#" />
      </RoomHead>
      <div class="page page-body cols">
        <section>
          <h2>Change something</h2>
          <Fold title="Your answers" note="3 of 4 answered" icon="pencil" id="answers" group="change" open>
            <p>The answers.</p>
          </Fold>
          <Fold title="Cancel" note="full refund until Sunday, June 2" icon="close" id="cancel" group="change">
            <p>What ends.</p>
          </Fold>
        </section>
        <aside aria-label="More">
          <SideList
            links={[
              { icon: 'calendar', label: 'Add to calendar', href: '#calendar', download: true },
              { icon: 'ask', label: 'Ask the organizer', href: '#ask' },
            ]}
          />
        </aside>
      </div>
    </div>
  </Page>
)
