import { type Certificate, certificateState, certificateUrl, getCertificate } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import { SitePage } from '../site-page.tsx'
import { CertificateSheet } from './certificate-parts.tsx'
import { describeDate } from './certificate-words.ts'

const Standing = ({ certificate, organizer }: { certificate: Certificate; organizer: string }) => {
  switch (certificateState(certificate)) {
    case 'valid':
      return (
        <Notice tone="success" title="This certificate is valid">
          {organizer} issued it, and it hasn’t changed.
        </Notice>
      )
    case 'revoked':
      return (
        <Notice tone="error" title={`Revoked on ${describeDate(certificate.revokedAt ?? '', certificate.zone)}`}>
          {organizer} revoked this certificate. It’s no longer valid.
        </Notice>
      )
    case 'replaced':
      return (
        <Notice
          tone="warning"
          title="Replaced by a newer one"
          action={<ButtonLink href={`/certificates/${certificate.replacedBy}`}>See the new one</ButtonLink>}
        >
          {organizer} issued a newer version. Only the new one is valid.
        </Notice>
      )
    case 'erased':
      return (
        <Notice tone="warning" title="This certificate was deleted">
          Its holder deleted their data, so it’s no longer valid.
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
          The PDF says “{printed.text}” because it can’t show some letters. Print this page to get the full name on
          paper.
        </Notice>
      )}
      {!printed.whole && printed.text === '' && (
        <Notice>
          The PDF can’t show this name, so it links to this page instead. Print this page to get the name on paper.
        </Notice>
      )}
      {!isWholeBesidesName(certificate) && (
        <Notice>The PDF can’t show some words on this page. Print this page to get everything on paper.</Notice>
      )}
      <CopyField
        name="address"
        label="Link to share"
        hint="Anyone with the link can see that the certificate is real."
        optional="unsaid"
        value={certificateUrl(siteUrl, certificate.id)}
      />
      <p class="text-sm text-muted">
        The badge is a signed Open Badges 3.0 credential for wallets and profiles.{' '}
        <TextLink href={`${address}.json`}>See what it says</TextLink>, or{' '}
        <TextLink href="/certificates/check">check one you received</TextLink>.
      </p>
    </div>
  )
}

/** `/certificates/:id`: for anyone with its address. It doesn't show its holder's address, and search engines don't list it. */
export const showCertificatePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/certificates/:id', { audit: why.impersonal, caching: 'personal' }, async (c) => {
    const certificate = await getCertificate(services.table, c.req.param('id'))
    const state = certificateState(certificate)
    const erased = state === 'erased'
    const title = erased ? 'Deleted certificate' : `Certificate: ${certificate.title}`
    return c.html(
      <SitePage title={title} unlisted width="text">
        <PageHeading size="work" title="Certificate of attendance" kicker={certificate.organizer} />
        <Stack after>
          <Standing certificate={certificate} organizer={certificate.organizer} />
          {!erased && <CertificateSheet certificate={certificate} quiet={state !== 'valid'} />}
          {state === 'valid' && <Take certificate={certificate} siteUrl={services.siteUrl} />}
        </Stack>
      </SitePage>,
    )
  })
})
