import type { PropsWithChildren } from 'hono/jsx'
import { type ButtonLook, type ButtonSize, buttonClass } from './button.tsx'
import { Island } from './island.tsx'

type Props = PropsWithChildren<{
  look?: ButtonLook
  size?: ButtonSize
  block?: boolean
  /** Said while the form is being sent; a second press then sends nothing: "Placing your order…". */
  busy?: string
  name?: string
  value?: string
  formaction?: string
  form?: string | undefined
  formnovalidate?: boolean
  disabled?: boolean
}>

/** Sends its form. Its words say what will happen: "Pay $399", not "OK". */
export const SubmitButton = ({ look = 'primary', size, block, busy, children, ...rest }: Props) => (
  <>
    <button type="submit" class={buttonClass({ look, size, block })} data-busy={busy} {...rest}>
      {children}
    </button>
    {busy !== undefined && <Island name="submit-once" />}
  </>
)
