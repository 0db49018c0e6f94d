import { logoPath, type Organizer, OrganizerSettings } from '@lectern/core/organizer'
import { ActButton } from '../../../components/act-button.tsx'
import { FieldError } from '../../../components/field.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { errorAt, readAs } from '../../../forms/errors.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'
import { zoneOptions } from '../../../forms/zones.ts'

/** The settings as the values of their form. */
export const valuesOfSettings = (organizer: Omit<Organizer, 'email'>): Typed =>
  typedOf({
    revision: organizer.revision,
    name: organizer.name,
    replyTo: organizer.replyTo,
    postalAddress: organizer.postalAddress,
    zone: organizer.zone,
    countriesFirst: organizer.countriesFirst.join(', '),
    terms: organizer.terms,
    refundText: organizer.refundText,
    about: organizer.about,
    help: organizer.help,
  })

/** The settings as the form holds them. */
export const readSettings = (typed: Typed): OrganizerSettings =>
  readAs(OrganizerSettings, {
    name: typed.text('name'),
    replyTo: typed.text('replyTo'),
    postalAddress: typed.text('postalAddress'),
    zone: typed.text('zone'),
    countriesFirst: typed
      .text('countriesFirst')
      .split(/[\s,;]+/)
      .filter((code) => code !== ''),
    terms: typed.text('terms'),
    refundText: typed.text('refundText'),
    about: typed.text('about'),
    help: typed.text('help'),
  })

/** The field that shows what is wrong at a path of the settings: `countriesFirst.2` is one field. */
export const settingsField = (path: string): string => path.split('.')[0] ?? path

type Props = { organizer: Organizer }

const LogoPart = ({ organizer }: Props) => {
  const { logo, name } = organizer
  const error = errorAt('logo')
  return (
    <Panel title="Logo">
      {logo ? (
        <div class="flex flex-wrap items-center gap-4">
          <img
            class="max-h-16 w-auto max-w-full rounded-field bg-white p-2"
            src={logoPath(logo)}
            width={logo.width}
            height={logo.height}
            alt={`${name} logo`}
          />
          <ActButton
            action="/admin/settings/logo/remove"
            values={{ revision: organizer.revision }}
            words="Remove logo"
          />
        </div>
      ) : (
        <p class="text-muted">No logo yet. Pages, emails, and invoices show the name alone.</p>
      )}
      <form class="grid gap-3" method="post" action="/admin/settings/logo" enctype="multipart/form-data">
        <HiddenFields values={{ revision: String(organizer.revision) }} />
        <div class="grid gap-1">
          <label class="font-medium" for="field-logo">
            Picture
          </label>
          <p class="text-sm text-muted" id="field-logo-hint">
            A PNG up to 100 KB and 1600 by 800 pixels. It’s shown up to 40 pixels high, on white in dark mode.
          </p>
          <input
            class="file-input"
            id="field-logo"
            type="file"
            name="logo"
            accept="image/png"
            required
            aria-describedby={error !== undefined ? 'field-logo-hint field-logo-error' : 'field-logo-hint'}
            aria-invalid={error !== undefined ? 'true' : undefined}
          />
          <FieldError id="field-logo" error={error} />
        </div>
        <div>
          <SubmitButton busy="Uploading…">{logo ? 'Replace logo' : 'Upload logo'}</SubmitButton>
        </div>
      </form>
    </Panel>
  )
}

/** Everything that the organizer decides about the organization itself. */
export const SettingsForm = ({ organizer }: Props) => (
  <>
    <form class="grid grid-cols-[minmax(0,1fr)] gap-5" method="post" action="/admin/settings" novalidate>
      <HiddenFields typed={['revision']} />
      <Panel title="Organization">
        <TextInput name="name" label="Name" maxlength={120} autocomplete="organization" />
        <TextInput
          name="replyTo"
          label="Reply address"
          type="email"
          hint={`Replies to emails go here, and pages and invoices show it. Emails come from ${organizer.email}, which is set at deploy.`}
        />
        <TextArea name="postalAddress" label="Postal address" rows={3} maxlength={400} />
      </Panel>
      <Panel title="Place">
        <Select
          name="zone"
          label="Time zone"
          hint="For receipts, invoices, daily sums, and admin pages. Events keep their own."
          options={zoneOptions()}
        />
        <TextInput
          name="countriesFirst"
          label="Countries first"
          optional
          hint="Two-letter codes at the top of country lists, like US, CA, GB."
        />
      </Panel>
      <Panel title="Policies">
        <TextArea
          name="refundText"
          label="Refund policy"
          optional
          rows={5}
          maxlength={2000}
          hint="Added to the refund policy page. Each event keeps its own deadline. A blank line starts a paragraph."
        />
        <TextArea
          name="terms"
          label="Terms"
          optional
          rows={12}
          maxlength={20_000}
          hint="Leave blank to use the standard terms. A change becomes a new version; past orders keep the one they accepted."
        />
      </Panel>
      <Panel title="Pages about you">
        <TextArea
          name="about"
          label="About"
          optional
          rows={6}
          maxlength={5000}
          hint="Who you are, on the About page. Leave blank for a few words of ours. A blank line starts a paragraph."
        />
        <TextArea
          name="help"
          label="Help"
          optional
          rows={6}
          maxlength={5000}
          hint="Comes first on the Help page, before common questions."
        />
      </Panel>
      <div>
        <SubmitButton busy="Saving…">Save</SubmitButton>
      </div>
    </form>
    <LogoPart organizer={organizer} />
  </>
)
