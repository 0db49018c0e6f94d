import { type Certificate, formatCriteria } from '@lectern/core/teaching'
import { KeyValue } from '../../components/key-value.tsx'
import { describeDate, formatAttended, formatDates, formatInstructor } from './certificate-words.ts'

/** What a certificate says, as on paper: to whom, for what, by whom, when. */
export const CertificateSheet = ({ certificate, quiet = false }: { certificate: Certificate; quiet?: boolean }) => (
  <article class={`hairline rounded-box bg-base-100 px-6 py-8 md:px-12 md:py-12 ${quiet ? 'opacity-60' : ''}`}>
    <p class="text-muted">This certifies that</p>
    <p class="mt-2 font-serif text-4xl leading-tight font-semibold break-words " dir="auto">
      {certificate.name}
    </p>
    <p class="mt-5 text-muted">{formatAttended(certificate)}</p>
    <p class="mt-2 font-serif text-2xl leading-snug font-semibold break-words">{certificate.title}</p>
    <p class="nums mt-2 text-muted">
      {certificate.kindLine}, {formatDates(certificate)}
    </p>
    <div class="mt-8 border-t border-base-300 pt-5">
      <KeyValue
        facts={[
          { term: 'Organizer', detail: certificate.organizer },
          { term: 'Taught by', detail: formatInstructor(certificate) },
          { term: 'Issued on', detail: describeDate(certificate.issuedAt, certificate.zone) },
          { term: 'Requirements', detail: formatCriteria(certificate) },
        ]}
      />
    </div>
  </article>
)
