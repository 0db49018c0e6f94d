import type { Product } from '@lectern/core/catalog'
import type { PropsWithChildren } from 'hono/jsx'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { statusFaces } from './title-words.ts'

type Props = PropsWithChildren<{
  title: string
  saved?: Product | undefined
  bundle: boolean
  /** Bundles on sale that hold this title. */
  bundles: readonly Product[]
}>

const Actions = ({ saved: { slug, status, title }, bundle }: { saved: Product; bundle: boolean }) => (
  <>
    {status === 'on-sale' && (
      <ButtonLink size="small" href={`/store/${slug}`}>
        See its page
      </ButtonLink>
    )}
    {!bundle && (
      <ButtonLink size="small" href={`/admin/store/${slug}/files`}>
        Files
      </ButtonLink>
    )}
    <form method="post" action={`/admin/store/${slug}/${status === 'on-sale' ? 'withdraw' : 'restore'}`}>
      <SubmitButton look="plain" size="small">
        {status === 'on-sale' ? 'Withdraw' : 'Put back on sale'}
        <span class="sr-only"> {title}</span>
      </SubmitButton>
    </form>
  </>
)

/** The head of an editor, above its form: what it is, how it stands, and what else can be done. */
export const TitlePage = ({ title, saved, bundle, bundles, children }: Props) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <Breadcrumbs trail={[{ href: '/admin/store', label: 'Store' }, { label: title }]} />
    <PageHeading
      size="work"
      title={title}
      badge={
        saved && <StateBadge state={statusFaces[saved.status].state}>{statusFaces[saved.status].words}</StateBadge>
      }
      actions={saved && <Actions saved={saved} bundle={bundle} />}
    >
      {saved === undefined
        ? 'It is on sale from the moment you save it.'
        : saved.status === 'withdrawn'
          ? 'It is off the store; who bought it keeps it.'
          : 'Changes count from the moment you save them.'}
      {bundles.length > 0 && (
        <>
          {' '}
          It is sold in a bundle too:{' '}
          {bundles.map((one, index) => (
            <>
              {index > 0 && ', '}
              <a class="text-link" href={`/admin/store/${one.slug}`}>
                {one.title}
              </a>
            </>
          ))}
          .
        </>
      )}
    </PageHeading>
    {children}
  </div>
)
