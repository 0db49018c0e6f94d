import type { Promotion } from '@lectern/core/pricing'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PreviewAndSave } from '../../../components/preview-and-save.tsx'
import type { Choices } from './load-choices.ts'
import { PreviewPart } from './preview-part.tsx'
import type { Preview } from './price-carts.ts'
import { ScopeFields } from './scope-fields.tsx'
import { AudienceFields, BenefitFields, CodeFields, LimitFields, NameFields, WindowFields } from './term-fields.tsx'

type Props = {
  choices: Choices
  saved?: Promotion | undefined
  shown?: { promotion: Promotion; preview: Preview } | undefined
}

/** All terms of a promotion, in the order in which one decides on them. */
export const PromotionForm = ({ choices, saved, shown }: Props) => (
  <form
    class="work"
    method="post"
    action={saved ? `/admin/promotions/${saved.id}` : '/admin/promotions/new'}
    data-preview
    novalidate
  >
    <HiddenFields typed={['version']} />
    <div class="editor">
      <div class="fields">
        <NameFields />
        <CodeFields saved={saved} />
        <BenefitFields />
        <ScopeFields choices={choices} />
        <AudienceFields plans={choices.plans} />
        <WindowFields />
        <LimitFields />
      </div>
      <PreviewPart shown={shown} plans={choices.plans} />
    </div>
    <div class="save-bar save-bar-within">
      <p class="muted">
        {saved ? 'Counts from the moment you save.' : 'Goes live when you save, at the time you set.'}
      </p>
      <PreviewAndSave />
    </div>
  </form>
)
