import type { PropsWithChildren } from 'hono/jsx'

const looks = {
  primary: 'btn-primary',
  plain: 'border-base-300 bg-base-200 hover:border-control',
  ghost: 'btn-ghost',
  danger: 'border-error bg-transparent text-error hover:bg-error hover:text-error-content',
} as const

export type ButtonLook = keyof typeof looks
type Shape = { look?: ButtonLook; size?: 'small' | 'medium'; block?: boolean }

export const buttonClass = ({ look = 'plain', size = 'medium', block = false }: Shape): string =>
  `btn ${looks[look]} ${size === 'small' ? 'btn-sm' : 'text-base'} ${block ? 'btn-block' : ''}`.trim()

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
