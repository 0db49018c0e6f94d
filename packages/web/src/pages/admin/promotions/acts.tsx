import { Problem, type Table } from '@lectern/core/platform'
import {
  changePromotion,
  duplicatePromotion,
  endPromotion,
  getPromotion,
  type Promotion,
  PromotionCopy,
  removePromotion,
} from '@lectern/core/pricing'
import type { Context } from 'hono'
import { type Errors, errorsOf, parseTyped, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, nothing, recorded, why } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { Flash } from '../../../layout/page.tsx'
import type { SiteEnv } from '../../../site.ts'
import { ActButton, Confirm } from './promotion-page.tsx'

/** Who is named in the record of changes. */
export const personOf = (c: Context<SiteEnv>): string | undefined =>
  c.var.actor.kind === 'person' ? c.var.actor.id : undefined

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
export const flashFor = (c: Context<SiteEnv>, promotion: Promotion | undefined): Flash | undefined => {
  const flash = flashOf(c, flashes)
  const undo = undoes[c.req.query('done') ?? '']
  return flash && promotion && undo
    ? { ...flash, action: <ActButton id={promotion.id} act={undo.act} words={undo.words} /> }
    : flash
}

export const listFlash = (c: Context<SiteEnv>): Flash | undefined =>
  flashOf(c, { deleted: 'Promotion deleted. Its code no longer works.' })

/** A copy's refusal stands beside the copy's own fields. */
const copyField = (path: string): string =>
  path === 'code' || path === 'title' ? `copy${path === 'code' ? 'Code' : 'Title'}` : path

const copyErrors = (error: unknown): Errors =>
  error instanceof Problem && error.code === 'pricing.code-taken'
    ? new Map([['copyCode', error.message]])
    : errorsOf(refusalOf(error), copyField)

/** What was refused: a copy's terms, or an act. */
export type Refused = { copy?: { typed: Typed; errors: Errors }; errors?: Errors; status: 400 | 409 }

const statusOf = (error: unknown): 400 | 409 => (error instanceof Problem && error.kind === 'conflict' ? 409 : 400)

/** Pausing, resuming, ending, copying and deleting. Done twice, each does no more than once. */
export const actPages = (
  table: Table,
  showAgain: (c: Context<SiteEnv>, promotion: Promotion, refused: Refused) => Promise<Response>,
): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/promotions' })

  for (const [act, paused, word] of [
    ['pause', true, 'paused'],
    ['resume', false, 'resumed'],
  ] as const) {
    app.form(`/:id/${act}`, { audit: recorded('promotion.change', '{id}') }, async (c) => {
      const promotion = await getPromotion(table, c.req.param('id'))
      try {
        await changePromotion(table, promotion.id, { paused }, c.var.now, personOf(c))
        return done(`/admin/promotions/${promotion.id}?done=${word}`)
      } catch (error) {
        // Another promotion may have taken its place meanwhile.
        const errors = errorsOf(refusalOf(error), () => '')
        return again(showAgain(c, promotion, { errors, status: statusOf(error) }))
      }
    })
  }

  app.page('/:id/end', { audit: why.impersonal }, async (c) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    return showAdmin(
      c,
      table,
      { title: 'End promotion', nav: 'promotions' },
      <Confirm
        promotion={promotion}
        act="end"
        title="End now"
        words="You can’t undo this. To stop it for a while, pause it instead. Earlier orders keep their price."
      >
        End now
      </Confirm>,
    )
  })

  app.form('/:id/end', { audit: recorded('promotion.change', '{id}') }, async (c) => {
    const before = await getPromotion(table, c.req.param('id'))
    const after = await endPromotion(table, before.id, c.var.now, personOf(c))
    const address = `/admin/promotions/${after.id}`
    return after.version === before.version ? nothing(`${address}?done=over`) : done(`${address}?done=ended`)
  })

  app.page('/:id/delete', { audit: why.impersonal }, async (c) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    return showAdmin(
      c,
      table,
      { title: 'Delete promotion', nav: 'promotions' },
      <Confirm
        promotion={promotion}
        act="delete"
        title="Delete"
        words="Its codes stop working, and you can’t open its report from here. Earlier orders keep their price. You can’t undo this."
      >
        Delete
      </Confirm>,
    )
  })

  app.form('/:id/delete', { audit: recorded('promotion.delete', '{id}') }, async (c) => {
    await removePromotion(table, c.req.param('id'), c.var.now, personOf(c))
    return done('/admin/promotions?done=deleted')
  })

  app.form('/:id/duplicate', { audit: recorded('promotion.create', '{made}') }, async (c, typed) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    const code = typed.text('copyCode')
    try {
      const as = parseTyped(PromotionCopy, { title: typed.text('copyTitle'), ...(code === '' ? {} : { code }) })
      if (!as.ok)
        return again(showAgain(c, promotion, { copy: { typed, errors: errorsOf(as.errors, copyField) }, status: 400 }))
      const copy = await duplicatePromotion(table, promotion.id, as.value, c.var.now, personOf(c))
      return done(`/admin/promotions/${copy.id}?done=copied`)
    } catch (error) {
      return again(showAgain(c, promotion, { copy: { typed, errors: copyErrors(error) }, status: statusOf(error) }))
    }
  })
  return app.pages
}
