// The organizer's settings: who runs this site, in which zone, under which terms.
import {
  adopt,
  findOrganizerSettings,
  type Organizer,
  type OrganizerChange,
  readLogo,
  saveOrganizer,
} from '@lectern/core/organizer'
import { Problem } from '@lectern/core/platform'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import { readFormData } from '../../../forms/read-form.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { readSettings, SettingsForm, settingsField, valuesOfSettings } from './settings-form.tsx'

const revisionOf = (typed: Typed): number => Number(/^\d{1,9}$/.exec(typed.text('revision'))?.[0] ?? '0')

export const settingsPages = ({ table, organizer }: SiteServices): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/settings' })

  const present = async (): Promise<Organizer> => ({
    ...organizer,
    ...(await findOrganizerSettings(table, true)),
  })

  const show = async (c: AdminContext, typed?: Typed, errors: Errors = noErrors, status?: 400 | 409) => {
    const organizer = await present()
    const words = { saved: 'Saved', logo: 'Logo saved', 'logo-removed': 'Logo removed' }
    const flash = status === undefined ? flashOf(c, words) : undefined
    const form = <SettingsForm typed={typed ?? valuesOfSettings(organizer)} errors={errors} organizer={organizer} />
    return showAdmin(c, table, { title: 'Settings', nav: 'settings', status, flash, errors }, form)
  }

  /** Saves, and has this process work with it at once; others follow within a minute. */
  const save = async (change: OrganizerChange, revision: number, c: AdminContext) =>
    adopt(organizer, await saveOrganizer(table, organizer, change, revision, c.var.now))

  app.page('/', { audit: why.impersonal }, (c) => show(c))

  app.form('/', { audit: recorded('organizer.change', 'organizer') }, async (c, typed) => {
    const read = readSettings(typed)
    if (!read.ok) return again(show(c, typed, errorsOf(read.errors, settingsField), 400))
    try {
      await save({ settings: read.value }, revisionOf(typed), c)
      return done('/admin/settings?done=saved')
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'organizer.changed')) throw error
      // Saving again replaces what the other admin saved: they see that it changed, and lose nothing they typed.
      const { revision } = await present()
      const renewed: Typed = {
        ...typed,
        text: (name) => (name === 'revision' ? String(revision) : typed.text(name)),
      }
      const message =
        'Someone else just changed these settings. Your changes are still here; save again to replace theirs.'
      return again(show(c, renewed, new Map([['', message]]), 409))
    }
  })

  app.form('/logo', { audit: recorded('organizer.change', 'organizer') }, async (c) => {
    const form = await readFormData(c)
    const file = form.get('logo')
    const revision = Number(/^\d{1,9}$/.exec(String(form.get('revision')))?.[0] ?? '0')
    try {
      const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
      await save({ logo: await readLogo(bytes) }, revision, c)
      return done('/admin/settings?done=logo')
    } catch (error) {
      return again(show(c, undefined, errorsOf(refusalOf(error)), 400))
    }
  })

  app.form('/logo/remove', { audit: recorded('organizer.change', 'organizer') }, async (c, typed) => {
    try {
      await save({ logo: null }, revisionOf(typed), c)
      return done('/admin/settings?done=logo-removed')
    } catch (error) {
      return again(show(c, undefined, errorsOf(refusalOf(error)), 409))
    }
  })
  return app.pages
}
