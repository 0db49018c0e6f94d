// The files of a title: what there is by format and version, and the way to upload more.
import { getProduct } from '@lectern/core/catalog'
import { findTitleFile, listFilesAsTheyStand, restoreFile, withdrawFile } from '@lectern/core/materials'
import { notFound } from '@lectern/core/platform'
import { ConfirmDelete } from '../../../components/confirm-delete.tsx'
import { type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import { flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { contentPolicy } from '../../../middleware/security-headers.ts'
import type { SiteServices } from '../../../site.ts'
import { FileList, UploadForm } from './files-parts.tsx'

const flashes = {
  uploaded: 'File added. People with this title can download it now.',
  removed: 'Deleted.',
  deleted: 'Deleted. You can undo this for 10 minutes.',
  restored: 'File restored.',
} as const

/** `/admin/store/:slug/files` */
export const titleFilePages = (services: SiteServices): Declared[] => {
  const { table, files, paymentOrigins } = services
  const app = declarePages({ who: 'admin', at: '/admin/store' })

  app.page('/:slug/files', { audit: why.impersonal }, async (c) => {
    const product = await getProduct(table, c.req.param('slug'))
    const there = await listFilesAsTheyStand(services, product.slug, c.var.now)
    // From here alone a script may send something to the store.
    c.header('Content-Security-Policy', contentPolicy(paymentOrigins, [files.origin]))
    return showAdmin(
      c,
      table,
      {
        title: `Files for ${product.title}`,
        nav: 'store',
        trail: [
          { href: '/admin/store', label: 'Store' },
          { href: `/admin/store/${product.slug}`, label: product.title },
          { label: 'Files' },
        ],
        about: 'When you upload the first file of a newer version, we email everyone who has the format.',
        flash: flashOf(c, flashes),
      },
      <>
        <UploadForm product={product} files={there} />
        <FileList product={product} files={there} />
      </>,
    )
  })

  app.page('/:slug/files/:id/remove', { audit: why.impersonal }, async (c) => {
    const { slug, id } = c.req.param()
    const file = await findTitleFile(table, id)
    if (file?.product !== slug || file.state === 'removed') throw notFound('file')
    const title = `Delete ${file.filename}?`
    const back = `/admin/store/${slug}/files`
    return showAdmin(
      c,
      table,
      { title: 'Files', window: title, nav: 'store' },
      <ConfirmDelete title={title} action={`${back}/${id}/remove`} back={back}>
        {file.state === 'there'
          ? 'Everyone who bought this title loses this file right away. You can undo this for 10 minutes.'
          : 'The upload isn’t finished. We’ll discard what’s been uploaded.'}
      </ConfirmDelete>,
    )
  })

  app.form('/:slug/files/:id/remove', { audit: recorded('file.delete', '{id}') }, async (c) => {
    const { slug, id } = c.req.param()
    const undoable = await withdrawFile(services, slug, id, c.var.now)
    return done(`/admin/store/${slug}/files?done=${undoable ? 'deleted' : 'removed'}`)
  })

  app.form('/:slug/files/:id/restore', { audit: recorded('file.restore', '{id}') }, async (c) => {
    const { slug, id } = c.req.param()
    await restoreFile(services, slug, id)
    return done(`/admin/store/${slug}/files?done=restored`)
  })
  return app.pages
}
