import { type Event, sessionsOf } from '@lectern/core/catalog'
import { scheduledSessions } from '@lectern/core/schedule'
import { Badge } from '../../components/badge.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type ListColumn, plain } from '../../lists/columns.ts'
import type { ProgressRow } from './progress-page.ts'

export const addressOfCertificates = ({ slug }: Pick<Event, 'slug'>): string => `/teach/${slug}/certificates`

/** Where someone stands with their certificate. */
const Standing = ({ progress: { standing, certificate } }: ProgressRow) => {
  if (certificate?.revokedAt !== undefined) return <Badge dot="error">Revoked</Badge>
  if (certificate) return <Badge dot="success">Issued</Badge>
  if (standing?.met) return <Badge dot="primary">Earned</Badge>
  return <span class="text-muted">Not yet</span>
}

/** What can be done with it. */
const Acts = ({ event, row }: { event: Event; row: ProgressRow }) => {
  const { certificate } = row.progress
  if (!certificate) return null
  const { name } = row.registration
  const address = `${addressOfCertificates(event)}/${certificate.certificate}`
  const of = <span class="sr-only"> the certificate for {name}</span>
  return (
    <div class="flex items-center justify-end gap-2 whitespace-nowrap">
      <TextLink href={`/certificates/${certificate.certificate}`}>
        See<span class="sr-only"> the certificate for {name}</span>
      </TextLink>
      {certificate.revokedAt === undefined ? (
        <>
          <form method="post" action={`${address}/again`}>
            <SubmitButton look="ghost" size="small">
              Reissue{of}
            </SubmitButton>
          </form>
          <a class="btn btn-quiet btn-small" href={`${address}/revoke`}>
            Revoke{of}
          </a>
        </>
      ) : (
        <form method="post" action={`${address}/restore`}>
          <SubmitButton look="ghost" size="small">
            Restore{of}
          </SubmitButton>
        </form>
      )}
    </div>
  )
}

const stateOf = ({ progress: { standing, certificate } }: ProgressRow): string => {
  if (certificate) return certificate.revokedAt === undefined ? 'issued' : 'revoked'
  return standing?.met ? 'earned' : ''
}

export const certificateColumns = (event: Event): ListColumn<ProgressRow>[] => [
  plain('name', 'Name', ({ registration }) => registration.name),
  { file: { Email: ({ registration }) => registration.email } },
  plain('attended', 'Attended', ({ progress: { attended, of } }) => `${attended} of ${of}`),
  { key: 'state', label: 'Certificate', cell: (row) => <Standing {...row} />, file: { Certificate: stateOf } },
  { key: 'acts', label: 'Actions', align: 'end', cell: (row) => <Acts event={event} row={row} /> },
]

/** What a certificate takes. */
export const RuleForm = ({ event, value }: { event: Event; value: string }) => {
  const of = scheduledSessions(sessionsOf(event)).length
  return (
    <Panel title="Requirements" id="rule">
      <form class="grid max-w-sm gap-5" method="post" action={`${addressOfCertificates(event)}/rule`}>
        <TextInput
          name="attend"
          label="Minimum sessions to attend"
          hint={`Out of ${of}. Leave blank for no certificates.`}
          type="number"
          inputmode="numeric"
          min={1}
          max={of}
          optional
          value={value}
        />
        <div>
          <SubmitButton look="plain">Save</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}
