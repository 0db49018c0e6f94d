import type { Instructor as Teacher } from '@lectern/core/catalog'
import { Avatar } from './avatar.tsx'
import { Cover } from './cover.tsx'

export type Instructor = {
  name: string
  about?: string
  href?: string
  /** Whose uploaded picture is shown, if there is one. */
  of?: Teacher | undefined
}

/** Who teaches: picture or initials, name, and a line about them. */
export const InstructorLine = ({ name, about, href, of }: Instructor) => (
  <div class="by">
    {of?.picture ? <Cover of={of} format="square" class="avatar" sizes="2.5rem" /> : <Avatar name={name} />}
    <div class="min-w-0 leading-tight">
      {href === undefined ? (
        <p class="font-semibold">{name}</p>
      ) : (
        <p>
          <a class="text-link font-semibold" href={href}>
            {name}
          </a>
        </p>
      )}
      {about !== undefined && <p class="mt-0.5 text-sm text-muted">{about}</p>}
    </div>
  </div>
)
