// The organizer's settings: who runs this site, in which zone, under which terms.
import {
  adopt,
  findOrganizerSettings,
  type Organizer,
  type OrganizerChange,
  readLogo,
  saveOrganizer,
} from '@lectern/core/organizer'
import { type Declared, declarePages, done, overSaved, type Refused, recorded, why } from '../../../forms/pages.ts'
import { readFormData } from '../../../forms/read-form.ts'
import { revisionIn } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { readSettings, SettingsForm, settingsField, valuesOfSettings } from './settings-form.tsx'

export const settingsPages = ({ table, organizer }: SiteServices): Declared[] => {
  const present = async (): Promise<Organizer> => ({
    ...organizer,
    ...(await findOrganizerSettings(table, true)),
  })

  const show = async (c: AdminContext, shown: Partial<Refused> = {}) => {
    const organizer = await present()
    const flash = flashOf(c, { saved: 'Saved', logo: 'Logo saved', 'logo-removed': 'Logo removed' })
    const about = `How pages, emails, and invoices present ${organizer.name}. Changes reach everything within a minute.`
    const trail = [{ href: '/admin', label: 'Today' }, { label: 'Settings' }]
    const view = {
      title: 'Settings',
      nav: 'settings',
      trail,
      about,
      flash,
      typed: valuesOfSettings(organizer),
    } as const
    return showAdmin(c, table, { ...view, ...shown }, <SettingsForm organizer={organizer} />)
  }

  /** Saves, and has this process work with it at once; others follow within a minute. */
  const save = async (change: OrganizerChange, revision: number, c: AdminContext) =>
    adopt(organizer, await saveOrganizer(table, organizer, change, revision, c.var.now))

  /** The logo has a form of its own: the settings are shown as they are saved. */
  const showSaved = (c: AdminContext, { errors, status }: Refused) => show(c, { errors, status })

  const showAgain = async (c: AdminContext, refused: Refused) => {
    if (refused.problem.code !== 'organizer.changed') return show(c, refused)
    // Saving again replaces what the other admin saved: they see that it changed, and lose nothing they typed.
    const { revision } = await present()
    const message =
      'Someone else just changed these settings. Your changes are still here; save again to replace theirs.'
    return show(c, overSaved(refused, revision, message))
  }

  const app = declarePages({ who: 'admin', at: '/admin/settings', again: showAgain, field: settingsField })

  app.page('/', { audit: why.impersonal }, (c) => show(c))

  app.form('/', { audit: recorded('organizer.change', 'organizer') }, async (c, typed) => {
    await save({ settings: readSettings(typed) }, revisionIn(typed), c)
    return done('/admin/settings?done=saved')
  })

  app.form('/logo', { audit: recorded('organizer.change', 'organizer'), again: showSaved }, async (c, typed) => {
    const file = (await readFormData(c)).get('logo')
    const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
    await save({ logo: await readLogo(bytes) }, revisionIn(typed), c)
    return done('/admin/settings?done=logo')
  })

  app.form('/logo/remove', { audit: recorded('organizer.change', 'organizer'), again: showSaved }, async (c, typed) => {
    await save({ logo: null }, revisionIn(typed), c)
    return done('/admin/settings?done=logo-removed')
  })
  return app.pages
}
