import type { Page } from '@lectern/core/platform'
import {
  countInvited,
  getPromotion,
  type Imported,
  importInvited,
  listInvited,
  type Promotion,
  removeInvited,
} from '@lectern/core/pricing'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded } from '../../../forms/pages.ts'
import { type AdminContext, addressOf, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'
import { personOf } from './acts.tsx'
import { trailTo } from './promotion-page.tsx'

type Invited = { email: string; addedAt: string }

/** So many refused lines are shown; the rest is counted. */
const shownRefusals = 20

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`

const Outcome = ({ imported: { added, known, repeated, refused } }: { imported: Imported }) => (
  <Notice
    tone={refused.length > 0 ? 'warning' : 'success'}
    title={`${count(added, 'address is', 'addresses are')} new on the list`}
  >
    {[
      known > 0 ? `${count(known, 'stood', 'stood')} there before.` : '',
      repeated > 0 ? `${count(repeated, 'came', 'came')} more than once.` : '',
      refused.length > 0 ? `${count(refused.length, 'line was', 'lines were')} refused:` : '',
    ]
      .filter(Boolean)
      .join(' ')}
    {refused.length > 0 && (
      <ul class="mt-1.5 list-disc pl-5">
        {refused.slice(0, shownRefusals).map(({ line, text, why }) => (
          <li>
            Line {line}, “{text}”: {why}
          </li>
        ))}
        {refused.length > shownRefusals && <li>and {refused.length - shownRefusals} more</li>}
      </ul>
    )}
  </Notice>
)

const columnsFor = ({ id }: Promotion): Column<Invited>[] => [
  { key: 'email', label: 'Address', cell: ({ email }) => <span class="break-all">{email}</span> },
  { key: 'added', label: 'Added', cell: ({ addedAt }) => momentInZone(addedAt) },
  {
    key: 'remove',
    label: 'Change',
    cell: ({ email }) => (
      <form method="post" action={`/admin/promotions/${id}/addresses/remove`}>
        <HiddenFields values={{ email }} />
        <SubmitButton look="plain" size="small">
          Take off<span class="sr-only"> {email}</span>
        </SubmitButton>
      </form>
    ),
  },
]

type Props = {
  promotion: Promotion
  page: Page<Invited>
  total: number
  address: string
  imported?: Imported | undefined
  typed: string
}

const Addresses = ({ promotion, page, total, address, imported, typed }: Props) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <Breadcrumbs trail={trailTo(promotion, 'Addresses')} />
    <PageHeading size="work" title={`Addresses of ${promotion.title}`}>
      {count(total, 'address', 'addresses')} may use it, once signed in.
    </PageHeading>
    <ErrorSummary />
    {imported && <Outcome imported={imported} />}
    {promotion.audience.type !== 'imported' && (
      <Notice tone="warning">
        This promotion is not for its imported list at present. Choose that under “For whom” first.
      </Notice>
    )}
    <Panel title="Add addresses">
      <form class="grid gap-5" method="post" action={`/admin/promotions/${promotion.id}/addresses`} novalidate>
        <TextArea
          name="addresses"
          label="Addresses"
          hint="Paste a list or the text of a CSV file: of each line, whatever has an @ is taken. About 15,000 addresses fit at once."
          rows={10}
          value={typed}
        />
        <div>
          <SubmitButton busy="Adding…">Add them</SubmitButton>
        </div>
      </form>
    </Panel>
    <Panel flush>
      <Table
        caption="Addresses"
        columns={columnsFor(promotion)}
        rows={page.items}
        empty="Nobody is on the list yet, so nobody may use it."
      />
    </Panel>
    <Pagination address={address} next={page.next} />
  </div>
)

const flashes = { removed: 'The address is taken off the list.' } as const

/** `/admin/promotions/:id/addresses` */
export const addressPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/promotions' })

  const show = async (
    c: AdminContext,
    promotion: Promotion,
    more: { imported?: Imported; errors?: Errors; typed?: string; status?: 400 } = {},
  ) => {
    const [page, total] = await Promise.all([
      listInvited(table, promotion.id, { cursor: c.req.query('cursor'), limit: 100 }),
      countInvited(table, promotion.id),
    ])
    const { imported, errors = noErrors, typed = '', status } = more
    return showAdmin(
      c,
      table,
      { title: `Addresses of ${promotion.title}`, nav: 'promotions', status, flash: flashOf(c, flashes), errors },
      <Addresses {...{ promotion, page, total, imported, typed }} address={addressOf(c)} />,
    )
  }

  app.page('/:id/addresses', { audit: recorded('promotion.addresses-read', '{id}') }, async (c) =>
    show(c, await getPromotion(table, c.req.param('id'))),
  )

  app.form('/:id/addresses', { audit: recorded('promotion.addresses', '{id}') }, async (c, form) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    const typed = form.text('addresses')
    if (typed === '') {
      return again(show(c, promotion, { errors: new Map([['addresses', 'Paste at least one address']]), status: 400 }))
    }
    try {
      const imported = await importInvited(table, promotion.id, typed, c.var.now, personOf(c))
      return done(await show(c, promotion, { imported }))
    } catch (error) {
      return again(show(c, promotion, { errors: errorsOf(refusalOf(error)), typed, status: 400 }))
    }
  })

  app.form('/:id/addresses/remove', { audit: recorded('promotion.addresses', '{id}') }, async (c, typed) => {
    const { id } = await getPromotion(table, c.req.param('id'))
    await removeInvited(table, id, typed.text('email'), c.var.now, personOf(c))
    return done(`/admin/promotions/${id}/addresses?done=removed`)
  })
  return app.pages
}
