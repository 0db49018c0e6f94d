import { formatCents } from '@lectern/core/platform'
import type { Promotion, QuotedLine } from '@lectern/core/pricing'
import { formatInstant } from '@lectern/core/schedule'
import { BreakdownTable } from '../../../components/breakdown-table.tsx'
import { Island } from '../../../components/island.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { shownErrors } from '../../../forms/errors.ts'
import { Columns } from '../../../layout/columns.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import type { Preview, PricedCart } from './price-carts.ts'
import { formatAudience, formatBenefit, formatCode, formatLimit, formatScope, formatWindow } from './promotion-words.ts'

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
      <p class="text-sm text-muted">{message}</p>
    ))}
  </Panel>
)

type Props = { shown?: { promotion: Promotion; preview: Preview } | undefined }

const Shown = ({ promotion, preview }: NonNullable<Props['shown']>) => (
  <>
    <Notice title={`${formatCode(promotion)}: ${formatBenefit(promotion)} on ${formatScope(promotion)}`}>
      {[formatWindow(promotion), formatAudience(promotion), formatLimit(promotion)].filter(Boolean).join(' ')}
    </Notice>
    {preview.warnings.map((warning) => (
      <Notice tone="warning">{warning}</Notice>
    ))}
    {preview.carts.length === 0 ? (
      <p class="text-muted">Put something on sale first to preview prices.</p>
    ) : (
      <>
        <p class="max-w-prose text-muted">
          Prices on {formatInstant(preview.at, promotion.window?.zone ?? organizerZone())}, before any use, for someone
          who qualifies. We include other automatic promotions.
        </p>
        <Columns count={3}>
          {preview.carts.map((cart) => (
            <Cart {...cart} />
          ))}
        </Columns>
      </>
    )}
  </>
)

/** Three carts with the terms as typed. Where scripts run, they follow what is typed; otherwise the button shows them. */
export const PreviewPart = ({ shown }: Props) => {
  const [wrong] = shownErrors().values()
  return (
    <section class="grid grid-cols-[minmax(0,1fr)] gap-5" aria-labelledby="preview-title">
      <h2 class="mt-2 text-2xl font-semibold" id="preview-title">
        Three carts with it
      </h2>
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5" data-part="prices" aria-live="polite">
        {shown ? (
          <Shown {...shown} />
        ) : (
          <p class="text-muted">
            {wrong !== undefined
              ? `Complete the terms to see prices. ${wrong}.`.replace('..', '.')
              : 'Press “Preview” to see what three carts cost with these terms. This doesn’t save anything.'}
          </p>
        )}
      </div>
      <Island name="price-preview" />
    </section>
  )
}
