import type { Format, Product } from '@lectern/core/catalog'
import { ActButton } from '../../../components/act-button.tsx'
import { Checkbox } from '../../../components/choice.tsx'
import { Way } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { statusFaces } from './title-words.ts'

const Actions = ({ saved: { slug, status, title }, bundle }: { saved: Product; bundle: boolean }) => (
  <>
    {status !== 'withdrawn' && <Way href={`/store/${slug}`} label={status === 'draft' ? 'Preview' : 'View page'} />}
    {!bundle && <Way href={`/admin/store/${slug}/files`} label="Files" />}
    {status === 'on-sale' && <ActButton action={`/admin/store/${slug}/withdraw`} words="Withdraw" about={title} />}
    {status === 'withdrawn' && (
      <ActButton action={`/admin/store/${slug}/restore`} words="Put back on sale" about={title} />
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
            <TextLink href={`/admin/store/${saved.slug}/files`}>Upload files</TextLink>
          </p>
          <Checkbox
            name="preorder"
            label="Sell it as a pre-order"
            hint="Its page says that it’s not out yet. Buyers get an email when you upload the file."
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
    You haven’t set any shipping regions. <TextLink href="/admin/store-terms">Add shipping</TextLink>
  </Notice>
)

const standing = (saved: Product | undefined): string => {
  if (saved === undefined) return 'Saved as a draft. You put it on sale when it’s ready.'
  if (saved.status === 'draft') return 'Only admins can see it.'
  if (saved.status === 'withdrawn') return 'It’s off the store. People who bought it keep it.'
  return 'Changes take effect when you save.'
}

type Head = {
  saved: Product | undefined
  bundle: boolean
  /** Bundles on sale that hold this title. */
  bundles: readonly Product[]
}

/** The head of an editor: what it is, how it stands, and what else can be done. */
export const titleHead = ({ saved, bundle, bundles }: Head) => {
  const title = saved?.title ?? (bundle ? 'New bundle' : 'New title')
  const face = saved && statusFaces[saved.status]
  return {
    title,
    trail: [{ href: '/admin/store', label: 'Store' }, { label: title }],
    badge: face && <StateBadge state={face.state}>{face.words}</StateBadge>,
    actions: saved && <Actions saved={saved} bundle={bundle} />,
    about: (
      <>
        {standing(saved)}
        {bundles.length > 0 && (
          <>
            {' '}
            Also sold in a bundle:{' '}
            {bundles.map((one, index) => (
              <>
                {index > 0 && ', '}
                <TextLink href={`/admin/store/${one.slug}`}>{one.title}</TextLink>
              </>
            ))}
            .
          </>
        )}
      </>
    ),
  }
}

/** What a saved title lacks to be sold, and the way to put it on sale. */
export const SaleParts = ({ saved, ready }: { saved: Product; ready: Readiness }) => (
  <>
    {!ready.ships && <NoShipping />}
    {saved.status === 'draft' && <Publish saved={saved} ready={ready} />}
  </>
)
