import type { Format, Product } from '@lectern/core/catalog'
import type { PropsWithChildren } from 'hono/jsx'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/choice.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { statusFaces } from './title-words.ts'

type Props = PropsWithChildren<{
  title: string
  saved?: Product | undefined
  bundle: boolean
  /** Bundles on sale that hold this title. */
  bundles: readonly Product[]
  ready?: Readiness | undefined
}>

const Actions = ({ saved: { slug, status, title }, bundle }: { saved: Product; bundle: boolean }) => (
  <>
    {status !== 'withdrawn' && (
      <ButtonLink size="small" href={`/store/${slug}`}>
        {status === 'draft' ? 'Preview' : 'View page'}
      </ButtonLink>
    )}
    {!bundle && (
      <ButtonLink size="small" href={`/admin/store/${slug}/files`}>
        Files
      </ButtonLink>
    )}
    {status !== 'draft' && (
      <form method="post" action={`/admin/store/${slug}/${status === 'on-sale' ? 'withdraw' : 'restore'}`}>
        <SubmitButton look="plain" size="small">
          {status === 'on-sale' ? 'Withdraw' : 'Put back on sale'}
          <span class="sr-only"> {title}</span>
        </SubmitButton>
      </form>
    )}
  </>
)

export type Readiness = {
  /** Formats to download that have no file yet. */
  awaited: readonly Format[]
  /** Whether copies on paper can be sent anywhere. */
  ships: boolean
}

/** What a draft still lacks, and the way to put it on sale. */
const Publish = ({ saved, ready: { awaited } }: { saved: Product; ready: Readiness }) => (
  <Panel title="Put on sale" id="publish">
    <form class="grid gap-5" method="post" action={`/admin/store/${saved.slug}/publish`}>
      {awaited.length > 0 && (
        <>
          <p>
            {awaited.map(({ name }) => name).join(', ')}: no file yet.{' '}
            <a class="text-link" href={`/admin/store/${saved.slug}/files`}>
              Upload files
            </a>
          </p>
          <Checkbox
            name="preorder"
            label="Sell it as a pre-order"
            hint="Its page says that it’s not out yet. Buyers get an email when you upload the file."
            checked={false}
          />
        </>
      )}
      <div>
        <SubmitButton busy="Putting on sale…">Put on sale</SubmitButton>
      </div>
    </form>
  </Panel>
)

const NoShipping = () => (
  <Notice tone="warning" title="No one can order printed copies yet">
    You haven’t set any shipping regions.{' '}
    <a class="text-link" href="/admin/store-terms">
      Add shipping
    </a>
  </Notice>
)

/** The head of an editor, above its form: what it is, how it stands, and what else can be done. */
export const TitlePage = ({ title, saved, bundle, bundles, ready, children }: Props) => (
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
        ? 'Saved as a draft. You put it on sale when it’s ready.'
        : saved.status === 'draft'
          ? 'Only admins can see it.'
          : saved.status === 'withdrawn'
            ? 'It’s off the store. People who bought it keep it.'
            : 'Changes take effect when you save.'}
      {bundles.length > 0 && (
        <>
          {' '}
          Also sold in a bundle:{' '}
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
    {ready && !ready.ships && <NoShipping />}
    {saved?.status === 'draft' && ready && <Publish saved={saved} ready={ready} />}
    {children}
  </div>
)
