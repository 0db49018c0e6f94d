import {
  countInvited,
  getPromotion,
  type Imported,
  importInvited,
  listInvited,
  type Promotion,
  removeInvited,
} from '@lectern/core/pricing'
import { ActButton } from '../../../components/act-button.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { wrongField } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, type Refused, recorded } from '../../../forms/pages.ts'
import { type AdminContext, flashOf, partOf, personOf } from '../../../layout/admin-page.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import type { ListColumn } from '../../../lists/columns.ts'
import { type List, showList } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { trailTo } from './promotion-page.tsx'

type Invited = { email: string; addedAt: string }

/** So many refused lines are shown; the rest is counted. */
const shownRefusals = 20

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`

const Outcome = ({ imported: { added, known, repeated, refused } }: { imported: Imported }) => (
  <Notice
    tone={refused.length > 0 ? 'warning' : 'success'}
    title={`${count(added, 'address is', 'addresses are')} added`}
  >
    {[
      known > 0 ? `${count(known, 'was', 'were')} already there.` : '',
      repeated > 0 ? `${count(repeated, 'appeared', 'appeared')} more than once.` : '',
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

const columnsFor = ({ id }: Promotion): ListColumn<Invited>[] => [
  {
    key: 'email',
    label: 'Address',
    cell: ({ email }) => <span class="break-all">{email}</span>,
    file: { Address: ({ email }) => email },
  },
  {
    key: 'added',
    label: 'Added',
    cell: ({ addedAt }) => momentInZone(addedAt),
    file: { 'Added (UTC)': ({ addedAt }) => addedAt },
  },
  {
    key: 'remove',
    label: 'Change',
    cell: ({ email }) => (
      <ActButton action={`/admin/promotions/${id}/addresses/remove`} values={{ email }} words="Remove" about={email} />
    ),
  },
]

type Shown = { imported?: Imported } & Partial<Refused>

const AddForm = ({ promotion, imported }: Pick<Shown, 'imported'> & { promotion: Promotion }) => (
  <>
    {imported && <Outcome imported={imported} />}
    {promotion.audience.type !== 'imported' && (
      <Notice tone="warning">
        This promotion isn’t limited to a list right now. Choose that under “Who it’s for” first.
      </Notice>
    )}
    <Panel title="Add addresses">
      <form class="grid gap-5" method="post" action={`/admin/promotions/${promotion.id}/addresses`} novalidate>
        <TextArea
          name="addresses"
          label="Addresses"
          hint="Paste a list or the text of a CSV file. We take everything with an @ from each line, up to about 15,000 addresses at once."
          rows={10}
        />
        <div>
          <SubmitButton busy="Adding…">Add</SubmitButton>
        </div>
      </form>
    </Panel>
  </>
)

const flashes = { removed: 'Address removed from the list.' } as const

/** `/admin/promotions/:id/addresses` */
export const addressPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const show = async (c: AdminContext, { imported, ...shown }: Shown = {}) => {
    const promotion = await getPromotion(table, partOf(c, 'id'))
    return showList(c, table, {
      filters: {},
      list: (): List<Invited> => ({
        title: `Addresses for ${promotion.title}`,
        nav: 'promotions',
        trail: trailTo(promotion, 'Addresses'),
        flash: flashOf(c, flashes),
        ...shown,
        around: async () => ({
          about: `${count(await countInvited(table, promotion.id), 'address', 'addresses')} can use it, once signed in.`,
          above: <AddForm promotion={promotion} imported={imported} />,
          begun: true,
        }),
        caption: 'Addresses',
        columns: columnsFor(promotion),
        empty: { title: 'No addresses yet', words: 'Until you add some, no one can use this promotion.' },
        noMatch: 'No addresses yet, so no one can use this promotion.',
        onPage: 100,
        inFile: 500,
        read: (page) => listInvited(table, promotion.id, page),
        file: `addresses-${promotion.id}`,
      }),
    })
  }

  const app = declarePages({ who: 'admin', at: '/admin/promotions', again: show })

  app.page('/:id/addresses', { audit: recorded('promotion.addresses-read', '{id}') }, (c) => show(c))

  app.form('/:id/addresses', { audit: recorded('promotion.addresses', '{id}') }, async (c, typed) => {
    const addresses = typed.text('addresses')
    if (addresses === '') throw wrongField('addresses', 'Paste at least one address')
    const imported = await importInvited(table, c.req.param('id'), addresses, c.var.now, personOf(c))
    return done(await show(c, { imported }))
  })

  app.form('/:id/addresses/remove', { audit: recorded('promotion.addresses', '{id}') }, async (c, typed) => {
    const { id } = await getPromotion(table, c.req.param('id'))
    await removeInvited(table, id, typed.text('email'), c.var.now, personOf(c))
    return done(`/admin/promotions/${id}/addresses?done=removed`)
  })
  return app.pages
}
