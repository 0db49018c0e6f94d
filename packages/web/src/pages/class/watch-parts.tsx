import { formatClock, type Passage, type Watched } from '@lectern/core/materials'
import { buttonClass } from '../../components/button.tsx'
import { Island } from '../../components/island.tsx'
import { Section } from '../../layout/columns.tsx'
import { materialAddress } from './watch-address.ts'

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const

const Speeds = () => (
  <fieldset class="flex flex-wrap gap-1.5" aria-label="Speed" data-speeds hidden>
    {speeds.map((speed) => (
      <button
        type="button"
        class={`${buttonClass({ look: 'plain', size: 'small' })} nums aria-pressed:border-primary aria-pressed:font-semibold aria-pressed:text-primary`}
        data-speed={String(speed)}
        aria-pressed={speed === 1 ? 'true' : 'false'}
      >
        {`${speed}×`}
      </button>
    ))}
  </fieldset>
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
    <div
      class="grid gap-4"
      data-watch={`${own}/stream`}
      data-at={String(at)}
      data-save={`/api/me/events/${material.event}/materials/${material.id}/position`}
    >
      {/* A player of sound alone shows no captions. */}
      {sound && !captions ? (
        <audio class="w-full" {...about} />
      ) : (
        <video class={`w-full rounded-box bg-black ${sound ? 'h-56' : 'aspect-video'}`} playsinline {...about}>
          {captions && <track kind="captions" src={`${own}/captions.vtt`} srclang="en" label="English" default />}
        </video>
      )}
      <p class="text-muted empty:hidden" role="status" data-words />
      <div>
        <button type="button" class={buttonClass({ look: 'primary', size: 'small' })} data-again hidden>
          Try again
        </button>
      </div>
      <Speeds />
      <Island name="watch" />
    </div>
  )
}

/** Transcript, in passages that lead to their place. */
export const Transcript = ({ of: { material }, passages }: { of: Watched; passages: readonly Passage[] }) => (
  <Section title="Transcript" id="transcript">
    <search>
      <form class="mb-4 flex max-w-md flex-wrap gap-2" method="get" action={`/events/${material.event}/class/search`}>
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
    <section
      class="hairline max-h-112 overflow-y-auto rounded-box bg-base-100 px-5 py-3"
      tabindex={0}
      aria-label="Transcript"
      data-transcript
    >
      <ol class="grid gap-0.5">
        {passages.map(({ seconds, text }) => (
          <li class="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2 rounded-field py-1.5 aria-[current=true]:bg-base-200">
            <a
              class="nums text-link self-start py-0.5"
              href={`${materialAddress(material)}/watch?at=${seconds}`}
              data-to={String(seconds)}
            >
              {formatClock(seconds)}
            </a>
            <p class="py-0.5 break-words">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  </Section>
)
