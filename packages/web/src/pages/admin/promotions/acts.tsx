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
import { type Context, Hono } from 'hono'
import { type Errors, errorsOf, parseTyped, refusalOf } from '../../../forms/errors.ts'
import { readTyped, type Typed } from '../../../forms/typed.ts'
import { flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { Flash } from '../../../layout/page.tsx'
import { notRecorded, recorded, why } from '../../../middleware/recorded.ts'
import type { SiteEnv } from '../../../site.ts'
import { ActButton, Confirm } from './promotion-page.tsx'

/** Who is named in the record of changes. */
export const personOf = (c: Context<SiteEnv>): string | undefined =>
  c.var.actor.kind === 'person' ? c.var.actor.id : undefined

const done = {
  made: 'It is saved, and counts from now on as its terms say.',
  saved: 'The changes are saved. Orders placed before keep their price.',
  same: 'Nothing was different: nothing is changed.',
  paused: 'It is paused: nobody gets it until you resume it. Orders placed before keep their price.',
  resumed: 'It is resumed.',
  copied: 'This is the copy. It is paused until you resume it.',
  ended: 'It is over from this moment on.',
  over: 'It was over before.',
} as const

const undoes: Readonly<Record<string, { act: string; words: string }>> = {
  paused: { act: 'resume', words: 'Undo: resume it' },
  resumed: { act: 'pause', words: 'Undo: pause it' },
  copied: { act: 'delete', words: 'Undo: delete the copy' },
}

/** What was last done to a promotion, with the way back where there is one. */
export const flashFor = (c: Context<SiteEnv>, promotion: Promotion | undefined): Flash | undefined => {
  const flash = flashOf(c, done)
  const undo = undoes[c.req.query('done') ?? '']
  return flash && promotion && undo
    ? { ...flash, action: <ActButton id={promotion.id} act={undo.act} words={undo.words} /> }
    : flash
}

export const listFlash = (c: Context<SiteEnv>): Flash | undefined =>
  flashOf(c, { deleted: 'The promotion is deleted. Its code is unknown from now on.' })

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
): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  for (const [act, paused, word] of [
    ['pause', true, 'paused'],
    ['resume', false, 'resumed'],
  ] as const) {
    app.post(`/:id/${act}`, recorded('promotion.change', '{id}'), async (c) => {
      const promotion = await getPromotion(table, c.req.param('id'))
      try {
        await changePromotion(table, promotion.id, { paused }, c.var.now, personOf(c))
        return c.redirect(`/admin/promotions/${promotion.id}?done=${word}`, 303)
      } catch (error) {
        // Another promotion may have taken its place meanwhile.
        const errors = errorsOf(refusalOf(error), () => '')
        return showAgain(c, promotion, { errors, status: statusOf(error) })
      }
    })
  }

  app.get('/:id/end', notRecorded(why.impersonal), async (c) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    return showAdmin(
      c,
      table,
      { title: 'End a promotion', nav: 'promotions' },
      <Confirm
        promotion={promotion}
        act="end"
        title="End it now"
        words="It is over from that moment on, for good: pausing is what can be undone. Orders placed before keep their price."
      >
        End it now
      </Confirm>,
    )
  })

  app.post('/:id/end', recorded('promotion.change', '{id}'), async (c) => {
    const before = await getPromotion(table, c.req.param('id'))
    const after = await endPromotion(table, before.id, c.var.now, personOf(c))
    return c.redirect(`/admin/promotions/${after.id}?done=${after.version === before.version ? 'over' : 'ended'}`, 303)
  })

  app.get('/:id/delete', notRecorded(why.impersonal), async (c) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    return showAdmin(
      c,
      table,
      { title: 'Delete a promotion', nav: 'promotions' },
      <Confirm
        promotion={promotion}
        act="delete"
        title="Delete it"
        words="Its codes are unknown from that moment on, and its report can no longer be reached from here. Orders placed before keep their price. This cannot be undone."
      >
        Delete it
      </Confirm>,
    )
  })

  app.post('/:id/delete', recorded('promotion.delete', '{id}'), async (c) => {
    await removePromotion(table, c.req.param('id'), c.var.now, personOf(c))
    return c.redirect('/admin/promotions?done=deleted', 303)
  })

  app.post('/:id/duplicate', recorded('promotion.create', '{made}'), async (c) => {
    const typed = await readTyped(c)
    const promotion = await getPromotion(table, c.req.param('id'))
    const code = typed.text('copyCode')
    try {
      const as = parseTyped(PromotionCopy, { title: typed.text('copyTitle'), ...(code === '' ? {} : { code }) })
      if (!as.ok)
        return showAgain(c, promotion, { copy: { typed, errors: errorsOf(as.errors, copyField) }, status: 400 })
      const copy = await duplicatePromotion(table, promotion.id, as.value, c.var.now, personOf(c))
      return c.redirect(`/admin/promotions/${copy.id}?done=copied`, 303)
    } catch (error) {
      return showAgain(c, promotion, { copy: { typed, errors: copyErrors(error) }, status: statusOf(error) })
    }
  })
  return app
}
