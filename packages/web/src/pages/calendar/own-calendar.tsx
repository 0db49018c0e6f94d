import { type FeedAddress, renewFeedAddress } from '@lectern/core/calendar'
import { requirePerson } from '@lectern/core/identity'
import { ButtonLink } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Fold } from '../../components/fold.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { definePages, done, why } from '../../forms/pages.ts'

/** What the account page says after `POST /account/calendar`, by what it leads on with. */
export const calendarFlashes = { calendar: 'Your calendar has a new link. The old one no longer works.' }

/** The part of the account page about one's own calendar: its address, or the way to one. */
export const OwnCalendar = ({ feed, open }: { feed: FeedAddress | undefined; open: boolean }) => (
  <Fold title="Your calendar" note="always up to date" icon="calendar" id="calendar" open={open}>
    <p class="max-w-prose text-muted">
      Subscribe once, and your calendar always shows what you’re registered for, including changes and cancellations.
    </p>
    {feed === undefined ? (
      <form method="post" action="/account/calendar">
        <SubmitButton look="plain">Get my calendar link</SubmitButton>
      </form>
    ) : (
      <>
        <div class="flex flex-wrap items-center gap-3">
          <ButtonLink href={feed.webcalUrl}>Subscribe in my calendar</ButtonLink>
          <p class="text-sm text-muted">Opens Apple Calendar, Outlook, and others.</p>
        </div>
        <div class="max-w-2xl">
          <CopyField
            name="feed"
            label="Calendar link"
            hint="For Google Calendar: “Other calendars”, “From URL”. Anyone with this link can see your calendar."
            value={feed.url}
            optional="unsaid"
          />
        </div>
        <details class="max-w-2xl">
          <summary class="w-fit cursor-pointer text-link">Reset the link</summary>
          <form class="mt-3 grid gap-3" method="post" action="/account/calendar">
            <p class="text-muted">
              Reset it if someone has the link who shouldn’t. The old link stops working, and you subscribe again with
              the new one.
            </p>
            <div>
              <SubmitButton look="plain">Reset the link</SubmitButton>
            </div>
          </form>
        </details>
      </>
    )}
  </Fold>
)

/** `POST /account/calendar`: an address, or another in place of the one before. */
export const ownCalendarRoute = definePages({ who: 'person' }, (app, services) => {
  app.form('/account/calendar', { audit: why.own }, async (c) => {
    const person = requirePerson(c.var.actor)
    await renewFeedAddress(services, person.id, c.var.now)
    return done('/account?done=calendar#calendar')
  })
})
