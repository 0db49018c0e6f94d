import { cutText } from '@lectern/core/platform'
import { type CheckedCredential, checkCredential, openBadgeKeys } from '@lectern/core/teaching'
import { Notice, type NoticeTone } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { again, type Declared, declarePages, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { CertificateSheet } from './certificate-parts.tsx'
import { dateWords } from './certificate-words.ts'

type Said = { tone: NoticeTone; title: string; words: string }

const wordsOf = (checked: CheckedCredential): Said => {
  switch (checked.outcome) {
    case 'valid':
      return { tone: 'success', title: 'Valid', words: 'We issued it, nothing in it was changed, and it still holds.' }
    case 'revoked':
      return {
        tone: 'error',
        title: `Revoked on ${dateWords(checked.at, checked.certificate.zone)}`,
        words: 'We issued it and have withdrawn it since. It certifies nothing any more.',
      }
    case 'replaced':
      return {
        tone: 'warning',
        title: 'Replaced by a newer one',
        words: 'We issued it and have issued it anew since. Ask its holder for the new one.',
      }
    case 'erased':
      return {
        tone: 'warning',
        title: 'Gone',
        words: 'We issued it. Its holder asked to be forgotten since, so it certifies nothing any more.',
      }
    case 'unknown':
      return { tone: 'error', title: 'Not known', words: 'Our key signed it, but there is no such certificate.' }
    case 'changed':
      return {
        tone: 'error',
        title: 'Changed',
        words: 'It names us as its issuer, but our key did not sign what it says. It was changed, or made up.',
      }
    case 'not-ours':
      return {
        tone: 'error',
        title: 'Not ours',
        words: 'We did not issue it. Whether it is real, its own issuer can tell.',
      }
    case 'unreadable':
      return {
        tone: 'error',
        title: 'Not a credential',
        words: 'Paste the whole text of the file: three long parts with a full stop between them.',
      }
  }
}

/** `/certificates/check`: whether a credential that somebody was given is one of ours and still holds. */
export const checkPage = (services: SiteServices): Declared[] => {
  const { table, siteUrl, certificateKey } = services
  const app = declarePages({ who: 'everyone' })

  const show = (c: Request, text = '', checked?: CheckedCredential) => {
    const said = checked && wordsOf(checked)
    return c.html(
      <SitePage c={c} services={services} title="Check a certificate" unlisted width="text">
        <PageHeading size="work" title="Check a certificate">
          Somebody gave you a badge of ours as a file? Paste what stands in it. A certificate on paper names its page,
          which says the same.
        </PageHeading>
        <Stack after>
          {said && (
            <Notice tone={said.tone} title={said.title}>
              {said.words}
            </Notice>
          )}
          {checked && 'certificate' in checked && (
            <CertificateSheet certificate={checked.certificate} quiet={checked.outcome !== 'valid'} />
          )}
          <Panel>
            <form class="grid gap-5" method="post" action="/certificates/check">
              <TextArea
                name="credential"
                label="The credential"
                hint="The text of a file that ends in .jwt. It begins with ey."
                rows={8}
                value={text}
              />
              <div>
                <SubmitButton busy="Checking…">Check it</SubmitButton>
              </div>
            </form>
          </Panel>
        </Stack>
      </SitePage>,
    )
  }

  app.page('/certificates/check', { audit: why.impersonal, caching: 'personal' }, (c) => show(c))
  app.form('/certificates/check', { audit: why.own, caching: 'personal' }, async (c, typed) => {
    const text = cutText(typed.text('credential'), 30_000)
    const keys = await openBadgeKeys(certificateKey())
    return again(show(c, text, await checkCredential(table, { keys, siteUrl }, text)))
  })
  return app.pages
}
