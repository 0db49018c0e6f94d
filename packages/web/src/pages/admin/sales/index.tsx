// The public pages of sales: a list with where each stands, and an editor that shows the page at its edges.
import { type Table as DataTable, type Instant, pageOfAll } from '@lectern/core/platform'
import {
  changeSale,
  checkSale,
  createSale,
  getSaleStanding,
  listPromotions,
  listSaleStandings,
  mayHaveSale,
  NewSale,
  type Promotion,
  removeSale,
  type Sale,
  SaleChanges,
  type SaleStanding,
  type SaleState,
} from '@lectern/core/pricing'
import { ConfirmDelete } from '../../../components/confirm-delete.tsx'
import { RowTitle, Way } from '../../../components/link.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { readAs } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { type ListColumn, plain } from '../../../lists/columns.ts'
import { choice } from '../../../lists/filters.tsx'
import { gather } from '../../../lists/gather.ts'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { saleFaces } from '../../sales/sale-words.ts'
import { formatWindow } from '../promotions/promotion-words.ts'
import { BelowForm, SaleForm, saleHead } from './sale-form.tsx'
import { SalePreview } from './sale-preview.tsx'

const columns: ListColumn<SaleStanding>[] = [
  {
    key: 'title',
    label: 'Sale',
    cell: ({ sale: { slug, title } }) => (
      <RowTitle href={`/admin/sales/${slug}`} title={title} under={`/sales/${slug}`} />
    ),
    file: { Sale: ({ sale }) => sale.title, Slug: ({ sale }) => sale.slug },
  },
  plain('promotion', 'Promotion', ({ promotion }) =>
    promotion ? `${promotion.title}${promotion.code === undefined ? '' : ` (${promotion.code})`}` : 'Deleted',
  ),
  plain('when', 'When', ({ promotion }) => promotion && formatWindow(promotion)),
  {
    key: 'state',
    label: 'State',
    cell: ({ state }) => <StateBadge state={saleFaces[state].state}>{saleFaces[state].words}</StateBadge>,
    file: { State: ({ state }) => state },
  },
]

const flashes = {
  draft: 'Saved as a draft. Only admins can see it.',
  published: 'Published. Everyone can see the page.',
  deleted: 'Sale deleted. Its promotion stays.',
} as const

const sales = (table: DataTable) =>
  defineList({
    filters: {
      state: choice(
        'State',
        (Object.keys(saleFaces) as SaleState[]).map((value) => ({ value, label: saleFaces[value].words })),
      ),
    },
    list: (c, { state }): List<SaleStanding> => ({
      title: 'Sales',
      nav: 'sales',
      flash: flashOf(c, flashes),
      make: <Way href="/admin/sales/new" label="New sale" primary />,
      caption: 'Sales',
      columns,
      rowId: ({ sale }) => `sale-${sale.slug}`,
      empty: {
        title: 'No sales yet',
        words:
          'A sale is the public page of a promotion for a limited time: it counts down, sends a reminder, and shows the code when it starts.',
      },
      read: async (page) => {
        const standings = await listSaleStandings(table, c.var.now)
        const shown = standings.filter((standing) => state === undefined || standing.state === state)
        return pageOfAll(shown, ({ sale }) => sale.slug, page)
      },
      file: 'sales',
    }),
  })

const valuesOf = ({ title, summary, body, promotionId }: Sale): Typed => typedOf({ title, summary, body, promotionId })

const statusOf = (typed: Typed): 'draft' | 'published' => (typed.text('intent') === 'publish' ? 'published' : 'draft')

const sent = (typed: Typed) => ({
  title: typed.text('title'),
  summary: typed.text('summary'),
  body: typed.text('body'),
  promotionId: typed.text('promotionId'),
  status: statusOf(typed),
})

/** What a form means, as the preview takes it, before anything is saved. */
const draftOf = (typed: Typed, now: Instant, saved: Sale | undefined): Sale => ({
  ...sent(typed),
  slug: saved?.slug ?? (typed.text('slug') || 'preview'),
  revision: saved?.revision ?? 1,
  createdAt: saved?.createdAt ?? now,
  updatedAt: now,
})

type Shown = Partial<Refused> & { typed: Typed; standing?: SaleStanding | undefined; shown?: Sale | undefined }

