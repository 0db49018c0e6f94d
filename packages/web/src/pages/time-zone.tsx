import { Zone } from '@lectern/core/platform'
import { HiddenFields } from '../components/hidden-fields.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { Select } from '../components/select.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { definePages, done, why } from '../forms/pages.ts'
import { zoneOptions } from '../forms/zones.ts'
import { localPath } from '../sign-in/local-path.ts'
import { writeZoneCookie } from '../zone-cookie.ts'
import { SitePage } from './site-page.tsx'

/** `/time-zone`: the zone in which a reader wants times told beside each event's own. A cookie remembers it, and nothing else does. */
export const timeZonePages = definePages({ who: 'everyone', caching: 'personal' }, (app, services) => {
  app.page('/time-zone', { audit: why.impersonal }, (c) =>
    c.html(
      <SitePage title="Your time zone" unlisted width="form" here={localPath(c.req.query('next'))}>
        <PageHeading title="Your time zone">
          <p>We show each event’s own time. Choose your time zone, and we’ll show yours next to it.</p>
        </PageHeading>
        <form class="mt-8 grid gap-4" method="post" action="/time-zone">
          <HiddenFields values={{ next: localPath(c.req.query('next')) }} />
          <Select
            name="zone"
            label="Time zone"
            optional="unsaid"
            options={zoneOptions()}
            prompt="Only the event’s time zone"
            value={c.var.readerZone ?? ''}
          />
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        </form>
      </SitePage>,
    ),
  )

  app.form('/time-zone', { audit: why.own }, (c, form) => {
    writeZoneCookie(c, services, Zone.safeParse(form.text('zone')).data)
    return done(localPath(form.text('next')))
  })
})
