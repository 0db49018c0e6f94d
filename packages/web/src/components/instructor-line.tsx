import { Avatar } from './avatar.tsx'

export type Instructor = { name: string; about?: string; href?: string }

/** Who teaches: initials, name, and a line about them. */
export const InstructorLine = ({ name, about, href }: Instructor) => (
  <div class="by">
    <Avatar name={name} />
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
