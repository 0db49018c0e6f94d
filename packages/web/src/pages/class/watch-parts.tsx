import { type Event, sessionsOf } from '@lectern/core/catalog'
import { type Chapter, formatClock, type Passage, type Watched } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { nextSession } from '@lectern/core/schedule'
import { buttonClass } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { Icon } from '../../components/icon.tsx'
import { Island } from '../../components/island.tsx'
import { formatSession } from '../event-words.ts'
import { sessionTitle } from './class-words.ts'
import { materialAddress } from './watch-address.ts'

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const

/** What the browser's own player leaves out. It needs the script, and works by the keys that it names, too. */
const Controls = () => (
  <div class="controls" data-controls hidden>
    <button type="button" data-skip="-10" aria-keyshortcuts="j" title="Back 10 seconds (J)">
      −10<span class="sr-only"> seconds</span>
    </button>
    <button type="button" data-skip="30" aria-keyshortcuts="l" title="Forward 30 seconds (L)">
      +30<span class="sr-only"> seconds</span>
    </button>
    <fieldset class="push" aria-label="Speed">
      {speeds.map((speed) => (
        <button type="button" data-speed={String(speed)} aria-pressed={speed === 1 ? 'true' : 'false'}>
          {`${speed}×`}
        </button>
      ))}
    </fieldset>
  </div>
)

/**
 * How a recording is made up: a piece for each chapter, with a gap between. The last one ends where the captions do, or goes
 * on for as long as those before it did on average; the script sets it right once it knows the length.
 */
const Timeline = ({ chapters, at }: { chapters: readonly Chapter[]; at: number }) => {
  const last = chapters.at(-1)?.seconds ?? 0
  const all = Math.max(1, last + Math.round(last / Math.max(1, chapters.length - 1)))
  const starts = chapters.map(({ seconds }) => seconds)
  return (
    <svg
      class="timeline"
      viewBox="0 0 1000 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      data-timeline={starts.join(' ')}
    >
      {starts.map((from, index) => {
        const to = starts[index + 1] ?? all
        const [x, end] = [(1000 * from) / all, (1000 * to) / all - 4]
        const done = Math.min(end, (1000 * at) / all) - x
        return (
          <>
            <rect x={x} y="3" width={Math.max(1, end - x)} height="6" rx="3" />
            <rect class="did" x={x} y="3" width={Math.max(0, done)} height="6" rx="3" />
          </>
        )
      })}
    </svg>
  )
}

/** The parts of a recording, as links to where they begin. */
export const Chapters = ({ of: { material } }: { of: Watched }) =>
  material.chapters === undefined ? null : (
    <section>
      <h2 id="chapters">Chapters</h2>
      <ol class="spoken" data-transcript>
        {material.chapters.map(({ seconds, title }) => (
          <li>
            <a href={`${materialAddress(material)}/watch?at=${seconds}`} data-to={String(seconds)}>
              <time>{formatClock(seconds)}</time>
              <span>{title}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  )

type Props = {
  of: Watched
  /** Where to begin, in seconds. */
  at: number
}

/**
 * The player. Without scripts it begins where its address says (a fragment of the medium); with them it keeps how far it
 * came, and asks for another link when the one it had has ended.
 */
export const Player = ({ of: { material, captions }, at }: Props) => {
  const own = materialAddress(material)
  const sound = material.file?.type.startsWith('audio/') === true
  const about = {
    src: `${own}/stream${at > 0 ? `#t=${at}` : ''}`,
    controls: true,
    preload: 'metadata',
    'data-player': '',
    'aria-label': material.title,
  } as const
  return (
    <section
      class="player"
      aria-label="Recording"
      data-watch={`${own}/stream`}
      data-at={String(at)}
      data-save={`/api/me/events/${material.event}/materials/${material.id}/position`}
    >
      {/* A player of sound alone shows no captions. */}
      {sound && !captions ? (
        <audio {...about} />
      ) : (
        <video class={sound ? 'h-56' : 'aspect-video'} playsinline {...about}>
          {captions && <track kind="captions" src={`${own}/captions.vtt`} srclang="en" label="English" default />}
        </video>
      )}
      <p role="status" data-words />
      <button type="button" class={buttonClass({ look: 'paper', size: 'small' })} data-again hidden>
        Try again
      </button>
      {material.chapters && <Timeline chapters={material.chapters} at={at} />}
      <Controls />
      <Island name="watch" />
    </section>
  )
}

/** Transcript, in passages that lead to their place. With the script it follows the recording. */
export const Transcript = ({ of: { material }, passages }: { of: Watched; passages: readonly Passage[] }) => (
  <section>
    <h2 id="transcript">Transcript</h2>
    <search>
      <form class="joined mb-3" method="get" action={`/events/${material.event}/class/search`}>
        <label class="sr-only" for="transcript-words">
          Search all recordings of this class
        </label>
        <input
          class="control min-w-0 flex-1"
          type="search"
          id="transcript-words"
          name="q"
          maxlength={200}
          required
          placeholder="Search all recordings"
        />
        <button type="submit" class={buttonClass({})}>
          Search
        </button>
      </form>
    </search>

    <section class="side-scroll" tabindex={0} aria-labelledby="transcript" data-transcript>
      <ol class="spoken">
        {passages.map(({ seconds, text }) => (
          <li>
            <a href={`${materialAddress(material)}/watch?at=${seconds}`} data-to={String(seconds)}>
              <time>{formatClock(seconds)}</time>
              <span>{text}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
    <p class="fine" data-following hidden>
      Follows the recording. It waits while you read in it.
    </p>
  </section>
)

/** The session that comes next, which leads to the class. Nothing once all have ended. */
export const UpNext = ({ event, now }: { event: Event; now: Instant }) => {
  const next = event.status === 'cancelled' ? undefined : nextSession(sessionsOf(event), now)
  if (!next) return null
  return (
    <section class="upnext" aria-label="Up next">
      <Cover of={event} format="square" class="cover-mini" />
      <div class="min-w-0">
        <p class="kind">Up next</p>
        <a href={`/events/${event.slug}/class`}>{sessionTitle(event, next)}</a>
        <p class="nums small muted">{formatSession(next, now)}</p>
      </div>
    </section>
  )
}

/** The buttons under the title: take the file, share the moment, and for who teaches, mend its words. */
export const WatchActions = ({ of: { material, by, event } }: { of: Watched }) => (
  <div class="actions">
    <a class={buttonClass({ size: 'small' })} href={materialAddress(material)}>
      <Icon name="download" />
      Download
    </a>
    <button type="button" class={buttonClass({ size: 'small' })} data-moment hidden>
      Copy link to this moment
    </button>
    <Island name="moment" />
    {by === 'teaching' && (
      <a class={buttonClass({ size: 'small' })} href={`/teach/${event.slug}/materials/${material.id}/captions`}>
        Captions
      </a>
    )}
  </div>
)
