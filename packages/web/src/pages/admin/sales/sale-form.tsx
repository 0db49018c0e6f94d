import type { Promotion, Sale, SaleStanding } from '@lectern/core/pricing'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Way } from '../../../components/link.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { typedAt } from '../../../forms/typed.ts'
import { saleFaces } from '../../sales/sale-words.ts'
import { formatWindow } from '../promotions/promotion-words.ts'

type Saved = { saved?: Sale | undefined }

const Actions = ({ saved }: Saved) => {
  const published = saved?.status === 'published'
  return (
    <div class="flex flex-wrap gap-2">
      <SubmitButton look="plain" name="intent" value="preview">
        Preview
      </SubmitButton>
      <SubmitButton look="plain" name="intent" value="draft" busy="Saving…">
        {published ? 'Unpublish' : 'Save as draft'}
      </SubmitButton>
      <SubmitButton name="intent" value="publish" busy="Publishing…">
        {published ? 'Save' : 'Save and publish'}
      </SubmitButton>
    </div>
  )
}

const optionOf = (promotion: Promotion) => ({
  value: promotion.id,
  label: `${promotion.title}${promotion.code === undefined ? '' : ` (${promotion.code})`}`,
})

export const saleHead = (standing: SaleStanding | undefined) => {
  const face = standing && saleFaces[standing.state]
  return {
    title: standing?.sale.title ?? 'New sale',
    badge: face && <StateBadge state={face.state}>{face.words}</StateBadge>,
    actions: <Actions saved={standing?.sale} />,
    about: 'The dates, code, and reveal time come from its promotion.',
  }
}

/**
 * Writes the page of a sale, and says which promotion it is about.
 * @param promotions  those that a sale may announce
 */
export const SaleForm = ({ promotions, saved }: Saved & { promotions: readonly Promotion[] }) => {
  const chosen = promotions.find(({ id }) => id === typedAt('promotionId'))
  return (
    <>
      <HiddenFields values={{ revision: saved?.revision }} />
      <Panel title="About">
        <Select
          name="promotionId"
          label="Promotion"
          hint={
            chosen
              ? formatWindow(chosen)
              : 'Choose one with a start and an end that applies automatically or has one shared code.'
          }
          prompt="Choose a promotion"
          options={promotions.map(optionOf)}
        />
      </Panel>
      <Panel title="Page content">
        <TextInput name="title" label="Title" />
        <TextArea
          name="summary"
          label="Summary"
          hint="A sentence or two, also used in lists and calendars. Leave out the code; it appears on time."
          optional
          rows={2}
        />
        <TextArea name="body" label="Text" hint="Leave a blank line between paragraphs" optional rows={7} />
        {!saved && (
          <TextInput
            name="slug"
            label="Page address"
            hint="Can’t change later. Leave blank to use the title."
            prefix="/sales/"
            optional
          />
        )}
        <Actions saved={saved} />
      </Panel>
    </>
  )
}

/** Below the form: the page at its edges, its address, and the way to delete it. */
export const BelowForm = ({ saved, preview }: Saved & { preview?: Child }) => (
  <>
    {preview && (
      <>
        <h2 class="mt-4 text-2xl font-semibold">What visitors see</h2>
        <p class="max-w-prose text-muted">
          As if it were published and unused. To rehearse, try any cart at any time in the{' '}
          <TextLink href="/admin/simulator">simulator</TextLink>: a second before the sale starts, during it, and after
          it ends.
        </p>
        {preview}
      </>
    )}
    {saved && (
      <Panel title="Page address">
        <p>
          Its page is at <TextLink href={`/sales/${saved.slug}`}>{`/sales/${saved.slug}`}</TextLink>
          {saved.status === 'draft' && ' once published'}. Deleting the sale removes the page. The promotion and its
          orders stay.
        </p>
        <div class="flex flex-wrap gap-2">
          <Way href="/admin/promotions" label="See the promotions" />
          <ButtonLink href={`/admin/sales/${saved.slug}/delete`} look="danger" size="small">
            Delete sale…
          </ButtonLink>
        </div>
      </Panel>
    )}
  </>
)
