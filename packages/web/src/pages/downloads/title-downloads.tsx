import { readSku } from '@lectern/core/catalog'
import type { EditionFiles, OpenTitle, TitleFile } from '@lectern/core/materials'
import { withParameters } from '../../components/address.ts'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { hueOf } from '../event-row.tsx'
import { formatAuthor, kindLineOf } from '../store/store-words.ts'
import { formatDay } from '../store/title-words.ts'
import { formatEnding, formatSize } from './file-words.ts'

/** By whose order a reader comes who is not signed in. */
export type ByOrder = { id: string; token: string | undefined }

/** Where a file is taken; with an order's token, also from a mail and without signing in. */
const downloadAddress = (file: TitleFile, order: ByOrder | undefined): string =>
  withParameters(`/downloads/${file.id}`, { order: order?.token && order.id, token: order?.token })

const FileRow = ({ title, file, order }: { title: OpenTitle; file: TitleFile; order: ByOrder | undefined }) => {
  const format = title.formats.find(({ slug }) => slug === readSku(file.sku)?.item)
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
      <p class="min-w-0 flex-1 basis-56">
        <span class="break-words">{file.filename}</span>
        <span class="nums block text-sm text-muted">
          {[format?.name, formatEnding(file), formatSize(file.bytes)].filter(Boolean).join(' · ')}
        </span>
      </p>
      <ButtonLink size="small" href={downloadAddress(file, order)}>
        Download
        <span class="sr-only"> {file.filename}</span>
      </ButtonLink>
    </li>
  )
}

const Files = ({
  title,
  files,
  order,
}: {
  title: OpenTitle
  files: readonly TitleFile[]
  order: ByOrder | undefined
}) => (
  <ul class="divide-y divide-base-300">
    {files.map((file) => (
      <FileRow title={title} file={file} order={order} />
    ))}
  </ul>
)

const formatVersion = ({ label, edition }: EditionFiles): string => {
  const date = edition && formatDay(edition.releasedOn)
  return [label === undefined ? 'Unversioned' : `Version ${label}`, date].filter(Boolean).join(' · ')
}

const Version = ({ title, of, order }: { title: OpenTitle; of: EditionFiles; order: ByOrder | undefined }) => (
  <>
    {(of.label !== undefined || title.editions.length > 1) && (
      <p class="nums mt-3 font-medium">
        {formatVersion(of)}
        {of.edition?.note && <span class="block text-sm font-normal text-muted">{of.edition.note}</span>}
      </p>
    )}
    <Files title={title} files={of.files} order={order} />
  </>
)

type Heading = 'h2' | 'h3'

const Title = ({ title, order, heading: H }: { title: OpenTitle; order: ByOrder | undefined; heading: Heading }) => {
  const { product, editions } = title
  const [newest, ...older] = editions
  return (
    <li class="cart-line">
      <Cover of={product} format="book" class="cover-spine" />
      <div class="min-w-0">
        <p class={`kind hue-${hueOf(product)}`}>
          {[kindLineOf(product), title.by === 'membership' && 'Included in your membership']
            .filter(Boolean)
            .join(' · ')}
        </p>
        <H class="text-lg">
          {product.status === 'on-sale' ? (
            <a class="hover:underline" href={`/store/${product.slug}`}>
              {product.title}
            </a>
          ) : (
            product.title
          )}
        </H>
        {product.authors.length > 0 && <p class="text-muted">{formatAuthor(product)}</p>}
        {newest ? (
          <Version title={title} of={newest} order={order} />
        ) : (
          <p class="mt-2 text-muted">We’re getting this ready and will email you the link.</p>
        )}
        {older.length > 0 && (
          <details class="mt-2">
            <summary class="w-fit cursor-pointer py-1 text-link">
              {older.length === 1 ? 'An earlier version' : `${older.length} earlier versions`}
              <span class="sr-only"> of {product.title}</span>
            </summary>
            {older.map((one) => (
              <Version title={title} of={one} order={order} />
            ))}
          </details>
        )}
      </div>
    </li>
  )
}

type Props = {
  titles: readonly OpenTitle[]
  order?: ByOrder | undefined
  /** One below the heading under which they stand. */
  heading?: Heading
}

/**
 * Titles with their files, the newest version first and those before it folded away. On the page of an order the links
 * carry the order's token, so that they work for a buyer who is not signed in.
 */
export const TitleDownloads = ({ titles, order, heading = 'h3' }: Props) =>
  titles.length === 0 ? null : (
    <ul class="border-t border-base-300">
      {titles.map((title) => (
        <Title title={title} order={order} heading={heading} />
      ))}
    </ul>
  )
