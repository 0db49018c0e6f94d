import { formatCents, type Problem } from '@lectern/core/platform'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { Fold } from '../../components/fold.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { Stack } from '../../layout/columns.tsx'
import { formatMoment, whenLine } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { type OwnRegistration, registrationPath } from './load-registration.ts'

type Props = { c: Request; own: OwnRegistration; refusal?: Problem }

/** What ending it does to the money, and until when: a whole sentence or two. */
const formatEnding = ({ event, terms, byAnother }: OwnRegistration, now: string): string => {
  if (!terms) return ''
  const until = terms.until && formatMoment(terms.until, event.zone, now)
  if (terms.paidCents === 0) return 'There’s nothing to refund.'
  const amount = formatCents(terms.paidCents)
  if (terms.open) {
    return byAnother
      ? `The person who registered you gets ${amount} back. Full refund until ${until}.`
      : `You get ${amount} back. Full refund until ${until}.`
  }
  return `Refunds ended on ${until}, so ${amount} isn’t refunded.${byAnother ? ' We’ll tell the person who registered you.' : ''}`
}

/** Among what can be changed: how to end it, with what that does to the money said before. */
export const Ending = ({ own, now }: { own: OwnRegistration; now: string }) => {
  const { event, terms, byAnother } = own
  if (!terms) return null
  const until = terms.until && formatMoment(terms.until, event.zone, now)
  const note = terms.paidCents === 0 ? undefined : terms.open ? `full refund until ${until}` : 'no refund anymore'
  return (
    <Fold title={byAnother ? 'Decline' : 'Cancel'} note={note} icon="close" id="cancel" group="change">
      <p>{formatEnding(own, now)}</p>
      <div>
        <a class={buttonClass({ look: 'danger' })} href={registrationPath(own, '/cancel')}>
          {byAnother ? 'Decline this registration' : 'Cancel my registration'}
        </a>
      </div>
    </Fold>
  )
}

/** The one question before it ends: what will happen, and the button that does it. */
export const CancelPage = ({ c, own, refusal }: Props) => {
  const { event, terms, byAnother, token } = own
  const { now } = c.var
  const loses = terms !== undefined && terms.paidCents > 0 && !terms.open
  const title = byAnother ? 'Decline this registration?' : 'Cancel your registration?'
  return (
    <SitePage title={title} unlisted width="form" here={registrationPath(own, '/cancel')}>
      <PageHeading kicker={event.title} title={terms ? title : 'Nothing to cancel'} size="work">
        <p class="nums">{whenLine(event, now)}</p>
      </PageHeading>
      <Stack after>
        {refusal && <Notice tone="warning" title={refusal.message} />}
        {terms ? (
          <form class="grid gap-4" method="post" action={`/registrations/${event.slug}/cancel`}>
            <HiddenFields values={{ token, forfeit: loses ? 'yes' : undefined }} />
            <p>We offer your seat to someone else right away, so you may not get it back. {formatEnding(own, now)}</p>
            <div class="flex flex-wrap gap-3">
              <SubmitButton look="danger" busy="One moment…">
                {byAnother ? 'Decline' : loses ? 'Cancel without a refund' : 'Cancel my registration'}
              </SubmitButton>
              <ButtonLink look="ghost" href={registrationPath(own)}>
                Keep my seat
              </ButtonLink>
            </div>
          </form>
        ) : (
          <p>
            This registration or event has already ended.{' '}
            <TextLink href={registrationPath(own)}>See the registration</TextLink>
          </p>
        )}
      </Stack>
    </SitePage>
  )
}
