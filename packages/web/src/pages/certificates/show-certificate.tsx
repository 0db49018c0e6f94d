import { type Certificate, certificateState, certificateUrl, getCertificate } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { type Declared, declarePages, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { SitePage } from '../site-page.tsx'
import { CertificateSheet } from './certificate-parts.tsx'
import { dateWords } from './certificate-words.ts'

const Standing = ({ certificate, organiser }: { certificate: Certificate; organiser: string }) => {
  switch (certificateState(certificate)) {
    case 'valid':
      return (
        <Notice tone="success" title="This certificate is valid">
          {organiser} issued it and it stands as it was issued.
        </Notice>
      )
    case 'revoked':
      return (
        <Notice tone="error" title={`Revoked on ${dateWords(certificate.revokedAt ?? '', certificate.zone)}`}>
          {organiser} has withdrawn this certificate. It certifies nothing any more.
        </Notice>
      )
    case 'replaced':
      return (
        <Notice
          tone="warning"
          title="Replaced by a newer one"
          action={<ButtonLink href={`/certificates/${certificate.replacedBy}`}>See the newer one</ButtonLink>}
        >
          {organiser} has issued this certificate anew, and the new one alone is valid.
        </Notice>
      )
    case 'erased':
      return (
        <Notice tone="warning" title="This certificate is gone">
          Its holder asked to be forgotten, so it names nobody any more and certifies nothing.
        </Notice>
      )
  }
}

const Take = async ({ certificate, siteUrl }: { certificate: Certificate; siteUrl: string }) => {
  const { isWholeBesidesName, printedText } = await import('./sheet/printed.ts')
  const printed = printedText(certificate.name)
  const address = `/certificates/${certificate.id}`
  return (
    <div class="grid gap-5 print:hidden">
      <div class="flex flex-wrap gap-3">
        <ButtonLink look="primary" href={`${address}.pdf`} download>
          Download the PDF
        </ButtonLink>
        <ButtonLink href={`${address}.jwt`} download>
          Download the badge
        </ButtonLink>
      </div>
      {!printed.whole && printed.text !== '' && (
        <Notice>
          The PDF says “{printed.text}”: it has no letters for the rest. Print this page to have the whole name on
          paper.
        </Notice>
      )}
      {!printed.whole && printed.text === '' && (
        <Notice>
          The PDF has no letters for this name, so it refers to this page in its place. Print this page to have the name
          on paper.
        </Notice>
      )}
      {!isWholeBesidesName(certificate) && (
        <Notice>The PDF has no letters for some words of this page. Print this page to have all of it on paper.</Notice>
      )}
      <CopyField
        name="address"
        label="Its address"
        hint="Whoever opens it sees that the certificate is real. Nobody can guess it."
        optional="unsaid"
        value={certificateUrl(siteUrl, certificate.id)}
      />
      <p class="text-sm text-muted">
        The badge is an Open Badges 3.0 credential, signed, for wallets and profiles that take one.{' '}
        <a class="text-link" href={`${address}.json`}>
          See what it says
        </a>
        , or{' '}
        <a class="text-link" href="/certificates/check">
          check one that you were given
        </a>
        .
      </p>
    </div>
  )
}

/** `/certificates/:id`: for whoever has its address. It tells no address of its holder, and stands in no search engine. */
export const showCertificatePage = (services: SiteServices): Declared[] => {
  const app = declarePages({ who: 'everyone' })
  app.page('/certificates/:id', { audit: why.impersonal, caching: 'personal' }, async (c) => {
    const certificate = await getCertificate(services.table, c.req.param('id'))
    const state = certificateState(certificate)
    const erased = state === 'erased'
    const title = erased ? 'A certificate that is gone' : `Certificate: ${certificate.title}`
    return c.html(
      <SitePage c={c} services={services} title={title} unlisted width="text">
        <PageHeading size="work" title="Certificate of attendance" kicker={certificate.organiser} />
        <Stack after>
          <Standing certificate={certificate} organiser={certificate.organiser} />
          {!erased && <CertificateSheet certificate={certificate} quiet={state !== 'valid'} />}
          {state === 'valid' && <Take certificate={certificate} siteUrl={services.siteUrl} />}
        </Stack>
      </SitePage>,
    )
  })
  return app.pages
}
