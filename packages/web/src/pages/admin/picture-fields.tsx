import { coverOf, type Pictured, type PictureShelf, type UploadedPicture, type WithCover } from '@lectern/core/catalog'
import { ActButton } from '../../components/act-button.tsx'
import { Cover } from '../../components/cover.tsx'
import { FieldError } from '../../components/field.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { errorAt } from '../../forms/errors.ts'

type Props = { shelf: PictureShelf; of: Pictured }

export const pictureAddress = (shelf: PictureShelf, slug: string): string => `/admin/pictures/${shelf}/${slug}`

/** In an editor: the picture that was uploaded, or the way to upload one. */
export const PicturePart = ({ of }: { of: WithCover }) => {
  const { shelf, slug } = coverOf(of)
  const drawn = shelf === 'people' ? 'initials' : 'the drawn cover'
  return (
    <p class="text-sm">
      {of.picture ? `An uploaded picture is shown in place of ${drawn}.` : 'Have a photo?'}{' '}
      <TextLink href={`/admin/pictures/${shelf}/${slug}`}>
        {of.picture ? 'Change the picture' : 'Upload a picture'}
      </TextLink>
    </p>
  )
}

const rows = [
  { y: 0, word: 'Top' },
  { y: 0.5, word: 'Middle' },
  { y: 1, word: 'Bottom' },
] as const
const columns = [
  { x: 0, word: 'left' },
  { x: 0.5, word: 'center' },
  { x: 1, word: 'right' },
] as const

/** The nine points that can be kept in view, by what a form sends. */
export const focusPoints: Readonly<Record<string, UploadedPicture['focus'] & { label: string }>> = Object.fromEntries(
  rows.flatMap(({ y, word: row }) =>
    columns.map(({ x, word }) => {
      const label = row === 'Middle' && word === 'center' ? 'Center' : `${row} ${word}`
      return [label.toLowerCase().replace(' ', '-'), { x, y, label }] as const
    }),
  ),
)

const FocusFields = ({ focus }: { focus: UploadedPicture['focus'] }) => (
  <fieldset class="grid gap-2">
    <legend class="mb-1 font-medium">Keep in view</legend>
    <p class="text-sm text-muted">Squares and wide cards show a part of the picture. Choose where what matters is.</p>
    <div class="grid max-w-sm grid-cols-3 gap-2">
      {Object.entries(focusPoints).map(([name, { x, y, label }]) => (
        <label class="flex min-h-11 cursor-pointer items-center gap-2 text-sm">
          <input class="radio" type="radio" name="focus" value={name} checked={x === focus.x && y === focus.y} />
          {label}
        </label>
      ))}
    </div>
  </fieldset>
)

const FileField = ({ required }: { required: boolean }) => {
  const error = errorAt('picture')
  const described = error === undefined ? 'field-picture-hint' : 'field-picture-hint field-picture-error'
  return (
    <div class="grid gap-1">
      <label class="font-medium" for="field-picture">
        Picture
      </label>
      <p class="text-sm text-muted" id="field-picture-hint">
        A JPEG, PNG, or WebP up to 4 MB, at least 320 pixels wide and high. We remove the place and camera it was taken
        with.
      </p>
      <input
        class="file-input"
        id="field-picture"
        type="file"
        name="picture"
        accept="image/jpeg,image/png,image/webp"
        required={required}
        aria-describedby={described}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      <FieldError id="field-picture" error={error} />
    </div>
  )
}

const shown = {
  people: ['square'],
  titles: ['card', 'book'],
  events: ['card', 'square'],
  courses: ['card', 'square'],
} as const

/** The page of one picture: what it looks like, another one, which part stays in view, and back to the drawn cover. */
export const PictureForm = ({ shelf, of }: Props) => {
  const action = pictureAddress(shelf, of.slug)
  const { picture } = of
  const focus = picture?.focus ?? { x: 0.5, y: 0.5 }
  return (
    <Panel>
      {picture ? (
        <div class="flex flex-wrap items-start gap-4">
          {shown[shelf].map((format) => (
            <div class="w-44">
              <Cover of={of} format={format} alt={`As ${format === 'card' ? 'a card' : `a ${format}`}`} />
            </div>
          ))}
        </div>
      ) : (
        <p class="text-muted">
          {shelf === 'people'
            ? 'No picture yet: pages show initials.'
            : `No picture yet: pages show the drawn cover of “${coverOf(of).title}”.`}
        </p>
      )}
      <form class="grid gap-5" method="post" action={action} enctype="multipart/form-data">
        <FileField required={!picture} />
        <FocusFields focus={focus} />
        <div>
          <SubmitButton busy="Uploading…">{picture ? 'Save' : 'Upload'}</SubmitButton>
        </div>
      </form>
      {picture && <ActButton action={`${action}/remove`} words="Remove picture" />}
    </Panel>
  )
}
