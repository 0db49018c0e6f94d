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
import { ButtonLink } from '../../../components/button.tsx'
import { Way } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { typedOf } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, personOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { csvFile } from '../../../lists/columns.ts'
import type { SiteServices } from '../../../site.ts'
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
          <progress class="gauge w-40" max={batch.wanted} value={batch.made} aria-label="Codes made" />
        )}
      </span>
    ),
  },
]

type Props = { promotion: Promotion; batches: readonly CodeBatch[] }

const Codes = ({ promotion, batches }: Props) => {
  const { id } = promotion
  const making = batches.some(isMaking)
  return (
    <>
      {making && (
        <Notice
          title="Creating the codes"
          action={<Way href={`/admin/promotions/${id}/codes`} label="Refresh progress" />}
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
            />
            <div>
              <SubmitButton busy="Ordering…">Create codes</SubmitButton>
            </div>
          </form>
        </Panel>
      )}
      <TablePanel
        caption="Batches of codes"
        columns={columns}
        rows={batches}
        rowId={({ id: batch }) => batch}
        empty="No codes yet."
      />
    </>
  )
}

const flashes = { ordered: 'Creating the codes.' } as const

/** `/admin/promotions/:id/codes`: orders many codes, tells how far they are, and hands them out as a file. */
export const codePages = ({ table }: SiteServices): Declared[] => {
  const show = async (c: AdminContext, refused?: Refused) => {
    const promotion = await getPromotion(table, partOf(c, 'id'))
    const batches = await listCodeBatches(table, promotion.id)
    const own = `/admin/promotions/${promotion.id}`
    const making = batches.some(isMaking)
    // As a header, so that no script is needed; to the address alone, without what was last done.
    if (!refused && making) c.header('Refresh', `${refreshSeconds}; url=${own}/codes`)
    return showAdmin(
      c,
      table,
      {
        title: `Codes for ${promotion.title}`,
        nav: 'promotions',
        trail: trailTo(promotion, 'Codes'),
        about: 'Each code works once.',
        actions: batches.some(({ made }) => made > 0) && (
          <ButtonLink size="small" look={making ? 'plain' : 'primary'} href={`${own}/codes.csv`} download>
            Download all as CSV
          </ButtonLink>
        ),
        flash: flashOf(c, flashes),
        typed: typedOf({ count: 10_000 }),
        ...refused,
      },
      <Codes promotion={promotion} batches={batches} />,
    )
  }

  const app = declarePages({ who: 'admin', at: '/admin/promotions', again: show, field: () => 'count' })

  app.page('/:id/codes', { audit: why.impersonal }, (c) => show(c))

  app.form('/:id/codes', { audit: recorded('promotion.codes', '{id}') }, async (c, typed) => {
    const text = typed.text('count')
    const count = /^\d{1,3}(,?\d{3})*$|^\d{1,9}$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
    const { id } = await getPromotion(table, c.req.param('id'))
    await orderCodes(table, id, count, c.var.now, personOf(c))
    return done(`/admin/promotions/${id}/codes?done=ordered`)
  })

  app.page('/:id/codes.csv', { audit: recorded('promotion.codes-read', '{id}') }, async (c) => {
    const { id } = await getPromotion(table, c.req.param('id'))
    const read = (cursor: string | undefined) => listCodes(table, id, { cursor, limit: 500 })
    return csvFile(c, `codes-${id}`, fileColumns, read)
  })
  return app.pages
}
