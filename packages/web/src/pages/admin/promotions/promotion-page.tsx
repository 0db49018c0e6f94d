import { cutText } from '@lectern/core/platform'
import { mayHaveSale, type Promotion } from '@lectern/core/pricing'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { Breadcrumbs, type Crumb } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'
import { formatCounted, type Standing } from './list-promotions.tsx'
import {
  formatAudience,
  formatBenefit,
  formatCode,
  formatScope,
  formatWindow,
  promotionFace,
} from './promotion-words.ts'

/** The way to a page below a promotion's own. */
export const trailTo = ({ id, title }: Pick<Promotion, 'id' | 'title'>, label: string): Crumb[] => [
  { href: '/admin/promotions', label: 'Promotions' },
  { href: `/admin/promotions/${id}`, label: title },
  { label },
]

/** A button that is a form by itself, so that it works wherever it stands. */
export const ActButton = ({
  id,
  act,
  words,
  about,
  look = 'plain',
}: {
  id: string
  act: string
  words: string
  about?: string
  look?: 'plain' | 'danger' | 'primary'
}) => (
  <form method="post" action={`/admin/promotions/${id}/${act}`}>
    <SubmitButton look={look} size="small">
      {words}
      {about !== undefined && <span class="sr-only"> {about}</span>}
    </SubmitButton>
  </form>
)

const Ways = ({ promotion: { id, codes, audience } }: { promotion: Promotion }) => (
  <nav class="flex flex-wrap gap-2" aria-label="Promotion pages">
    {codes === 'many' && (
      <ButtonLink size="small" href={`/admin/promotions/${id}/codes`}>
        Codes
      </ButtonLink>
    )}
    {audience.type === 'imported' && (
      <ButtonLink size="small" href={`/admin/promotions/${id}/addresses`}>
        Addresses
      </ButtonLink>
    )}
    <ButtonLink size="small" href={`/admin/promotions/${id}/report`}>
      Report
    </ButtonLink>
    <ButtonLink size="small" href={`/admin/promotions/${id}/changes`}>
      Changes
    </ButtonLink>
    <ButtonLink size="small" href={`/admin/simulator?promotion=${id}`}>
      Try a price
    </ButtonLink>
  </nav>
)

/** A day that is still to come can be tried before it comes. */
const Rehearsal = ({ id }: Pick<Promotion, 'id'>) => (
  <Notice
    title="Rehearse it"
    action={
      <ButtonLink size="small" href={`/admin/simulator?promotion=${id}`}>
        Open the simulator
      </ButtonLink>
    }
  >
    See what any cart costs before it starts, while it runs, and after it ends.
  </Notice>
)

const Copy = ({ promotion, typed }: { promotion: Promotion; typed?: Typed | undefined }) => (
  <Panel title="Duplicate">
    <form class="grid gap-5" method="post" action={`/admin/promotions/${promotion.id}/duplicate`} novalidate>
      <p class="max-w-prose text-muted">
        The copy has the same terms and starts paused so you can edit it first. It has no codes or imported addresses
        yet.
      </p>
      <Columns>
        <TextInput
          name="copyTitle"
          label="Title of the copy"
          value={typed?.text('copyTitle') ?? cutText(`${promotion.title} (copy)`, 200)}
          maxlength={200}
        />
        {promotion.code !== undefined && (
          <TextInput name="copyCode" label="Code of the copy" value={typed?.text('copyCode')} autocomplete="off" />
        )}
      </Columns>
      <div>
        <SubmitButton look="plain" size="small">
          Duplicate
        </SubmitButton>
      </div>
    </form>
  </Panel>
)

const Over = ({ standing: { promotion, state } }: { standing: Standing }) => (
  <Panel title="End or delete">
    <p class="max-w-prose text-muted">
      Earlier orders keep their price.
      {mayHaveSale(promotion) && ' If a sale uses it, deleting it leaves the sale without a promotion.'}
    </p>
    <div class="flex flex-wrap gap-2">
      {mayHaveSale(promotion) && (
        <ButtonLink size="small" href={`/admin/sales/new?promotion=${promotion.id}`}>
          Create a sale page
        </ButtonLink>
      )}
      {state !== 'ended' && (
        <ButtonLink size="small" href={`/admin/promotions/${promotion.id}/end`}>
          End now…
        </ButtonLink>
      )}
      <ButtonLink size="small" href={`/admin/promotions/${promotion.id}/delete`}>
        Delete…
      </ButtonLink>
    </div>
  </Panel>
)

type Props = PropsWithChildren<{ standing: Standing; copy?: Typed | undefined }>

/** The frame of a promotion's editor: how it stands above it, what else can be done below. */
export const PromotionPage = ({ standing, copy, children }: Props) => {
  const { promotion, state } = standing
  const face = promotionFace(promotion, state)
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Breadcrumbs trail={[{ href: '/admin/promotions', label: 'Promotions' }, { label: promotion.title }]} />
      <PageHeading
        size="work"
        title={promotion.title}
        badge={<StateBadge state={face.state}>{face.words}</StateBadge>}
        actions={
          state !== 'ended' &&
          (promotion.paused ? (
            <ActButton id={promotion.id} act="resume" words="Resume" about={promotion.title} />
          ) : (
            <ActButton id={promotion.id} act="pause" words="Pause" about={promotion.title} />
          ))
        }
      >
        {formatCode(promotion)}: {formatBenefit(promotion)} on {formatScope(promotion)}. {formatWindow(promotion)}{' '}
        {formatAudience(promotion)} Uses: {formatCounted(standing)}.{promotion.endedAt !== undefined && ' Ended early.'}
      </PageHeading>
      <Ways promotion={promotion} />
      {(state === 'hidden' || state === 'scheduled') && <Rehearsal id={standing.promotion.id} />}
      {children}
      <Copy promotion={promotion} typed={copy} />
      <Over standing={standing} />
    </div>
  )
}

/** Asks once more before something that cannot be undone. */
export const Confirm = ({
  promotion,
  act,
  title,
  words,
  children,
}: PropsWithChildren<{ promotion: Promotion; act: 'end' | 'delete'; title: string; words: Child }>) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <Breadcrumbs trail={trailTo(promotion, title)} />
    <PageHeading size="work" title={`${title}: ${promotion.title}`}>
      {words}
    </PageHeading>
    <form class="flex flex-wrap gap-2" method="post" action={`/admin/promotions/${promotion.id}/${act}`}>
      <HiddenFields values={{ sure: 'yes' }} />
      <SubmitButton look="danger">{children}</SubmitButton>
      <ButtonLink href={`/admin/promotions/${promotion.id}`}>Keep as is</ButtonLink>
    </form>
  </div>
)
