import type { Instructor } from '@lectern/core/catalog'
import { initials } from './avatar.tsx'
import { Cover } from './cover.tsx'

type Props = { name: string; of?: Instructor | undefined }

/** Someone's picture on a page about them: their initials on ink while there is none. The name is beside it. */
export const Portrait = ({ name, of }: Props) =>
  of?.picture ? (
    <Cover of={of} format="square" class="photo" sizes="12rem" />
  ) : (
    <span class="photo photo-initials" aria-hidden="true">
      {initials(name)}
    </span>
  )
