import { formatCents, type Problem } from '@lectern/core/platform'
import { blockingRejections, normalizeCode, type Quote } from '@lectern/core/pricing'
import { Field } from '../../components/field.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { rejectionOf } from './load-cart.ts'

/** What a code did, in words; of one that did nothing, why. */
const stateOf = (quote: Quote, code: string): { words: string; blocks: boolean } => {
  const rejection = rejectionOf(quote, code)
  if (rejection) return { words: rejection.message, blocks: blockingRejections({ rejected: [rejection] }).length > 0 }
  const applied = quote.applied.find((one) => one.code !== undefined && normalizeCode(one.code) === normalizeCode(code))
  return { words: applied ? `${applied.title}: −${formatCents(applied.discountCents)}` : 'Code applied', blocks: false }
}

type Props = {
  codes: readonly string[]
  quote: Quote
  /** Why the codes were not looked at. */
  heldBack?: Problem | undefined
  /** Whether the reader has signed in. */
  known: boolean
  wrong?: { code: string; message: string } | undefined
  /** The form that's sent with it, so that what was typed there stays; without, codes have forms of their own. */
  form?: string
}

const Remove = ({ code, form }: { code: string; form?: string | undefined }) => {
  const label = `Remove the code ${code}`
  if (form !== undefined) {
    const button = { form, name: 'without', value: code, formnovalidate: true, 'aria-label': label }
    return (
      <button type="submit" class="btn btn-quiet btn-small" {...button}>
        Remove
      </button>
    )
  }
  return (
    <form method="post" action="/cart/codes/remove">
      <HiddenFields values={{ code }} />
      <button type="submit" class="btn btn-quiet btn-small" aria-label={label}>
        Remove
      </button>
    </form>
  )
}

const Another = ({ codes, wrong, form }: Pick<Props, 'codes' | 'wrong' | 'form'>) => {
  const fields = (
    <Field
      name="code"
      label={codes.length > 0 ? 'Another code' : 'Have a code?'}
      error={wrong?.message}
      optional={form === undefined ? false : 'unsaid'}
    >
      {(wiring) => (
        <div class="joined">
          <input
            class="control"
            type="text"
            maxlength={80}
            autocomplete="off"
            form={form}
            value={wrong?.code}
            {...wiring}
          />
          <button type="submit" class="btn" form={form} formnovalidate={form !== undefined}>
            Apply
          </button>
        </div>
      )}
    </Field>
  )
  return form === undefined ? (
    <form method="post" action="/cart/codes">
      {fields}
    </form>
  ) : (
    fields
  )
}

/** The cart's codes, each with what it does, and the field for another. */
export const CodeList = ({ codes, quote, heldBack, known, wrong, form }: Props) => (
  <div class="grid gap-4">
    {codes.length > 0 && (
      <ul class="grid gap-2">
        {codes.map((code) => {
          const { words, blocks } = heldBack ? { words: heldBack.message, blocks: true } : stateOf(quote, code)
          return (
            <li class={blocks ? 'applied applied-not' : 'applied'}>
              <Icon name={blocks ? 'warning' : 'check'} />
              <div>
                <p class="strong">{code}</p>
                <p>{words}</p>
              </div>
              <Remove code={code} form={form} />
            </li>
          )
        })}
      </ul>
    )}
    {heldBack && !known && form === undefined && (
      <p class="text-sm">
        <TextLink href={signInAddress('/cart')}>Sign in to use your code now</TextLink>
      </p>
    )}
    <Another codes={codes} wrong={wrong} form={form} />
  </div>
)
