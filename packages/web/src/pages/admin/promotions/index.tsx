// Codes that make things cheaper: a list with their states, and a form that makes one.
import { type Table as DataTable, type Instant, Problem } from '@lectern/core/platform'
import {
  changePromotion,
  checkPromotion,
  listPromotions,
  type NewPromotion,
  type Promotion,
  type PromotionState,
  promotionState,
  savePromotion,
  usesTaken,
} from '@lectern/core/pricing'
import { Hono } from 'hono'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type State, StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import type { SiteEnv } from '../../../site.ts'
import { type Errors, errorsOf, noErrors, refusalOf } from '../form-errors.ts'
import { houseZone } from '../moments.ts'
import { readTyped, type Typed, typedFrom } from '../typed.ts'
import { type AdminContext, addressOf, flashOf, showAdmin } from '../view.tsx'
import { PromotionForm } from './promotion-form.tsx'
import { benefitWords, scopeWords, windowWords } from './promotion-words.ts'
import { promotionField, readPromotion } from './read-promotion.ts'

const faces: Record<PromotionState, { state: State; words: string }> = {
  hidden: { state: 'draft', words: 'Hidden' },
  scheduled: { state: 'scheduled', words: 'Scheduled' },
  running: { state: 'live', words: 'Running' },
  'used-up': { state: 'sold-out', words: 'Used up' },
  ended: { state: 'ended', words: 'Over' },
  paused: { state: 'paused', words: 'Paused' },
}

const Pause = ({ promotion }: { promotion: Promotion }) => (
  <form method="post" action={`/admin/promotions/${promotion.id}/pause`}>
    <HiddenFields values={{ paused: promotion.paused ? 'no' : 'yes' }} />
    <SubmitButton look="plain" size="small">
      {promotion.paused ? 'Resume' : 'Pause'}
      <span class="sr-only"> {promotion.title}</span>
    </SubmitButton>
  </form>
)

const columnsFor = (uses: Readonly<Record<string, number>>, now: Instant): Column<Promotion>[] => [
  {
    key: 'title',
    label: 'Promotion',
    cell: (promotion) => (
      <>
        <span class="font-medium">{promotion.title}</span>
        <span class="block text-muted">{promotion.code ?? 'Applies by itself'}</span>
      </>
    ),
  },
  { key: 'gives', label: 'Gives', cell: (promotion) => `${benefitWords(promotion)} on ${scopeWords(promotion)}` },
  { key: 'when', label: 'When', cell: windowWords },
  {
    key: 'state',
    label: 'State',
    cell: (promotion) => {
      const face = faces[promotionState(promotion, uses[promotion.id] ?? 0, now)]
      return <StateBadge state={face.state}>{face.words}</StateBadge>
    },
  },
  {
    key: 'uses',
    label: 'Uses',
    align: 'end',
    cell: ({ id, limits }) => (limits?.total === undefined ? 'No limit' : `${uses[id] ?? 0} of ${limits.total}`),
  },
  { key: 'pause', label: 'Change', cell: (promotion) => <Pause promotion={promotion} /> },
]

const done = {
  saved: 'The code is saved.',
  paused: 'It is paused: nobody gets it until you resume it. Orders placed before keep their price.',
  resumed: 'It is resumed.',
} as const

export const promotionPages = (table: DataTable): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  const showForm = (
    c: AdminContext,
    typed: Typed,
    { errors = noErrors, preview, status }: { errors?: Errors; preview?: NewPromotion; status?: 400 | 409 } = {},
  ) =>
    showAdmin(
      c,
      table,
      { title: 'New code', nav: 'promotions', status },
      <PromotionForm typed={typed} errors={errors} preview={preview} />,
    )

  app.get('/', async (c) => {
    const page = await listPromotions(table, { cursor: c.req.query('cursor'), limit: 50 })
    const limited = page.items.filter(({ limits }) => limits?.total !== undefined)
    const uses = await usesTaken(
      table,
      limited.map(({ id }) => id),
    )
    const make = (
      <ButtonLink size="small" look="primary" href="/admin/promotions/new">
        New code
      </ButtonLink>
    )
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading size="work" title="Promotions" actions={page.items.length > 0 ? make : undefined} />
        {page.items.length === 0 ? (
          <EmptyState title="No promotion yet" action={make}>
            A code makes a ticket cheaper or free, for a while or for some.
          </EmptyState>
        ) : (
          <Panel flush>
            <Table
              caption="Promotions"
              columns={columnsFor(uses, c.var.now)}
              rows={page.items}
              rowId={({ id }) => id}
            />
          </Panel>
        )}
        <Pagination address={addressOf(c)} next={page.next} />
      </div>
    )
    return showAdmin(c, table, { title: 'Promotions', nav: 'promotions', flash: flashOf(c, done) }, body)
  })

  app.get('/new', (c) => {
    const start = [
      ['benefit', 'percent'],
      ['scope', 'everything'],
      ['zone', houseZone],
    ] as const
    return showForm(c, typedFrom(start))
  })

  app.post('/new', async (c) => {
    const typed = await readTyped(c)
    const read = readPromotion(typed)
    if (!read.ok) return showForm(c, typed, { errors: errorsOf(read.errors, promotionField), status: 400 })
    try {
      checkPromotion(read.value)
      if (typed.text('intent') !== 'save') return showForm(c, typed, { preview: read.value })
      await savePromotion(table, read.value, c.var.now)
      return c.redirect('/admin/promotions?done=saved', 303)
    } catch (error) {
      const taken = error instanceof Problem && error.code === 'pricing.code-taken'
      const errors = taken ? new Map([['code', error.message]]) : errorsOf(refusalOf(error), promotionField)
      return showForm(c, typed, { errors, status: taken ? 409 : 400 })
    }
  })

  app.post('/:id/pause', async (c) => {
    const paused = (await readTyped(c)).text('paused') === 'yes'
    await changePromotion(table, c.req.param('id'), { paused })
    return c.redirect(`/admin/promotions?done=${paused ? 'paused' : 'resumed'}`, 303)
  })
  return app
}
