import { isBundle, type Product, skuOf } from '@lectern/core/catalog'
import { formatCents } from '@lectern/core/platform'
import { Checkbox } from '../../../components/choice.tsx'
import { FieldError } from '../../../components/field.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { PreviewAndSave } from '../../../components/preview-and-save.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { errorAt } from '../../../forms/errors.ts'
import { shownTyped } from '../../../forms/typed.ts'
import { CoverFields } from '../cover-fields.tsx'
import { formatPrice } from '../events/event-words.ts'
import { AboutFields } from './about-fields.tsx'
import { formatPart } from './title-words.ts'

/** What a bundle's buyers pay against its parts one by one, in cents. */
export type Saving = { partsCents: number; priceCents: number; skus: readonly string[] }

type Props = {
  saved?: Product | undefined
  /** Titles on sale, from which parts are chosen. */
  titles: readonly Product[]
  /** Those that it holds, whatever their state. */
  held: ReadonlyMap<string, Product>
  saving?: Saving | undefined
}

const SavingNotice = ({ partsCents, priceCents, skus, held }: Saving & Pick<Props, 'held'>) => {
  const less = partsCents - priceCents
  return (
    <Notice
      tone={less < 0 ? 'warning' : 'info'}
      title={
        less > 0
          ? `Buyers save ${formatCents(less)}`
          : less === 0
            ? 'Buyers don’t save anything'
            : 'Costs more than its parts'
      }
    >
      {`Its ${skus.length} parts cost ${formatCents(partsCents)} separately and ${formatPrice(priceCents)} in this bundle.`}
      {less > 0 && ` That’s ${Math.round((less * 100) / partsCents)}% less.`}
      <ul class="mt-1.5 list-disc pl-5">
        {skus.map((sku) => (
          <li>{formatPart(sku, held)}</li>
        ))}
      </ul>
    </Notice>
  )
}

const Parts = ({ titles, held }: Props) => {
  const chosen = shownTyped()?.all('contents') ?? []
  const offered = titles.filter((title) => !isBundle(title))
  const known = new Set(offered.flatMap((title) => title.formats.map((format) => skuOf(title.slug, format))))
  const gone = chosen.filter((sku) => !known.has(sku))
  const error = errorAt('contents')
  let first = true
  /** An error summary's link leads to the first of the group. */
  const idOf = (sku: string): string => {
    const id = first ? 'field-contents' : `part-${sku.replace(':', '-')}`
    first = false
    return id
  }
  return (
    <fieldset class="grid gap-4" aria-describedby={error === undefined ? undefined : 'field-contents-parts-error'}>
      <legend class="sr-only">Parts</legend>
      <FieldError id="field-contents-parts" error={error} />
      {gone.map((sku) => (
        <Checkbox
          name="contents"
          id={idOf(sku)}
          value={sku}
          checked
          label={`${formatPart(sku, held)} (no longer on sale; remove it)`}
        />
      ))}
      {offered.length === 0 && (
        <p class="text-muted">
          Nothing is on sale to add yet. <TextLink href="/admin/store/new">Create a title</TextLink> first.
        </p>
      )}
      <div class="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {offered.map((title) => (
          <div class="border-b border-base-300 pb-3">
            <p class="text-sm font-medium">{title.title}</p>
            <div class="flex flex-wrap gap-x-5">
              {title.formats.map((format) => {
                const sku = skuOf(title.slug, format)
                return (
                  <Checkbox
                    name="contents"
                    id={idOf(sku)}
                    value={sku}
                    label={
                      <>
                        <span class="sr-only">{title.title}, </span>
                        {format.name} <span class="text-muted">{formatPrice(format.priceCents)}</span>
                      </>
                    }
                  />
                )
              })}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/** The editor of a bundle: what it says, its parts, and its price against theirs. */
export const BundleForm = (props: Props) => {
  const { saved, saving } = props
  return (
    <form
      class="grid grid-cols-[minmax(0,1fr)] gap-5"
      method="post"
      action={saved === undefined ? '/admin/store/new' : `/admin/store/${saved.slug}`}
      novalidate
    >
      {saving && <SavingNotice {...saving} held={props.held} />}
      <HiddenFields values={{ kind: 'bundle' }} typed={['revision']} />
      <AboutFields fresh={saved === undefined} />
      <Panel title="Parts">
        <p class="text-sm text-muted">Buyers get every format you choose here. Earlier buyers keep what they bought.</p>
        <Parts {...props} />
      </Panel>
      <Panel title="Price">
        <div class="max-w-xs">
          <TextInput
            name="price"
            label="Bundle price"
            hint="Can’t cost more than its parts do separately. Preview shows what buyers save."
            prefix="$"
            inputmode="decimal"
          />
        </div>
      </Panel>
      <CoverFields saved={saved} />
      <PreviewAndSave save={saved === undefined ? 'Save and put on sale' : 'Save'} />
    </form>
  )
}
