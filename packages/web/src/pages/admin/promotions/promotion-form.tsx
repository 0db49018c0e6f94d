import type { Promotion } from '@lectern/core/pricing'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PreviewAndSave } from '../../../components/preview-and-save.tsx'
import type { Choices } from './load-choices.ts'
import { PreviewPart } from './preview-part.tsx'
import type { Preview } from './price-carts.ts'
import { ScopeFields } from './scope-fields.tsx'
import { AudienceFields, BenefitFields, LimitFields, NameFields, WindowFields } from './term-fields.tsx'

type Props = {
  choices: Choices
  saved?: Promotion | undefined
  shown?: { promotion: Promotion; preview: Preview } | undefined
}

/** All terms of a promotion, in the order in which one decides on them. */
export const PromotionForm = ({ choices, saved, shown }: Props) => (
  <form
    class="grid grid-cols-[minmax(0,1fr)] gap-5"
    method="post"
    action={saved ? `/admin/promotions/${saved.id}` : '/admin/promotions/new'}
    data-preview
    novalidate
  >
    <HiddenFields typed={['version']} />
    <NameFields saved={saved} />
    <BenefitFields />
    <ScopeFields choices={choices} />
    <AudienceFields />
    <WindowFields />
    <LimitFields />
    <PreviewPart shown={shown} />
    <PreviewAndSave />
  </form>
)