export const salePages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  /** The newest promotions that a sale may announce. */
  const candidates = async (): Promise<Promotion[]> => {
    const read = (cursor: string | undefined) => listPromotions(table, { cursor, limit: 100 })
    return (await gather(read, mayHaveSale, { pages: 5 })).items
  }

  const showForm = async (c: AdminContext, { standing, shown, ...rest }: Shown) => {
    const items = await candidates()
    const own = standing?.promotion
    const saved = standing?.sale
    const promotions: Promotion[] = own && !items.some(({ id }) => id === own.id) ? [own, ...items] : items
    const about = shown && promotions.find(({ id }) => id === shown.promotionId)
    const preview = shown && about && <SalePreview sale={shown} promotion={about} />
    return showAdmin(
      c,
      table,
      {
        ...saleHead(standing),
        nav: 'sales',
        flash: flashOf(c, flashes),
        form: {
          action: saved ? `/admin/sales/${saved.slug}` : '/admin/sales/new',
          below: <BelowForm saved={saved} preview={preview} />,
        },
        ...rest,
      },
      <SaleForm promotions={promotions} saved={saved} />,
    )
  }

  const standingOf = async (c: AdminContext): Promise<SaleStanding | undefined> => {
    const slug = c.req.param('slug')
    return slug === undefined ? undefined : getSaleStanding(table, slug, c.var.now)
  }

  const showAgain = async (c: AdminContext, refused: Refused) =>
    showForm(c, { ...refused, standing: await standingOf(c) })

  /** Shows what was typed as it would look; refused for what saving would refuse. */
  const preview = async (c: AdminContext, typed: Typed, standing?: SaleStanding) => {
    readAs(NewSale, sent(typed))
    const shown = draftOf(typed, c.var.now, standing?.sale)
    const promotion = (await candidates()).find(({ id }) => id === shown.promotionId)
    if (promotion) checkSale(shown, promotion)
    return again(showForm(c, { typed, standing, shown }))
  }

  const app = declarePages({ who: 'admin', at: '/admin/sales', again: showAgain })

  app.page('/', { audit: why.impersonal }, listPage(table, sales(table)))

  app.page('/new', { audit: why.impersonal }, (c) =>
    showForm(c, { typed: typedOf({ promotionId: c.req.query('promotion') }) }),
  )

  app.form('/new', { audit: recorded('sale.create', 'sale:{made}') }, async (c, typed) => {
    if (typed.text('intent') === 'preview') return preview(c, typed)
    const slug = typed.text('slug')
    const input = readAs(NewSale, { ...sent(typed), ...(slug === '' ? {} : { slug }) })
    const sale = await createSale(table, input, c.var.now)
    return done(`/admin/sales/${sale.slug}?done=${sale.status}`)
  })

  app.page('/:slug', { audit: why.impersonal }, async (c) => {
    const standing = await getSaleStanding(table, c.req.param('slug'), c.var.now)
    return showForm(c, { typed: valuesOf(standing.sale), standing, shown: standing.sale })
  })

  app.form('/:slug', { audit: recorded('sale.change', 'sale:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    const standing = await getSaleStanding(table, slug, c.var.now)
    if (typed.text('intent') === 'preview') return preview(c, typed, standing)
    const changes = readAs(SaleChanges, sent(typed))
    const sale = await changeSale(table, slug, changes, c.var.now, Number(typed.text('revision')))
    return done(`/admin/sales/${sale.slug}?done=${sale.status}`)
  })

  app.page('/:slug/delete', { audit: why.impersonal }, async (c) => {
    const { sale } = await getSaleStanding(table, c.req.param('slug'), c.var.now)
    const title = `Delete “${sale.title}”?`
    const own = `/admin/sales/${sale.slug}`
    return showAdmin(
      c,
      table,
      { title, nav: 'sales', narrow: true },
      <ConfirmDelete title={title} action={`${own}/delete`} back={own}>
        {sale.status === 'published'
          ? 'Its page is gone for everyone right away. You can’t undo this. To take it offline for a while, unpublish it.'
          : 'No one has seen it yet. You can’t undo this.'}
      </ConfirmDelete>,
    )
  })

  app.form('/:slug/delete', { audit: recorded('sale.delete', 'sale:{slug}') }, async (c) => {
    await removeSale(table, c.req.param('slug'))
    return done('/admin/sales?done=deleted')
  })
  return app.pages
}
