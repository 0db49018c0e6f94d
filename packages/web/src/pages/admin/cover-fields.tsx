import { coverOf, type WithCover } from '@lectern/core/catalog'
import {
  type CoverKind,
  type CoverThing,
  cover,
  coverKinds,
  figureNames,
  figuresOf,
  type Hue,
  hueNames,
  hues,
  lookOf,
  toneNames,
  tonesOf,
} from '@lectern/core/covers'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Panel } from '../../components/panel.tsx'
import { typedAt } from '../../forms/typed.ts'
import { PicturePart } from './picture-fields.tsx'

type Pick = { value: string; label: string; picture: Child }

const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** One of several drawn things. The words are under each, so that nobody has to name a color to find it. */
const Picks = ({ name, label, picks, wide }: { name: string; label: string; picks: readonly Pick[]; wide?: true }) => {
  const value = typedAt(name)
  // A choice that the kind no longer has counts for nothing.
  const chosen = picks.some((pick) => pick.value === value) ? value : ''
  return (
    <fieldset class="grid gap-1.5">
      <legend class="mb-1.5 font-medium">{label}</legend>
      <div class={`grid gap-3 ${wide ? 'grid-cols-3 sm:grid-cols-4' : 'grid-cols-4 sm:grid-cols-9'}`}>
        {picks.map((pick, index) => (
          <label class="relative grid cursor-pointer content-start gap-1.5 text-center text-xs">
            <input
              class="peer sr-only"
              type="radio"
              id={index === 0 ? `field-${name}` : `field-${name}-${pick.value}`}
              name={name}
              value={pick.value}
              checked={pick.value === chosen}
            />
            <span class="block overflow-hidden rounded-field peer-checked:outline-3 peer-checked:outline-offset-2 peer-checked:outline-primary peer-focus-visible:outline-3 peer-focus-visible:outline-offset-4 peer-focus-visible:outline-primary peer-focus-visible:outline-dashed [&>svg]:block [&>svg]:h-auto [&>svg]:w-full">
              {pick.picture}
            </span>
            {pick.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const Swatch = ({ hue }: { hue: Hue }) => (
  <svg viewBox="0 0 60 40" width="60" height="40" aria-hidden="true">
    <path d="M0 0h60L0 40Z" fill={hues[hue][0]} />
    <path d="M60 0v40H0Z" fill={hues[hue][2]} />
  </svg>
)

const oneOf = <T extends string>(choices: readonly T[], value: string | undefined): T | undefined =>
  choices.find((choice) => choice === value)

/** What the form's cover is drawn from: what's saved, with the kind and the choices that are typed. */
const typedThing = (saved: WithCover | undefined): CoverThing => {
  const kind: CoverKind = oneOf(coverKinds, typedAt('kind')) ?? 'class'
  const title = typedAt('title')
  const known = saved ? coverOf(saved) : { slug: typedAt('slug') || title || 'new', title, kind }
  const choices = {
    hue: oneOf(hueNames, typedAt('hue')),
    tone: oneOf(toneNames, typedAt('tone')),
    figure: oneOf(figureNames, typedAt('figure')),
  }
  return { ...known, kind, ...choices }
}

/**
 * How the drawn cover looks: figure, color, and ground, each drawn as it would be. Without a script it's drawn again when
 * the form is saved; a new thing's colors follow from its address, which it doesn't have yet.
 */
export const CoverFields = ({ saved }: { saved?: WithCover | undefined }) => {
  const thing = typedThing(saved)
  const own = lookOf({ ...thing, hue: undefined, tone: undefined, figure: undefined })
  const drawn = (look: Partial<CoverThing>) => raw(cover({ ...thing, ...look }, 'card'))
  const automatic = 'Automatic'
  const tones = tonesOf(thing.kind)
  return (
    <Panel title="Cover" id="cover">
      {saved && <PicturePart of={saved} />}
      <p class="muted">
        We draw a cover for lists, emails, and shared links. Keep it automatic, or choose. Each kind has figures of its
        own.
      </p>
      <Picks
        name="figure"
        label="Figure"
        wide
        picks={[
          { value: '', label: automatic, picture: drawn({ figure: own.figure }) },
          ...figuresOf(thing.kind).map((figure) => ({
            ...{ value: figure, label: upper(figure), picture: drawn({ figure }) },
          })),
        ]}
      />
      <Picks
        name="hue"
        label="Color"
        picks={[
          { value: '', label: automatic, picture: <Swatch hue={own.hue} /> },
          ...hueNames.map((hue) => ({ value: hue, label: upper(hue), picture: <Swatch hue={hue} /> })),
        ]}
      />
      {tones.length > 1 && (
        <Picks
          name="tone"
          label="Background"
          wide
          picks={[
            { value: '', label: automatic, picture: drawn({ tone: own.tone }) },
            ...tones.map((tone) => ({ value: tone, label: upper(tone), picture: drawn({ tone }) })),
          ]}
        />
      )}
    </Panel>
  )
}
