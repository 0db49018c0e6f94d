import { Avatar } from './avatar.tsx'

export type Instructor = { name: string; about?: string; href?: string }

/** Who teaches: initials, name, and a line about them. */
export const InstructorLine = ({ name, about, href }: Instructor) => (
  <div class="flex items-center gap-3">
    <Avatar name={name} />
    <div class="min-w-0 leading-tight">
      {href === undefined ? (
        <p class="font-medium">{name}</p>
      ) : (
        <p>
          <a class="text-link font-medium" href={href}>
            {name}
          </a>
        </p>
      )}
      {about !== undefined && <p class="mt-0.5 text-sm text-muted">{about}</p>}
    </div>
  </div>
)
