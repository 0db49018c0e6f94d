import type { Table } from '@lectern/core/platform'
import {
  changePromotion,
  duplicatePromotion,
  endPromotion,
  getPromotion,
  type Promotion,
  PromotionCopy,
  removePromotion,
} from '@lectern/core/pricing'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { readAs } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, nothing, type Refused, recorded, why } from '../../../forms/pages.ts'
import { queried } from '../../../forms/queried.ts'
import { type AdminContext, flashOf, personOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { Flash } from '../../../layout/page.tsx'
import { trailTo } from './promotion-page.tsx'

const flashes = {
  made: 'Saved.',
  saved: 'Changes saved. Earlier orders keep their price.',
  same: 'No changes to save.',
  paused: 'Paused until you resume it. Earlier orders keep their price.',
  resumed: 'Resumed.',
  copied: 'Here’s the copy. It’s paused until you resume it.',
  ended: 'Promotion ended.',
  over: 'It had already ended.',
} as const

const undoes: Readonly<Record<string, { act: string; words: string }>> = {
  paused: { act: 'resume', words: 'Undo pause' },
  resumed: { act: 'pause', words: 'Undo resume' },
  copied: { act: 'delete', words: 'Undo copy' },
}

/** What was last done to a promotion, with the way back where there is one. */
export const flashFor = (c: AdminContext, promotion: Promotion | undefined): Flash | undefined => {
  const flash = flashOf(c, flashes)
  const undo = queried(c, 'done', undoes)
  return flash && promotion && undo
    ? { ...flash, action: <ActButton action={`/admin/promotions/${promotion.id}/${undo.act}`} words={undo.words} /> }
    : flash
}

export const listFlash = (c: AdminContext): Flash | undefined =>
  flashOf(c, { deleted: 'Promotion deleted. Its code no longer works.' })

/** A copy's refusal stands beside the copy's own fields. */
const copyField = (path: string): string => ({ code: 'copyCode', title: 'copyTitle' })[path] ?? path

/** What is asked once more before it's done, since it can't be undone. */
const confirmed = {
  end: {
    title: 'End now',
    window: 'End promotion',
    about: 'You can’t undo this. To stop it for a while, pause it instead. Earlier orders keep their price.',
  },
  delete: {
    title: 'Delete',
    window: 'Delete promotion',
    about:
      'Its codes stop working, and you can’t open its report from here. Earlier orders keep their price. You can’t undo this.',
  },
} as const

/** Pausing, resuming, ending, copying and deleting. Done twice, each does no more than once. */
export const actPages = (
  table: Table,
  showAgain: (c: AdminContext, shown: Partial<Refused>) => Promise<Response>,
): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/promotions' })

  for (const [act, paused, word] of [
    ['pause', true, 'paused'],
    ['resume', false, 'resumed'],
  ] as const) {
    app.form(
      `/:id/${act}`,
      {
        audit: recorded('promotion.change', '{id}'),
        // Another promotion may have taken its place meanwhile.
        field: () => '',
        again: (c, { errors, status }) => showAgain(c, { errors, status }),
      },
      async (c) => {
        const { id } = await getPromotion(table, c.req.param('id'))
        await changePromotion(table, id, { paused }, c.var.now, personOf(c))
        return done(`/admin/promotions/${id}?done=${word}`)
      },
    )
  }

  for (const act of ['end', 'delete'] as const) {
    app.page(`/:id/${act}`, { audit: why.impersonal }, async (c) => {
      const promotion = await getPromotion(table, c.req.param('id'))
      const { title, ...words } = confirmed[act]
      const trail = trailTo(promotion, title)
      const view = { ...words, title: `${title}: ${promotion.title}`, nav: 'promotions', trail } as const
      return showAdmin(
        c,
        table,
        view,
        <form class="flex flex-wrap gap-2" method="post" action={`/admin/promotions/${promotion.id}/${act}`}>
          <HiddenFields values={{ sure: 'yes' }} />
          <SubmitButton look="danger">{title}</SubmitButton>
          <ButtonLink href={`/admin/promotions/${promotion.id}`}>Keep as is</ButtonLink>
        </form>,
      )
    })
  }

  app.form('/:id/end', { audit: recorded('promotion.change', '{id}') }, async (c) => {
    const before = await getPromotion(table, c.req.param('id'))
    const after = await endPromotion(table, before.id, c.var.now, personOf(c))
    const address = `/admin/promotions/${after.id}`
    return after.version === before.version ? nothing(`${address}?done=over`) : done(`${address}?done=ended`)
  })

  app.form('/:id/delete', { audit: recorded('promotion.delete', '{id}') }, async (c) => {
    await removePromotion(table, c.req.param('id'), c.var.now, personOf(c))
    return done('/admin/promotions?done=deleted')
  })

  app.form(
    '/:id/duplicate',
    {
      audit: recorded('promotion.create', '{made}'),
      field: copyField,
      again: (c, { typed, errors, status, problem }) => {
        const taken = problem.code === 'pricing.code-taken'
        return showAgain(c, { typed, errors: taken ? new Map([['copyCode', problem.message]]) : errors, status })
      },
    },
    async (c, typed) => {
      const { id } = await getPromotion(table, c.req.param('id'))
      const code = typed.text('copyCode')
      const as = readAs(PromotionCopy, { title: typed.text('copyTitle'), ...(code === '' ? {} : { code }) })
      const copy = await duplicatePromotion(table, id, as, c.var.now, personOf(c))
      return done(`/admin/promotions/${copy.id}?done=copied`)
    },
  )
  return app.pages
}
