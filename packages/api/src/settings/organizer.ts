import { notRecorded } from '@lectern/core/identity'
import { adopt, findOrganizerSettings, OrganizerSettings, saveOrganizer } from '@lectern/core/organizer'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'

const { about, help } = OrganizerSettings.shape

const NewOrganizer = OrganizerSettings.extend({
  about: about.unwrap().optional().describe('For the page about you. If you leave it out, it stays.'),
  help: help.unwrap().optional().describe('What the help page says first. If you leave it out, it stays.'),
  revision: z
    .int()
    .min(0)
    .optional()
    .describe("The revision of the settings you're changing. If you leave it out, the current one."),
}).meta({ id: 'NewOrganizer' })

const OrganizerView = z
  .object({
    name: z.string(),
    email: z.string().describe('The address emails are sent from; set at deployment.'),
    replyTo: z.string().describe('Where replies go; shown on pages and invoices.'),
    postalAddress: z.string(),
    zone: z.string().describe('For receipts, invoices, daily summaries, and admin pages.'),
    countriesFirst: z.array(z.string()),
    terms: z.string(),
    termsVersion: z.string().describe('The version of the terms that buyers accept now.'),
    refundText: z.string(),
    about: z.string(),
    help: z.string(),
    revision: z.int().describe('How often the settings have been changed.'),
  })
  .meta({ id: 'Organizer' })

/** Who runs this site, as named on pages, emails, and invoices. */
export const organizerRoutes = (api: Api): void => {
  const { table, organizer } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: people' })
  const path = '/api/admin/organizer'
  const answers = { 200: { description: 'The settings', schema: OrganizerView } }
  const present = async () => ({ ...organizer, ...(await findOrganizerSettings(table, true)) })
  const view = ({ logo: _, ...rest }: Awaited<ReturnType<typeof present>>) => rest

  admins.get(path, 'getOrganizer', {
    summary: 'Get the organizer’s settings',
    answers,
    audit: notRecorded.impersonal,
    run: async () => view(await present()),
  })
  admins.put(path, 'setOrganizer', {
    audit: { action: 'organizer.change', subject: 'organizer' },
    summary: 'Change the organizer’s settings',
    description: 'Send all settings. Changes apply everywhere within a minute. Change the logo on the settings page.',
    body: NewOrganizer,
    answers,
    run: async ({ body: { revision, ...settings }, now }) => {
      const saved = await present()
      const all = { ...settings, about: settings.about ?? saved.about, help: settings.help ?? saved.help }
      adopt(organizer, await saveOrganizer(table, organizer, { settings: all }, revision ?? saved.revision, now))
      return view(await present())
    },
  })
}
