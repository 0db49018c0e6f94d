import { formatOf, type Product, readSku } from '@lectern/core/catalog'
import type { TitleFile } from '@lectern/core/materials'
import { ActButton } from '../../../components/act-button.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { formatSize } from '../../downloads/file-words.ts'
import { UploadFiles } from '../../upload-files.tsx'

/** Where files of a title are uploaded, once it has a format that is downloaded. */
export const UploadForm = ({ product, files }: { product: Product; files: readonly TitleFile[] }) => {
  const formats = product.formats.filter(({ type }) => type === 'download')
  if (formats.length === 0) {
    return (
      <EmptyState
        title="This title has no downloads"
        action={<ButtonLink href={`/admin/store/${product.slug}`}>Add a format to download</ButtonLink>}
      >
        Files belong to a download format, such as an e-book. Bundles don’t have their own files.
      </EmptyState>
    )
  }
  return (
    <Panel title="Upload">
      <UploadFiles
        address={`/api/admin/products/${product.slug}/files`}
        after={`/admin/store/${product.slug}/files?done=uploaded`}
        awaited={files.flatMap(({ id, state, filename, bytes, modified }) =>
          state === 'awaiting' ? [{ id, filename, bytes, ...(modified === undefined ? {} : { modified }) }] : [],
        )}
        names="Readers see the file names."
        instead={
          <>
            upload with the API: see “Start uploading a file of a title” in{' '}
            <TextLink href="/api/docs">the API docs</TextLink>
          </>
        }
      >
        <div class="grid gap-5 sm:grid-cols-2">
          <Select
            name="format"
            label="Format"
            options={formats.map(({ slug, name }) => ({ value: slug, label: name }))}
            value={formats[0]?.slug}
          />
          {product.editions.length > 0 && (
            <Select
              name="edition"
              label="Version"
              options={product.editions.map(({ label }) => ({ value: label, label }))}
              value={product.editions[0]?.label}
            />
          )}
        </div>
      </UploadFiles>
    </Panel>
  )
}

const columnsFor = (product: Product): Column<TitleFile>[] => [
  {
    key: 'filename',
    label: 'File',
    cell: ({ id, filename, state }) =>
      state === 'there' ? (
        <a class="text-link break-words" href={`/downloads/${id}`}>
          {filename}
        </a>
      ) : (
        <span class="break-words">{filename}</span>
      ),
  },
  {
    key: 'format',
    label: 'Format',
    cell: ({ sku }) => formatOf(product, readSku(sku)?.item ?? '')?.name ?? sku,
  },
  { key: 'edition', label: 'Version', cell: ({ edition }) => edition ?? '' },
  {
    key: 'size',
    label: 'Size',
    align: 'end',
    cell: ({ bytes }) => <span class="whitespace-nowrap">{formatSize(bytes)}</span>,
  },
  {
    key: 'state',
    label: 'State',
    cell: ({ state }) =>
      state === 'there' ? (
        <StateBadge state="published">Ready</StateBadge>
      ) : state === 'removed' ? (
        <StateBadge state="paused">Deleted</StateBadge>
      ) : (
        <StateBadge state="paused">Not uploaded</StateBadge>
      ),
  },
  {
    key: 'remove',
    label: 'Change',
    cell: ({ id, filename, state }) =>
      state === 'removed' ? (
        <ActButton
          action={`/admin/store/${product.slug}/files/${id}/restore`}
          words="Undo"
          about={`deleting ${filename}`}
        />
      ) : (
        <a class="text-link whitespace-nowrap" href={`/admin/store/${product.slug}/files/${id}/remove`}>
          Delete
          <span class="sr-only"> {filename}</span>
        </a>
      ),
  },
]

/** The newest first, as they were asked for. */
export const FileList = ({ product, files }: { product: Product; files: readonly TitleFile[] }) =>
  files.length === 0 ? null : (
    <TablePanel
      title="Files"
      caption={`Files for ${product.title}`}
      columns={columnsFor(product)}
      rows={[...files].reverse()}
      rowId={({ id }) => id}
    />
  )
