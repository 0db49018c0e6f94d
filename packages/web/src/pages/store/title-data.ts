import { type Product, productKindLabels, skuOf } from '@lectern/core/catalog'
import { type DataSite, organizationData, pictureUrl } from '../organizer-data.ts'

/** The title for search engines (https://schema.org/Product). */
export const titleData = (site: DataSite, product: Product): Record<string, unknown> => {
  const url = `${site.siteUrl}/store/${product.slug}`
  const authors = product.authors.map((name) => ({ '@type': 'Person', name }))
  return {
    '@context': 'https://schema.org',
    // A book is both: something written by someone, and something to buy.
    '@type': product.kind === 'book' ? ['Product', 'Book'] : 'Product',
    name: product.title,
    ...(product.subtitle ? { alternateName: product.subtitle } : {}),
    description: product.summary || product.title,
    url,
    image: pictureUrl(site, product),
    category: productKindLabels[product.kind].one,
    ...(product.kind === 'book' && authors.length > 0 ? { author: authors } : {}),
    brand: { '@type': 'Brand', name: site.organizer.name },
    ...(product.tags.length > 0 ? { keywords: product.tags.join(', ') } : {}),
    offers: product.formats.map((format) => ({
      '@type': 'Offer',
      name: format.name,
      sku: skuOf(product.slug, format),
      price: (format.priceCents / 100).toFixed(2),
      priceCurrency: 'USD',
      url,
      availability: 'https://schema.org/InStock',
      seller: organizationData(site),
    })),
  }
}
