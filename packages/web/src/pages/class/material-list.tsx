import type { Event } from '@lectern/core/catalog'
import { formatClock, formatOpened, isPublished, type Opened, type SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { formatInstant } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { formatEnding, formatSize } from '../downloads/file-words.ts'
import { materialAddress, watchAddress } from './watch-address.ts'

type Seen = { event: Event; opened: ReadonlyMap<string, Opened>; now: Instant }
type Props = Seen & { materials: readonly SessionMaterial[] }

const sourceOf = ({ file, link }: SessionMaterial): string[] =>
  file ? [formatEnding(file), formatSize(file.bytes)] : link === undefined ? [] : [new URL(link).hostname]

/** Those who teach also see what is published soon. */
const Soon = ({ event, material, now }: { event: Event; material: SessionMaterial; now: Instant }) =>
  isPublished(material, now) ? null : (
    <span class="nums small block text-ending">
      For people who attend from {formatInstant(material.publishesAt ?? now, event.zone)}
    </span>
  )

const Recording = ({ material, event, opened, now }: Seen & { material: SessionMaterial }) => {
  const own = opened.get(material.id)
  const done = formatOpened(own)
  const watch = watchAddress(material)
  const begun = own?.position !== undefined && done !== 'Watched' ? own.position : undefined
  const named = <span class="sr-only"> {material.title}</span>
  return (
    <div class="lesson-part">
      <p>
        <span class="break-words">{material.title}</span>{' '}
        <span class="nums small block break-words text-muted">{['Recording', ...sourceOf(material)].join(' · ')}</span>
        <Soon event={event} material={material} now={now} />
      </p>
      {begun && <progress class="gauge" value={begun.seconds} max={begun.length} aria-hidden="true" />}
      {done !== undefined && <p class="nums small text-secondary">{done}</p>}
      <div class="actions">
        <ButtonLink size="small" href={watch ?? materialAddress(material)}>
          <Icon name="play" />
          <span>
            {begun ? 'Keep watching' : 'Watch'}
            {named}
            {begun && ` from ${formatClock(begun.seconds)}`}
          </span>
        </ButtonLink>
        {watch !== undefined && (
          <ButtonLink size="small" look="ghost" href={materialAddress(material)}>
            Download{named}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

/** A file or a link, as a chip that opens it. */
export const FileChip = ({ material, event, now, opened }: Seen & { material: SessionMaterial }) => {
  const { file, link, title } = material
  const about = file ? formatSize(file.bytes) : link === undefined ? '' : new URL(link).hostname
  return (
    <a class="file-chip" href={materialAddress(material)}>
      <b>{file ? formatEnding(file) : 'LINK'}</b>
      <span class="min-w-0">
        {title}{' '}
        <small class="nums">
          {[about, formatOpened(opened.get(material.id))?.toLowerCase()].filter(Boolean).join(' · ')}
        </small>
        <Soon event={event} material={material} now={now} />
      </span>
    </a>
  )
}

/** What was handed out at one session, with how far its reader is: recordings to watch, then handouts to open. */
export const MaterialList = ({ materials, ...seen }: Props) => {
  const handouts = materials.filter(({ kind }) => kind === 'handout')
  return (
    <>
      {materials
        .filter(({ kind }) => kind === 'recording')
        .map((material) => (
          <Recording material={material} {...seen} />
        ))}
      {handouts.length > 0 && (
        <ul class="files mt-3">
          {handouts.map((material) => (
            <li class="max-w-full">
              <FileChip material={material} {...seen} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
