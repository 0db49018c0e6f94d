import type { Promotion, Sale, SaleState } from '@lectern/core/pricing'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../../components/button.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import type { Typed } from '../../../forms/typed.ts'
import { saleFaces } from '../../sales/sale-words.ts'
import { formatWindow } from '../promotions/promotion-words.ts'

type Props = {
  typed: Typed
  /** Those that a sale may announce. */
  promotions: readonly Promotion[]
  saved?: Sale | undefined
  state?: SaleState | undefined
  /** The page at its edges. */
  preview?: Child
}

const Actions = ({ saved }: Pick<Props, 'saved'>) => {
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

/** Writes the page of a sale, and says which promotion it is about. */
export const SaleForm = ({ typed, promotions, saved, state, preview }: Props) => {
  const text = (name: string) => ({ name, value: typed.text(name) })
  const chosen = promotions.find(({ id }) => id === typed.text('promotionId'))
  const face = state && saleFaces[state]
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <form
        class="grid grid-cols-[minmax(0,1fr)] gap-5"
        method="post"
        action={saved ? `/admin/sales/${saved.slug}` : '/admin/sales/new'}
        novalidate
      >
        <PageHeading
          size="work"
          title={saved ? saved.title : 'New sale'}
          badge={face && <StateBadge state={face.state}>{face.words}</StateBadge>}
          actions={<Actions saved={saved} />}
        >
          The dates, code, and reveal time come from its promotion.
        </PageHeading>
        <ErrorSummary />
        <HiddenFields values={{ revision: saved?.revision }} />
        <Panel title="About">
          <Select
            {...text('promotionId')}
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
          <TextInput {...text('title')} label="Title" />
          <TextArea
            {...text('summary')}
            label="Summary"
            hint="A sentence or two, also used in lists and calendars. Leave out the code; it appears on time."
            optional
            rows={2}
          />
          <TextArea {...text('body')} label="Text" hint="Leave a blank line between paragraphs" optional rows={7} />
          {!saved && (
            <TextInput
              {...text('slug')}
              label="Address of the page"
              hint="Can’t change later. Leave blank to use the title."
              prefix="/sales/"
              optional
            />
          )}
          <Actions saved={saved} />
        </Panel>
      </form>
      {preview !== undefined && preview !== null && (
        <>
          <h2 class="mt-4 text-2xl font-semibold">What visitors see</h2>
          <p class="max-w-prose text-muted">
            As if it were published and unused. To rehearse, try any cart at any time in the{' '}
            <a class="text-link" href="/admin/simulator">
              simulator
            </a>
            : a second before the sale starts, during it, and after it ends.
          </p>
          {preview}
        </>
      )}
      {saved && (
        <Panel title="Page address">
          <p>
            Its page is at{' '}
            <a class="text-link" href={`/sales/${saved.slug}`}>
              /sales/{saved.slug}
            </a>
            {saved.status === 'draft' && ' once published'}. Deleting the sale removes the page. The promotion and its
            orders stay.
          </p>
          <div class="flex flex-wrap gap-2">
            <ButtonLink size="small" href="/admin/promotions">
              See the promotions
            </ButtonLink>
            <form method="post" action={`/admin/sales/${saved.slug}/delete`}>
              <SubmitButton look="danger" size="small">
                Delete sale
              </SubmitButton>
            </form>
          </div>
        </Panel>
      )}
    </div>
  )
}
