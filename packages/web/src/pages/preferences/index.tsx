// What someone is mailed, by the link in each such email. It works without signing in.
import { countGuesses, findPersonById, type Person, requirePerson } from '@lectern/core/identity'
import {
  changePreferences,
  findPreferences,
  type MailTopic,
  mailTopicNames,
  mailTopics,
  type Preferences,
  preferencesUrl,
  readPreferencesToken,
  whatAlwaysComes,
} from '@lectern/core/mail'
import { notFound } from '@lectern/core/platform'
import { Checkbox } from '../../components/choice.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { definePages, done, why } from '../../forms/pages.ts'
import { readFormData, textIn } from '../../forms/read-form.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { secretAddress } from '../../middleware/personal.ts'
import { type Request, SitePage } from '../site-page.tsx'

const topicOf = (name: string | undefined): MailTopic | undefined => mailTopicNames.find((topic) => topic === name)

const flashes = {
  saved: 'Preferences saved.',
  off: 'You’re unsubscribed from these emails.',
}

/** The address as its owner knows it, and nobody who only has the link: "d…@example.com". */
const hinted = (email: string): string => email.replace(/^(.)[^@]*/, '$1…')

const TurnOff = ({ topic }: { topic: MailTopic }) => (
  <Notice
    title={`Unsubscribe from “${mailTopics[topic].title}”?`}
    action={
      <form method="post">
        <HiddenFields values={{ off: topic }} />
        <SubmitButton size="small">Unsubscribe from these</SubmitButton>
      </form>
    }
  >
    {mailTopics[topic].words}
  </Notice>
)

/** @param quiet  beside something else to press, which is what the reader came for */
const Choices = ({ chosen, action, quiet }: { chosen: Preferences; action: string; quiet: boolean }) => (
  <form class="grid gap-5" method="post" action={action}>
    <HiddenFields values={{ form: 'all' }} />
    <fieldset class="grid gap-3">
      <legend class="mb-3 font-serif text-xl font-semibold">Emails we send you</legend>
      {mailTopicNames.map((topic) => (
        <Checkbox
          name={topic}
          checked={chosen[topic]}
          label={<span class="font-medium">{mailTopics[topic].title}</span>}
          hint={mailTopics[topic].words}
        />
      ))}
    </fieldset>
    <p class="text-sm text-muted">{whatAlwaysComes}</p>
    <div>
      <SubmitButton look={quiet ? 'plain' : 'primary'}>Save</SubmitButton>
    </div>
  </form>
)

export const preferencePages = definePages({ who: 'holder', around: secretAddress }, (app, services) => {
  const { table, secret } = services

  /** @throws Problem not-found, alike for a link that is not ours and for someone who is gone */
  const personBehind = async (c: Request): Promise<Person> => {
    const id = readPreferencesToken(secret, c.req.param('token') ?? '')
    if (!id) await countGuesses(table, c.var, 'token')
    const person = id && (await findPersonById(table, id))
    if (!person) throw notFound('page')
    return person
  }

  const show = (c: Request, person: Person, chosen: Preferences) => {
    const topic = topicOf(c.req.query('topic'))
    const asked = topic && chosen[topic] ? topic : undefined
    return c.html(
      <SitePage
        title="Email preferences"
        unlisted
        nav="mail"
        width="form"
        here="/account/mail"
        flash={flashOf(c, flashes)}
      >
        <PageHeading title="Email preferences" size="work">
          <p>For {hinted(person.email)}</p>
        </PageHeading>
        <Stack after gap="large">
          {asked && <TurnOff topic={asked} />}
          <Choices chosen={chosen} action={c.req.path} quiet={asked !== undefined} />
        </Stack>
      </SitePage>,
    )
  }

  app.page('/account/mail', { who: 'person', audit: why.own }, (c) =>
    c.redirect(preferencesUrl(services, requirePerson(c.var.actor).id), 303),
  )

  app.page('/preferences/:token', { audit: why.own }, async (c) => {
    const person = await personBehind(c)
    return show(c, person, await findPreferences(table, person.id))
  })

  // Also what mail programs send by themselves when their reader presses "unsubscribe" (RFC 8058): from anywhere, and as
  // either kind of form.
  app.form('/preferences/:token', { audit: why.own, fromAnywhere: true }, async (c) => {
    const person = await personBehind(c)
    const form = await readFormData(c)
    const oneClick = textIn(form, 'List-Unsubscribe') === 'One-Click'
    const off = topicOf(oneClick ? c.req.query('topic') : textIn(form, 'off'))
    const isForm = textIn(form, 'form') === 'all'
    if (!oneClick && !off && !isForm) throw notFound('form')
    const named = off ? [off] : mailTopicNames
    const change = Object.fromEntries(named.map((topic) => [topic, isForm && !off && textIn(form, topic) === 'yes']))
    await changePreferences(table, person.id, change, c.var.now)
    if (oneClick) return done(c.text('You’re unsubscribed from these emails.'))
    return done(`${c.req.path}?done=${isForm ? 'saved' : 'off'}`)
  })
})
