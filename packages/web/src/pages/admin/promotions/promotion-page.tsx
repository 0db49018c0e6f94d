import type { Plan } from '@lectern/core/membership'
import { cutText } from '@lectern/core/platform'
import { mayHaveSale, type Promotion } from '@lectern/core/pricing'
import type { PropsWithChildren } from 'hono/jsx'
import { ActButton } from '../../../components/act-button.tsx'
import type { Crumb } from '../../../components/breadcrumbs.tsx'
import { Way } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { shownTyped } from '../../../forms/typed.ts'
import { Columns } from '../../../layout/columns.tsx'
import { formatCounted, type Standing } from './list-promotions.tsx'
import {
  formatAudience,
  formatBenefit,
  formatCode,
  formatRenewals,
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

const Ways = ({ promotion: { id, codes, audience } }: { promotion: Promotion }) => {
  const own = `/admin/promotions/${id}`
  return (
    <nav class="flex flex-wrap gap-2" aria-label="Promotion pages">
      {codes === 'many' && <Way href={`${own}/codes`} label="Codes" />}
      {audience.type === 'imported' && <Way href={`${own}/addresses`} label="Addresses" />}
      <Way href={`${own}/report`} label="Report" />
      <Way href={`${own}/changes`} label="Changes" />
      <Way href={`/admin/simulator?promotion=${id}`} label="Try a price" />
    </nav>
  )
}

/** A day that is still to come can be tried before it comes. */
const Rehearsal = ({ id }: Pick<Promotion, 'id'>) => (
  <Notice title="Rehearse it" action={<Way href={`/admin/simulator?promotion=${id}`} label="Open the simulator" />}>
    See what any cart costs before it starts, while it runs, and after it ends.
  </Notice>
)

const Copy = ({ promotion }: { promotion: Promotion }) => (
  <Panel title="Duplicate">
    <form class="grid gap-5" method="post" action={`/admin/promotions/${promotion.id}/duplicate`} novalidate>
      <p class="max-w-prose text-muted">
        The copy has the same terms and starts paused so you can edit it first. It has no codes or imported addresses
        yet.
      </p>
      <Columns>
        <TextInput
          name="copyTitle"
          label="Copy title"
          value={shownTyped()?.has('copyTitle') ? undefined : cutText(`${promotion.title} (copy)`, 200)}
          maxlength={200}
        />
        {promotion.code !== undefined && <TextInput name="copyCode" label="Copy code" autocomplete="off" />}
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
      {mayHaveSale(promotion) && <Way href={`/admin/sales/new?promotion=${promotion.id}`} label="Create a sale page" />}
      {state !== 'ended' && <Way href={`/admin/promotions/${promotion.id}/end`} label="End now…" />}
      <Way href={`/admin/promotions/${promotion.id}/delete`} label="Delete…" />
    </div>
  </Panel>
)

/** What a promotion is called, how it stands, and the way to stop it for a while or have it run again. */
export const promotionHead = (standing: Standing, plans: readonly Plan[]) => {
  const { promotion, state } = standing
  const { id, title, paused } = promotion
  const face = promotionFace(promotion, state)
  const act = paused
    ? { action: `/admin/promotions/${id}/resume`, words: 'Resume' }
    : { action: `/admin/promotions/${id}/pause`, words: 'Pause' }
  return {
    title,
    trail: [{ href: '/admin/promotions', label: 'Promotions' }, { label: title }],
    badge: <StateBadge state={face.state}>{face.words}</StateBadge>,
    actions: state !== 'ended' && <ActButton {...act} about={title} />,
    about: `${formatCode(promotion)}: ${formatBenefit(promotion)} on ${formatScope(promotion)}. ${formatWindow(promotion)} ${[formatAudience(promotion, plans), formatRenewals(promotion)].filter(Boolean).join(' ')} Uses: ${formatCounted(standing)}.${promotion.endedAt === undefined ? '' : ' Ended early.'}`,
  }
}

/** What is around a promotion's editor: the ways to what belongs to it above, what else can be done below. */
export const PromotionPage = ({ standing, children }: PropsWithChildren<{ standing: Standing }>) => {
  const { promotion, state } = standing
  return (
    <>
      <Ways promotion={promotion} />
      {(state === 'hidden' || state === 'scheduled') && <Rehearsal id={promotion.id} />}
      {children}
      <Copy promotion={promotion} />
      <Over standing={standing} />
    </>
  )
}
