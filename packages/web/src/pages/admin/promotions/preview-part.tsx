import type { Plan } from '@lectern/core/membership'
import { formatCents, type Zone } from '@lectern/core/platform'
import type { Promotion, QuotedLine } from '@lectern/core/pricing'
import { formatInstant } from '@lectern/core/schedule'
import { BreakdownTable } from '../../../components/breakdown-table.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Island } from '../../../components/island.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { shownErrors } from '../../../forms/errors.ts'
import { organizerZone } from '../../../layout/moments.ts'
import type { Edge, Preview, PricedCart } from './price-carts.ts'
import {
  formatAudience,
  formatBenefit,
  formatCode,
  formatLimit,
  formatRenewals,
  formatScope,
  formatWindow,
} from './promotion-words.ts'

/** Each discount of a line with its name: `Leap day −$115.71`. */
export const reasonsOf = ({ applied }: Pick<QuotedLine, 'applied'>): string =>
  applied
    .map(({ title, code, discountCents }) => `${title}${code ? ` (${code})` : ''} −${formatCents(discountCents)}`)
    .join('; ')

const Cart = ({ title, lines, quote }: PricedCart) => (
  <Panel title={title}>
    <BreakdownTable
      caption={title}
      lines={quote.lines.map((line, index) => ({
        label: lines[index]?.name ?? line.sku,
        note: reasonsOf(line) || 'At list price',
        quantity: line.quantity,
        was: line.discountCents > 0 ? formatCents(line.listCents) : undefined,
        amount: formatCents(line.totalCents),
      }))}
      total={{ label: 'Total', amount: formatCents(quote.totalCents) }}
    />
    {quote.rejected.map(({ message }) => (
      <p class="muted">{message}</p>
    ))}
  </Panel>
)

type Props = { shown?: { promotion: Promotion; preview: Preview } | undefined; plans: readonly Plan[] }

const Edges = ({ edges, zone }: { edges: readonly Edge[]; zone: Zone }) => (
  <Panel title="At the edges">
    <ul class="todo">
      {edges.map(({ at, totalCents, applied, words }) => (
        <li>
          <span class={applied ? 'c-good' : 'c-warn'}>
            <Icon name={applied ? 'check' : 'warning'} />
          </span>
          <div class="grow">
            <b class="strong">{formatInstant(at, zone)}</b>
            <p>{words}</p>
          </div>
          <b class="nums strong">{formatCents(totalCents)}</b>
        </li>
      ))}
    </ul>
  </Panel>
)

const Shown = ({ promotion, preview, plans }: NonNullable<Props['shown']> & Pick<Props, 'plans'>) => {
  const zone = promotion.window?.zone ?? organizerZone()
  return (
    <>
      <Notice title={`${formatCode(promotion)}: ${formatBenefit(promotion)} on ${formatScope(promotion)}`}>
        {[formatWindow(promotion), formatAudience(promotion, plans), formatLimit(promotion), formatRenewals(promotion)]
          .filter(Boolean)
          .join(' ')}
      </Notice>
      {preview.warnings.map((warning) => (
        <Notice tone="warning">{warning}</Notice>
      ))}
      {preview.carts.length === 0 ? (
        <p class="muted">Put something on sale first to preview prices.</p>
      ) : (
        <>
          <p class="muted">
            Prices on {formatInstant(preview.at, zone)}, before any use, for someone who qualifies. We include other
            automatic promotions.
          </p>
          {preview.edges.length > 0 && <Edges edges={preview.edges} zone={zone} />}
          {preview.carts.map((cart) => (
            <Cart {...cart} />
          ))}
        </>
      )}
    </>
  )
}

/** Three carts with the terms as typed, by the checkout's own function. Where scripts run, they follow what is typed. */
export const PreviewPart = ({ shown, plans }: Props) => {
  const [wrong] = shownErrors().values()
  return (
    <aside class="live" tabindex={0} aria-labelledby="preview-title">
      <div>
        <h2 id="preview-title">Three carts with it</h2>
        <p class="muted">The same rules as checkout.</p>
      </div>
      <div class="fields" data-part="prices" aria-live="polite">
        {shown ? (
          <Shown {...shown} plans={plans} />
        ) : (
          <p class="muted">
            {wrong !== undefined
              ? `Complete the terms to see prices. ${wrong}.`.replace('..', '.')
              : 'Press “Preview” to see what three carts cost with these terms. This doesn’t save anything.'}
          </p>
        )}
      </div>
      <Island name="price-preview" />
    </aside>
  )
}
