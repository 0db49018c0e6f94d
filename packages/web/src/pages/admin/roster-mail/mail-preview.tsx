import type { Event } from '@lectern/core/catalog'
import { paragraphsOf, type RosterMail } from '@lectern/core/roster-mail'
import { Panel } from '../../../components/panel.tsx'
import { partsOf, type TextPart } from './mail-words.ts'

const drawn = ({ words, link }: TextPart) =>
  link === undefined ? (
    words
  ) : (
    <a class="text-link break-all" href={link} rel="noreferrer nofollow">
      {words}
    </a>
  )

type Props = {
  mail: Pick<RosterMail, 'subject' | 'body' | 'about'>
  event: Event
  /** Whose name stands in it. */
  reader: string
  organizer: string
}

/**
 * A mail to a roster as its reader sees it: the words, in their order. How a mail program draws it shows in the test to
 * oneself, which is the mail itself; the site renders none.
 */
export const MailPreview = ({ mail, event, reader, organizer }: Props) => (
  <Panel title="Preview">
    <div class="hairline grid grid-cols-[minmax(0,1fr)] gap-4 rounded-field bg-base-200 p-5">
      <p class="text-sm break-words text-muted">
        From {organizer} · Subject: <span class="font-medium break-words text-base-content">{mail.subject}</span>
      </p>
      <div class="hairline grid grid-cols-[minmax(0,1fr)] gap-3 rounded-field bg-base-100 p-5">
        <p class="text-sm font-medium text-secondary">{event.title}</p>
        <p class="font-serif text-2xl leading-tight font-semibold break-words">{mail.subject}</p>
        <div class="prose min-w-0">
          <p class="break-words">Hi {reader.split(' ')[0]},</p>
          {paragraphsOf(mail.body).map((paragraph) => (
            <p class="break-words">{partsOf(paragraph).map(drawn)}</p>
          ))}
          <p class="break-words">{organizer}</p>
        </div>
        <p class="text-sm text-muted">
          Then a button to the event’s page, why they got it
          {mail.about === 'news'
            ? ', and how to unsubscribe from news.'
            : ', and how to change their email preferences.'}
        </p>
      </div>
    </div>
  </Panel>
)
