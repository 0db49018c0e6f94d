import {
  batchLimit,
  type CodeBatch,
  getPromotion,
  type ListedCode,
  listCodeBatches,
  listCodes,
  orderCodes,
  type Promotion,
} from '@lectern/core/pricing'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { csvFile } from '../../../lists/columns.ts'
import type { SiteServices } from '../../../site.ts'
import { personOf } from './acts.tsx'
import { trailTo } from './promotion-page.tsx'

/** How often the page is shown again while codes are being made, in seconds. */
const refreshSeconds = 3

const isMaking = ({ made, wanted }: CodeBatch): boolean => made < wanted

const many = (count: number): string => count.toLocaleString('en-US')

const fileColumns = [{ file: { Code: ({ code }: ListedCode) => code, State: ({ state }: ListedCode) => state } }]

const columns: Column<CodeBatch>[] = [
  { key: 'ordered', label: 'Ordered', cell: ({ createdAt }) => momentInZone(createdAt) },
  { key: 'prefix', label: 'Beginning', cell: ({ prefix }) => `${prefix}-` },
  {
    key: 'made',
    label: 'Ready',
    cell: (batch) => (
      <span class="grid gap-1.5">
        {many(batch.made)} of {many(batch.wanted)}
        {isMaking(batch) && (
          <progress
            class="progress progress-primary w-40"
            max={batch.wanted}
            value={batch.made}
            aria-label="Codes made"
          />
        )}
      </span>
    ),
  },
]

type Props = { promotion: Promotion; batches: readonly CodeBatch[]; typed: string }

const Codes = ({ promotion, batches, typed }: Props) => {
  const { id } = promotion
  const making = batches.some(isMaking)
  const made = batches.reduce((sum, batch) => sum + batch.made, 0)
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Breadcrumbs trail={trailTo(promotion, 'Codes')} />
      <PageHeading
        size="work"
        title={`Codes of ${promotion.title}`}
        actions={
          made > 0 && (
            <ButtonLink
              size="small"
              look={making ? 'plain' : 'primary'}
              href={`/admin/promotions/${id}/codes.csv`}
              download
            >
              Download all as CSV
            </ButtonLink>
          )
        }
      >
        Each code works once.
      </PageHeading>
      <ErrorSummary />
      {making && (
        <Notice
          title="Creating the codes"
          action={
            <ButtonLink size="small" href={`/admin/promotions/${id}/codes`}>
              Refresh progress
            </ButtonLink>
          }
        >
          This page refreshes every {refreshSeconds} seconds. You can leave it; we’ll still create the codes.
        </Notice>
      )}
      {promotion.codes !== 'many' && <p class="text-muted">This promotion has one shared code or none.</p>}
      {/* Not while the page is shown again by itself: that would take away what is typed. */}
      {promotion.codes === 'many' && !making && (
        <Panel title="Create more">
          <form class="grid gap-5" method="post" action={`/admin/promotions/${id}/codes`} novalidate>
            <TextInput
              name="count"
              label="Quantity"
              hint={`Up to ${many(batchLimit)} at a time.`}
              inputmode="numeric"
              value={typed}
            />
            <div>
              <SubmitButton busy="Ordering…">Create codes</SubmitButton>
            </div>
          </form>
        </Panel>
      )}
      <Panel flush>
        <Table
          caption="Batches of codes"
          columns={columns}
          rows={batches}
          rowId={({ id: batch }) => batch}
          empty="No codes yet."
        />
      </Panel>
    </div>
  )
}

const flashes = { ordered: 'Creating the codes.' } as const

/** `/admin/promotions/:id/codes`: orders many codes, tells how far they are, and hands them out as a file. */
export const codePages = ({ table }: SiteServices): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/promotions' })

  const show = async (c: AdminContext, promotion: Promotion, errors = noErrors, typed = '10000', status?: 400) => {
    const batches = await listCodeBatches(table, promotion.id)
    if (status === undefined && batches.some(isMaking)) {
      // As a header, so that no script is needed; to the address alone, without what was last done.
      c.header('Refresh', `${refreshSeconds}; url=/admin/promotions/${promotion.id}/codes`)
    }
    return showAdmin(
      c,
      table,
      { title: `Codes of ${promotion.title}`, nav: 'promotions', status, flash: flashOf(c, flashes), errors },
      <Codes promotion={promotion} batches={batches} typed={typed} />,
    )
  }

  app.page('/:id/codes', { audit: why.impersonal }, async (c) => show(c, await getPromotion(table, c.req.param('id'))))

  app.form('/:id/codes', { audit: recorded('promotion.codes', '{id}') }, async (c, form) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    const typed = form.text('count')
    const count = /^\d{1,3}(,?\d{3})*$|^\d{1,9}$/.test(typed) ? Number(typed.replaceAll(',', '')) : Number.NaN
    try {
      await orderCodes(table, promotion.id, count, c.var.now, personOf(c))
      return done(`/admin/promotions/${promotion.id}/codes?done=ordered`)
    } catch (error) {
      return again(
        show(
          c,
          promotion,
          errorsOf(refusalOf(error), () => (promotion.codes === 'many' ? 'count' : '')),
          typed,
          400,
        ),
      )
    }
  })

  app.page('/:id/codes.csv', { audit: recorded('promotion.codes-read', '{id}') }, async (c) => {
    const { id } = await getPromotion(table, c.req.param('id'))
    const read = (cursor: string | undefined) => listCodes(table, id, { cursor, limit: 500 })
    return csvFile(c, `codes-${id}`, fileColumns, read)
  })
  return app.pages
}
