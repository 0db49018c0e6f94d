import { cutText } from '@lectern/core/platform'
import { type CheckedCredential, checkCredential, openBadgeKeys } from '@lectern/core/teaching'
import { Notice, type NoticeTone } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { again, definePages, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { CertificateSheet } from './certificate-parts.tsx'
import { describeDate } from './certificate-words.ts'

type Said = { tone: NoticeTone; title: string; words: string }

const said: Record<Exclude<CheckedCredential['outcome'], 'revoked'>, Said> = {
  valid: { tone: 'success', title: 'Valid', words: 'We issued it, nobody changed it, and it’s still valid.' },
  replaced: {
    tone: 'warning',
    title: 'Replaced by a newer one',
    words: 'We issued a newer version. Ask its holder for the new one.',
  },
  erased: {
    tone: 'warning',
    title: 'Deleted',
    words: 'We issued it, but its holder deleted their data, so it’s no longer valid.',
  },
  unknown: { tone: 'error', title: 'Not found', words: 'It’s signed with our key, but we have no such certificate.' },
  changed: {
    tone: 'error',
    title: 'Changed',
    words: 'It says we issued it, but our key didn’t sign it. It was changed or made up.',
  },
  'not-ours': { tone: 'error', title: 'Not ours', words: 'We didn’t issue it. Ask its issuer whether it’s real.' },
  unreadable: {
    tone: 'error',
    title: 'Not a credential',
    words: 'Paste the whole text of the file: three long parts with periods between them.',
  },
}

const wordsOf = (checked: CheckedCredential): Said =>
  checked.outcome === 'revoked'
    ? {
        tone: 'error',
        title: `Revoked on ${describeDate(checked.at, checked.certificate.zone)}`,
        words: 'We issued it and later revoked it. It’s no longer valid.',
      }
    : said[checked.outcome]

/** `/certificates/check`: whether a credential that someone was given is one of ours and still valid. */
export const checkPage = definePages({ who: 'everyone' }, (app, services) => {
  const { table, siteUrl, certificateKey } = services

  const show = (c: Request, text = '', checked?: CheckedCredential) => {
    const told = checked && wordsOf(checked)
    return c.html(
      <SitePage title="Check a certificate" unlisted width="text">
        <PageHeading size="work" title="Check a certificate">
          Got one of our badges as a file? Paste its text here. A printed certificate shows the address of its page,
          where you can check it.
        </PageHeading>
        <Stack after>
          {told && (
            <Notice tone={told.tone} title={told.title}>
              {told.words}
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
                hint="The text of a file that ends in .jwt. It starts with “ey”."
                rows={8}
                value={text}
              />
              <div>
                <SubmitButton busy="Checking…">Check</SubmitButton>
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
})
