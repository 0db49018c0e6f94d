import type { ClassProgress } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { Panel } from '../../components/panel.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { plural } from '../event-words.ts'

/** What is still to do for a certificate, or what became of it. */
const formatStanding = ({ standing, certificate }: ClassProgress): string | undefined => {
  if (certificate) {
    return certificate.revokedAt === undefined
      ? 'Your certificate is ready. You can print it or share it.'
      : 'Your certificate was revoked. Ask the organizer about it.'
  }
  if (!standing) return undefined
  const { attended, needed, of, met, over } = standing
  const rule = needed === of ? (of === 1 ? 'the session' : `all ${of} sessions`) : `${needed} of ${of} sessions`
  if (met) {
    return over
      ? 'Certificate earned. We’ll email it to you soon.'
      : 'Certificate earned. We’ll send it after the last session.'
  }
  return over
    ? `To earn the certificate, attend ${rule}.`
    : `To earn the certificate, attend ${rule}: ${plural(needed - attended, 'more session')} to go.`
}

/** Asks for the name that goes on the certificate, while the reader has given none. */
const AskName = () => (
  <p>
    <TextLink href="/account#name">Check your name</TextLink> before we put it on your certificate.
  </p>
)

/** "You attended 3 of 5 sessions", what the certificate takes, and the link to it. Nothing before there is anything to say. */
export const ProgressOfClass = ({ progress, unnamed }: { progress: ClassProgress; unnamed: boolean }) => {
  const { attended, of, sessions, certificate } = progress
  const known = sessions.some(({ mark }) => mark !== undefined)
  const words = formatStanding(progress)
  if (of === 0 || (!known && words === undefined)) return null
  return (
    <Panel title="Your progress" id="progress">
      <div class="grid gap-3">
        <p class="nums">
          {of === 1
            ? attended === 1
              ? 'You attended the session.'
              : 'No attendance recorded yet.'
            : `You attended ${attended} of ${of} sessions.`}
        </p>
        {of > 1 && <progress class="gauge w-full" value={attended} max={of} aria-label="Sessions attended" />}
        {words !== undefined && <p class="text-muted">{words}</p>}
        {unnamed && progress.standing && certificate === undefined && <AskName />}
      </div>
      {certificate !== undefined && certificate.revokedAt === undefined && (
        <div class="flex flex-wrap gap-3">
          <ButtonLink look="primary" href={`/certificates/${certificate.certificate}`}>
            See your certificate
          </ButtonLink>
          <ButtonLink href={`/certificates/${certificate.certificate}.pdf`} download>
            Download the PDF
          </ButtonLink>
        </div>
      )}
    </Panel>
  )
}
