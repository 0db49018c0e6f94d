import type { Event } from '@lectern/core/catalog'
import type { Recipients, RosterMail } from '@lectern/core/roster-mail'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { Act, RecipientsLine } from './mail-parts.tsx'
import { addressOfMail, addressOfMails, audienceWords, peopleWords } from './mail-words.ts'

type ConfirmProps = { event: Event; mail: RosterMail; recipients: Recipients }

/** The last step before a mail goes: to whom, how many, and what cannot be undone. */
export const ConfirmPage = ({ event, mail, recipients }: ConfirmProps) => {
  const { count, state } = recipients
  const nobody = state === 'exact' && count === 0
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Breadcrumbs
        trail={[
          { label: event.title, href: `/admin/events/${event.slug}` },
          { label: 'Mails', href: addressOfMails(event) },
          { label: 'This mail', href: addressOfMail(mail) },
          { label: 'Send' },
        ]}
      />
      <PageHeading size="work" title={`Send “${mail.subject}”?`} kicker={event.title} />
      <Panel>
        <p>{audienceWords(event, mail)} at this moment; whoever registers later does not get it.</p>
        <RecipientsLine mail={mail} recipients={recipients} />
        <p>It sets out after a minute. Until then you can take it back; what has gone out cannot be called back.</p>
        <div class="flex flex-wrap gap-3">
          {!nobody && (
            <Act mail={mail} act="send">
              <SubmitButton busy="Sending…">
                {state === 'exact' ? `Send it to ${peopleWords(count)}` : 'Send it to all of them'}
              </SubmitButton>
            </Act>
          )}
          <ButtonLink href={addressOfMail(mail)}>Not yet</ButtonLink>
        </div>
      </Panel>
    </div>
  )
}
