import { EventCard, EventList, EventRow } from '../components/event-card.tsx'

/** Rows of the program in different states. */
export const Program = () => (
  <>
    <EventList label="Program">
      <EventCard
        href="/events/5w22"
        kind="Five-week class"
        code="5W22"
        title="MSP Professional Sales Program"
        date={{ month: 'Apr', day: '23', weekday: 'Tue', instant: '2024-04-23T16:00:00Z' }}
        when="Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)"
        price="$283.29"
        was="$399"
        priceNote="free for all-access members"
        state="few-left"
        formatState="7 of 20 left"
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
        instructor={{ name: 'Karl W. Palachuk' }}
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
    <EventList label="Compact" two>
      <EventRow
        href="/events/5w22"
        kind="Five-week class"
        code="5W22"
        title="MSP Professional Sales Program"
        hue="blue"
        date={{ month: 'Apr', day: '23', weekday: 'Tue' }}
        when="Tuesdays, Apr 23 – May 21"
        price="$399"
        state="few-left"
        formatState="7 seats left"
      />
    </EventList>
  </>
)
