/** What lies on a dark ground, and what lies on a light one: the paper and the ink of the site. */
export const paper = '#fbf8f1'
const ink = '#1b2030'

type Steps = readonly [deep: string, mid: string, bright: string, light: string, tint: string]

/** The hues, each in five steps. A cover uses one of them, and no blend of two. */
export const hues = {
  blue: ['#19284c', '#355195', '#7c9eea', '#b3cafc', '#e6edfc'],
  teal: ['#003132', '#076262', '#58b1b0', '#a2d6d5', '#e1f0f0'],
  moss: ['#202f17', '#415f30', '#8aac78', '#bcd3b1', '#e8efe5'],
  ochre: ['#392600', '#6e4f04', '#c4983f', '#e3c693', '#f4ecdd'],
  rust: ['#451d04', '#893b03', '#de8758', '#f6bc9e', '#fbe9e0'],
  brick: ['#471917', '#8c3431', '#e37f78', '#fab7b1', '#fce7e5'],
  plum: ['#3b1e35', '#763e6b', '#c788b9', '#e6bbdb', '#f5e8f2'],
  slate: ['#222b36', '#46576c', '#8fa2ba', '#bfccdc', '#e9edf2'],
} as const satisfies Record<string, Steps>

export type Hue = keyof typeof hues

/** All hues, in the order in which an editor offers them. */
export const hueNames = Object.keys(hues) as Hue[]

/** The colors of one cover. */
export type Palette = {
  ground: string
  /** What a figure is drawn in: steps from the first of these to the second. */
  from: string
  to: string
  /** The one accent of a figure, used once. */
  spot: string
  /** Type on the ground: the title, and what is said around it. Each is at least 4.5:1. */
  ink: string
  soft: string
}

/** The grounds, each with what lies on it. `paper` is for documents. */
const tones = {
  deep: ([deep, mid, , light]) => ({ ground: deep, from: mid, to: light, spot: paper, ink: paper, soft: light }),
  mid: ([, mid, bright, , tint]) => ({ ground: mid, from: bright, to: tint, spot: paper, ink: paper, soft: tint }),
  bright: ([deep, mid, bright]) => ({ ground: bright, from: mid, to: deep, spot: paper, ink, soft: ink }),
  light: ([deep, mid, , light]) => ({ ground: light, from: mid, to: deep, spot: paper, ink, soft: deep }),
  paper: ([, mid, , light, tint]) => ({ ground: tint, from: light, to: mid, spot: ink, ink, soft: mid }),
} as const satisfies Record<string, (steps: Steps) => Palette>

export type Tone = keyof typeof tones

/** All grounds; which of them a kind has is in its row of `kinds`. */
export const toneNames = Object.keys(tones) as Tone[]

export const paletteOf = (hue: Hue, tone: Tone): Palette => tones[tone](hues[hue])

/**
 * The hue to offer when something is published for the first time: its own, unless the three published last all have
 * that one too; then the next in the order of hues.
 * @param recent  hues of what was published before, the latest first
 */
export const freshHue = (own: Hue, recent: readonly Hue[]): Hue => {
  const last = recent.slice(0, 3)
  if (last.length < 3 || last.some((hue) => hue !== own)) return own
  return hueNames[(hueNames.indexOf(own) + 1) % hueNames.length] ?? own
}
