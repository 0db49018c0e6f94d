import type { PropsWithChildren } from 'hono/jsx'

const looks = {
  primary: 'btn-primary',
  plain: '',
  ghost: 'btn-quiet',
  danger: 'btn-danger',
  paper: 'btn-paper',
} as const
const sizes = { small: 'btn-small', medium: '', large: 'btn-large' } as const

export type ButtonLook = keyof typeof looks
export type ButtonSize = keyof typeof sizes
type Shape = { look?: ButtonLook; size?: ButtonSize; block?: boolean }

export const buttonClass = ({ look = 'plain', size = 'medium', block = false }: Shape): string =>
  ['btn', looks[look], sizes[size], block && 'btn-block'].filter(Boolean).join(' ')

/** A link that looks like what it is: the way to an action. One `primary` per view. */
export const ButtonLink = ({
  href,
  download,
  children,
  ...shape
}: PropsWithChildren<Shape & { href: string; download?: boolean }>) => (
  <a class={buttonClass(shape)} href={href} download={download}>
    {children}
  </a>
)
