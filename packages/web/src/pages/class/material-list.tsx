import type { Event } from '@lectern/core/catalog'
import { formatOpened, isPublished, type Opened, type SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { formatInstant } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { formatEnding, formatSize } from '../downloads/file-words.ts'
import { materialAddress, watchAddress } from './watch-address.ts'

const kinds = { recording: 'Recording', handout: 'Handout' } as const

type Props = {
  event: Event
  materials: readonly SessionMaterial[]
  opened: ReadonlyMap<string, Opened>
  now: Instant
}

const formatAbout = ({ kind, file, link }: SessionMaterial): string =>
  [kinds[kind], file && formatEnding(file), file && formatSize(file.bytes), link && new URL(link).hostname]
    .filter(Boolean)
    .join(' · ')

const Acts = ({ material, begun }: { material: SessionMaterial; begun: boolean }) => {
  const { kind, file, title } = material
  const watch = watchAddress(material)
  const named = <span class="sr-only"> {title}</span>
  return (
    <div class="flex flex-wrap gap-2">
      {watch !== undefined && (
        <ButtonLink size="small" href={watch}>
          {begun ? 'Keep watching' : 'Watch'}
          {named}
        </ButtonLink>
      )}
      <ButtonLink size="small" look={watch === undefined ? 'plain' : 'ghost'} href={materialAddress(material)}>
        {file ? 'Download' : kind === 'recording' ? 'Watch' : 'Open'}
        {named}
      </ButtonLink>
    </div>
  )
}

/** What was handed out at one session, with how far its reader is. Those who teach also see what is published soon. */
export const MaterialList = ({ event, materials, opened, now }: Props) => (
  <ul class="divide-y divide-base-300 border-y border-base-300">
    {materials.map((material) => {
      const own = opened.get(material.id)
      const done = formatOpened(own)
      const soon = isPublished(material, now) ? undefined : formatInstant(material.publishesAt ?? now, event.zone)
      return (
        <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
          <p class="min-w-0 flex-1 basis-48">
            <span class="break-words">{material.title}</span>
            <span class="nums block text-sm break-words text-muted">{formatAbout(material)}</span>
            {done !== undefined && <span class="nums block text-sm text-secondary">{done}</span>}
            {soon !== undefined && (
              <span class="nums block text-sm text-ending">For people who attend from {soon}</span>
            )}
          </p>
          <Acts material={material} begun={own?.position !== undefined && done !== 'Watched'} />
        </li>
      )
    })}
  </ul>
)
