import { initials } from './avatar.tsx'

/** Someone's picture on a page about them: their initials on ink while there is none. The name is beside it. */
export const Portrait = ({ name }: { name: string }) => (
  <span class="photo photo-initials" aria-hidden="true">
    {initials(name)}
  </span>
)
